/** Locks a tablet that nobody touches. The server does so too, at the next page; this hides the page that lies open. */

const minutes = Number(document.querySelector("meta[name=lock-after]").content);
const TOUCHES = ["pointerdown", "keydown", "scroll", "input"];
let typed = false;
let waiting;

function wait() {
  clearTimeout(waiting);
  waiting = setTimeout(lock, minutes * 60_000 + 2_000); // the server counts from the page, which came earlier
}

/* Half a form is not thrown away: it stays, and the PIN is asked for when it is sent. */
function lock() {
  if (typed) return;
  const here = location.pathname + location.search;
  location.replace(`/locked?next=${encodeURIComponent(here)}`);
}

for (const touch of TOUCHES) addEventListener(touch, wait, { passive: true });
addEventListener("input", () => (typed = true));
addEventListener("submit", () => (typed = false));
wait();
