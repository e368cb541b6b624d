/** In a very large chart one link stands for free nights side by side: a tap on one of them books that night. */

const A_DAY = 24 * 60 * 60 * 1000;

document.querySelector(".tape")?.addEventListener("click", (event) => {
  const link = event.target.closest("a.free");
  const nights = link?.parentElement.colSpan ?? 1;
  if (nights === 1 || event.detail === 0) return;
  const box = link.getBoundingClientRect();
  const night = Math.min(nights - 1, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * nights)));
  const address = new URL(link.href);
  const first = new Date(`${address.searchParams.get("from")}T00:00:00Z`);
  address.searchParams.set("from", new Date(first.getTime() + night * A_DAY).toISOString().slice(0, 10));
  event.preventDefault();
  location.assign(address);
});
