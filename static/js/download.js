/** A form that answers with a file: the file is saved, and the page shows what is so now. Without this it is a plain download. */

const form = document.querySelector("form[data-download]");

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  form.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (!answer.ok) throw new Error(answer.statusText);
    save(await answer.blob(), nameOf(answer));
    setTimeout(() => location.assign(form.dataset.download), 600); // the browser takes the file first
  } catch {
    form.submit(); // the key is the same: what was done counts once
  } finally {
    form.removeAttribute("aria-busy");
  }
});

function nameOf(answer) {
  return /filename="?([^";]+)/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? "";
}

function save(file, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
}
