/** A form is sent once, however often one taps. Its key stays, so going back and sending again counts once too. */

const SENT = "sent";

addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset[SENT]) {
    event.preventDefault();
    return;
  }
  form.dataset[SENT] = "yes";
  form.setAttribute("aria-busy", "true");
});

/* A page that comes back from the browser's memory, or a download that left it open, may be sent again. */
function release() {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset[SENT];
    form.removeAttribute("aria-busy");
  }
}

addEventListener("pageshow", (event) => event.persisted && release());
addEventListener("submit", () => setTimeout(release, 8000));
