// Buttons that hand the words of a field to the tablet's own "share": Zalo, messages, mail. Without this script the words are copied.

for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) continue; // only behind a certificate
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.share({ text: document.getElementById(button.dataset.share).value });
    } catch (no) {
      if (no.name !== "AbortError") throw no; // closed without sharing
    }
  });
}
