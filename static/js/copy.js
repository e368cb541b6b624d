// Buttons that copy the field they stand beside. Without this script the field is marked and copied by hand.

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    if (await copied(field)) button.querySelector("span").textContent = button.dataset.done;
  });
}

async function copied(field) {
  if (!navigator.clipboard) return document.execCommand("copy"); // in the house's own network there is no certificate
  await navigator.clipboard.writeText(field.value);
  return true;
}
