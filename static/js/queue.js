// Keeps the queue alive without moving a row under anybody's hand. Each poll brings the panel anew; while the
// pointer or the keyboard is on the list, or something is open, rows are only changed where they stand, and
// what is new waits behind a button. <template id="news" data-text="… %(n)s …"> says how many there are.
const panel = () => document.getElementById("panel");
const rowsOf = (root) => [...root.querySelectorAll("#rows > tr")];
let force = false;
let hereId = "";

function busy() {
  const list = document.getElementById("rows");
  return Boolean(
    panel().querySelector(":popover-open, details[open]")
    || list?.matches(":hover")
    || panel().contains(document.activeElement),
  );
}

function news(count, critical) {
  document.getElementById("news-note")?.remove();
  const words = document.getElementById("news")?.dataset;
  if (!count || !words) return;
  const note = document.createElement("button");
  note.id = "news-note";
  note.type = "button";
  note.className = `btn connection news ${critical ? "btn-danger" : "btn-primary"}`;
  note.textContent = (critical ? words.critical : words.text).replace("%(n)s", count);
  note.addEventListener("click", () => {
    force = true;
    note.remove();
    const poll = document.querySelector(".poll");
    poll.removeAttribute("hx-headers");
    window.htmx.trigger(poll, "refresh");
  });
  document.body.append(note);
}

function merge(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const coming = new Map(rowsOf(fresh).map((row) => [row.id, row]));
  for (const row of rowsOf(document)) {
    const next = coming.get(row.id);
    coming.delete(row.id);
    row.classList.toggle("is-gone", !next);
    if (!next || next.dataset.at === row.dataset.at || row.querySelector(":popover-open")) continue;
    row.replaceChildren(...next.childNodes);
    row.dataset.at = next.dataset.at;
    row.classList.toggle("is-critical", next.classList.contains("is-critical"));
    row.classList.add("is-changed");
    setTimeout(() => row.classList.remove("is-changed"), 1000);
    window.htmx.process(row);
  }
  const views = fresh.getElementById("views");
  if (views) document.getElementById("views")?.replaceChildren(...views.childNodes);
  const said = fresh.querySelector(".page-head p");
  if (said) document.querySelector(".page-head p")?.replaceChildren(...said.childNodes);
  const asks = fresh.querySelector(".poll")?.getAttribute("hx-headers");
  if (asks) document.querySelector(".poll")?.setAttribute("hx-headers", asks);
  const added = [...coming.values()];
  const alone = fresh.querySelectorAll(".strip a").length > document.querySelectorAll(".strip a").length;
  news(added.length + (alone ? 1 : 0), alone || added.some((row) => row.classList.contains("is-critical")));
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const { elt, xhr } = event.detail;
  const asked = event.detail.requestConfig?.elt || elt;
  if (!asked?.matches?.(".poll") || xhr.status !== 200) return;
  hereId = document.querySelector("[data-row].is-here")?.id || "";
  if (!busy() || force) {
    force = false;
    document.getElementById("news-note")?.remove();
    return;
  }
  event.detail.shouldSwap = false;
  merge(xhr.responseText);
});

document.addEventListener("htmx:afterSettle", () => {
  if (hereId) document.getElementById(hereId)?.classList.add("is-here");
});
