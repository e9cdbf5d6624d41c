// Keeps the queue alive without moving a row under anybody's hand. Each poll brings the panel anew; while the
// pointer or the keyboard is on the list, something is open or ticked, rows are only changed where they stand, and
// what is new waits behind a button. <template id="news" data-text="… %(n)s …"> says how many there are.
const panel = () => document.getElementById("panel");
const ticks = () => [...document.querySelectorAll("td.tick input")];
const ticked = () => ticks().filter((box) => box.checked).map((box) => box.value);
const rowsOf = (root) => [...root.querySelectorAll("#rows > tr")];
let force = false;
let kept = null;
let acted = ""; // the row that stood under the keyboard, or was ticked first, when many were changed at once

function busy() {
  const list = document.getElementById("rows");
  return Boolean(
    panel().querySelector(":popover-open, details[open]")
    || list?.matches(":hover")
    || ticked().length
    || panel().contains(document.activeElement),
  );
}

function news(count, critical) {
  const words = document.getElementById("news")?.dataset;
  const old = document.getElementById("news-note");
  if (!count || !words) { old?.remove(); return; }
  const note = old || document.createElement("button"); // the same one, for the keyboard may stand on it
  const said = (critical ? words.critical : words.text).replace("%(n)s", count);
  note.className = `btn connection news ${critical ? "btn-danger" : "btn-primary"}`;
  if (note.textContent !== said) document.getElementById("announcer").textContent = said;
  note.textContent = said;
  if (old) return;
  note.id = "news-note";
  note.type = "button";
  note.addEventListener("click", () => {
    force = true;
    note.remove();
    const poll = document.querySelector(".poll");
    poll.removeAttribute("hx-headers");
    window.htmx.trigger(poll, "refresh");
  });
  document.body.append(note);
}

function change(row, next) {
  const ticked = row.querySelector(".tick input")?.checked;
  row.replaceChildren(...next.childNodes);
  row.dataset.at = next.dataset.at;
  for (const name of ["is-critical", "is-new"]) row.classList.toggle(name, next.classList.contains(name));
  row.classList.add("is-changed");
  setTimeout(() => row.classList.remove("is-changed"), 1000);
  window.htmx.process(row);
  const tick = row.querySelector(".tick input");
  if (tick) tick.checked = ticked;
}

// Who reads it comes and goes without a word, and what was read is new no more.
function quietly(row, next) {
  row.classList.toggle("is-new", next.classList.contains("is-new"));
  for (const name of [".new", ".readers"]) {
    row.querySelector(name)?.replaceChildren(...next.querySelector(name).childNodes);
  }
}

function merge(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const coming = new Map(rowsOf(fresh).map((row) => [row.id, row]));
  for (const row of rowsOf(document)) {
    const next = coming.get(row.id);
    coming.delete(row.id);
    row.classList.toggle("is-gone", !next);
    if (!next || row.querySelector(":popover-open")) continue;
    if (next.dataset.at !== row.dataset.at) change(row, next);
    else quietly(row, next);
  }
  const views = fresh.getElementById("views");
  if (views) document.getElementById("views")?.replaceChildren(...views.childNodes);
  const said = fresh.querySelector(".page-sum");
  if (said) document.querySelector(".page-sum")?.replaceChildren(...said.childNodes);
  const asks = fresh.querySelector(".poll")?.getAttribute("hx-headers");
  if (asks) document.querySelector(".poll")?.setAttribute("hx-headers", asks);
  const added = [...coming.values()];
  const alone = fresh.querySelectorAll(".strip a").length > document.querySelectorAll(".strip a").length;
  news(added.length + (alone ? 1 : 0), alone || added.some((row) => row.classList.contains("is-critical")));
}

// The row that the keyboard stands on is found again after every change: itself, or what took its place. Whoever has
// changed many at once goes on from there, and where that is undone, from where they were.
function keepPlace(asked) {
  const many = asked?.matches?.("#bulk, #bulk *");
  const row = document.querySelector("[data-row].is-here") || (many && ticks().find((box) => box.checked)?.closest("[data-row]"));
  if (!row) return null;
  if (many) acted = row.id;
  const undone = asked?.matches?.("#toasts *") && acted;
  const focused = many || Boolean(undone) || row.contains(document.activeElement);
  return { id: row.id, before: undone || row.id, at: rowsOf(document).indexOf(row), focused };
}

function standAgain({ id, before, at, focused }) {
  const rows = rowsOf(document);
  const row = document.getElementById(before) || document.getElementById(id) || rows[Math.min(at, rows.length - 1)];
  for (const one of rows) one.classList.toggle("is-here", one === row);
  if (focused) row?.querySelector("[data-open]")?.focus({ preventScroll: true });
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const { elt, xhr, target } = event.detail;
  const asked = event.detail.requestConfig?.elt || elt;
  const polled = asked?.matches?.(".poll");
  if (target?.id !== "panel" || xhr.status !== 200) return;
  if (!polled || !busy() || force) {
    kept = { place: keepPlace(asked), ticks: polled ? ticked() : [] };
    force = false;
    document.getElementById("news-note")?.remove();
    return;
  }
  event.detail.shouldSwap = false;
  merge(xhr.responseText);
});

// At once, for a key may be pressed before the page has settled; and again, for settling sets the classes anew.
// Where the keyboard has gone on meanwhile, it stays there.
document.addEventListener("htmx:afterSwap", (event) => {
  if (!kept || event.detail.target?.id !== "panel") return;
  if (kept.place) standAgain(kept.place);
  for (const box of ticks()) box.checked = kept.ticks.includes(box.value);
  document.dispatchEvent(new CustomEvent("ticks:changed"));
});
document.addEventListener("keys:moved", () => {
  const place = kept && keepPlace();
  if (place) kept.place = { ...place, focused: false };
});
document.addEventListener("htmx:afterSettle", () => {
  if (kept?.place) standAgain(kept.place);
  kept = null;
});

// Back from a request, the keyboard stands where it was.
document.addEventListener("keys:moved", () => {
  sessionStorage.setItem("queue-row", document.querySelector("[data-row].is-here")?.id || "");
});
const before = sessionStorage.getItem("queue-row");
if (before) document.getElementById(before)?.classList.add("is-here");
