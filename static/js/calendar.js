/** In a very large chart one link stands for free nights side by side: a tap on one of them books that night. */

const A_DAY = 24 * 60 * 60 * 1000;

document.querySelector(".tape")?.addEventListener("click", (event) => {
  const link = event.target.closest("td > a:not([class])");
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

/* A bar that is pressed for a moment can be pulled: up or down to another place, sideways to other days, by an end to make it
   longer or shorter. Letting go opens the page of the change, filled in; nothing is saved before its button is pressed. The bar
   itself goes back: it shows what is true. Each of these pages is reached by taps as well, from the booking. */

const PRESS = 450; // milliseconds
const STILL = 10; // pixels a finger trembles
const END = 0.3; // of a bar's width, at most 32 pixels
const table = document.querySelector(".tape");
let pull = null;
let justPulled = false;

table?.addEventListener("pointerdown", (event) => {
  const bar = event.target.closest("a.bar-sure, a.bar-held, a.bar-in, a.bar-late");
  if (!bar || event.button !== 0 || pull) return;
  const box = bar.getBoundingClientRect();
  const end = Math.min(32, box.width * END);
  const part = event.clientX > box.right - end ? "leave" : event.clientX < box.left + end ? "arrive" : "both";
  const row = bar.closest("tr");
  pull = { bar, part, row, to: row, by: 0, axis: "", isHeld: false, x: event.clientX, y: event.clientY, pointer: event.pointerId };
  pull.day = table.querySelector("thead th:nth-child(3)").getBoundingClientRect().width;
  pull.width = box.width;
  pull.timer = setTimeout(lift, PRESS);
});

function lift() {
  pull.isHeld = true;
  pull.bar.classList.add("pulled");
  pull.bar.setPointerCapture(pull.pointer);
  pull.word = document.createElement("output");
  pull.word.className = "pull-word";
  document.body.append(pull.word);
  say(pull.row.querySelector("th b").textContent);
}

function say(words) {
  pull.word.textContent = words;
}

addEventListener("pointermove", (event) => {
  if (!pull || event.pointerId !== pull.pointer) return;
  const across = event.clientX - pull.x;
  const down = event.clientY - pull.y;
  if (!pull.isHeld) {
    if (Math.hypot(across, down) > STILL) drop();
    return;
  }
  if (!pull.axis && Math.hypot(across, down) > STILL) pull.axis = Math.abs(down) > Math.abs(across) ? "place" : "days";
  if (pull.axis === "place") overPlace(event, down);
  if (pull.axis === "days") overDays(across);
});

function overPlace(event, down) {
  pull.bar.style.transform = `translateY(${down}px)`;
  const rows = [...table.querySelectorAll("tbody tr:not(.left-row)")];
  const over = rows.find((row) => {
    const box = row.getBoundingClientRect();
    return box.top <= event.clientY && event.clientY < box.bottom;
  });
  for (const row of rows) row.classList.toggle("pull-to", row === over && row !== pull.row);
  pull.to = over ?? pull.row;
  say(pull.to.querySelector("th b").textContent);
}

function overDays(across) {
  pull.by = Math.round(across / pull.day);
  const nights = pull.bar.parentElement.colSpan;
  if (pull.part === "leave") pull.by = Math.max(pull.by, 1 - nights);
  if (pull.part === "arrive") pull.by = Math.min(pull.by, nights - 1);
  const pixels = pull.by * pull.day;
  if (pull.part !== "leave") pull.bar.style.transform = `translateX(${pixels}px)`;
  if (pull.part !== "both") pull.bar.style.width = `${pull.width + (pull.part === "leave" ? pixels : -pixels)}px`;
  say(daysOf(pull));
}

function daysOf({ bar, part, by }) {
  let first = 0;
  for (let cell = bar.parentElement.previousElementSibling; cell; cell = cell.previousElementSibling) {
    if (cell.tagName === "TD") first += cell.colSpan;
  }
  const comes = bar.classList.contains("cut-left") ? "…" : dayWord(first + (part === "leave" ? 0 : by));
  const goes = bar.classList.contains("cut-right") ? "…" : dayWord(first + bar.parentElement.colSpan + (part === "arrive" ? 0 : by));
  return `${comes} – ${goes}`;
}

function dayWord(number) {
  const day = new Date(new Date(`${table.dataset.first}T00:00:00Z`).getTime() + number * A_DAY);
  return `${day.getUTCDate()}/${day.getUTCMonth() + 1}`;
}

/** Let the bar go back to its place. */
function drop() {
  clearTimeout(pull.timer);
  justPulled = pull.isHeld; // the click that ends the press is no tap
  pull.bar.classList.remove("pulled");
  pull.bar.style.transform = pull.bar.style.width = "";
  table.querySelector(".pull-to")?.classList.remove("pull-to");
  pull.word?.remove();
  pull = null;
}

addEventListener("pointerup", (event) => {
  setTimeout(() => (justPulled = false), 50);
  if (!pull || event.pointerId !== pull.pointer) return;
  const { bar, part, row, to, by } = pull;
  drop();
  const name = (line) => encodeURIComponent(line.querySelector("th b").textContent);
  if (to !== row) location.assign(`${bar.href}/move?of=${name(row)}&to=${name(to)}`);
  else if (by && part === "both") location.assign(`${bar.href}/dates?arrive_by=${by}&leave_by=${by}`);
  else if (by) location.assign(`${bar.href}/dates?${part}_by=${by}`);
});

addEventListener("pointercancel", () => pull && drop());
addEventListener("keydown", (event) => event.key === "Escape" && pull && drop());
addEventListener("touchmove", (event) => pull?.isHeld && event.preventDefault(), { passive: false });
table?.addEventListener("contextmenu", (event) => pull && event.preventDefault());
table?.addEventListener("dragstart", (event) => event.preventDefault());
table?.addEventListener("click", (event) => justPulled && event.preventDefault(), true);
