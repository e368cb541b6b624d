/** The state of the network in the cloth bar. Whoever keeps changes for later tells how many wait:
 *  document.dispatchEvent(new CustomEvent("homestay:waiting", { detail: 2 })). */

const badges = [...document.querySelectorAll("[data-net]")];
let waiting = 0;

function show() {
  const state = waiting ? "waiting" : navigator.onLine ? "on" : "off";
  for (const badge of badges) badge.hidden = badge.dataset.net !== state;
  for (const count of document.querySelectorAll("[data-net-count]")) count.textContent = String(waiting);
}

addEventListener("online", show);
addEventListener("offline", show);
document.addEventListener("homestay:waiting", (event) => {
  waiting = event.detail;
  show();
});
show();
