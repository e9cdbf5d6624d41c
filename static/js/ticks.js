// The ticked rows of a list and the bar that stands while there are any. A row is ticked by its box, with x, and
// with Shift from the last one ticked to this; Escape unticks all. With ticks, the keys of the bar go first:
// [data-bulk-key="a"] is focused or pressed by a. Without JavaScript boxes, bar and buttons are the same form.
const boxes = () => [...document.querySelectorAll("td.tick input")];
const ticked = () => boxes().filter((box) => box.checked);
let last = null;

function show() {
  const some = ticked().length;
  const all = document.querySelector("[data-tick-all]");
  if (all) {
    all.hidden = false;
    all.checked = some > 0 && some === boxes().length;
    all.indeterminate = some > 0 && some < boxes().length;
  }
  const count = document.querySelector("[data-ticked]");
  if (count) count.textContent = count.dataset.text.replace("%(n)s", some);
}

function untick() {
  for (const box of boxes()) box.checked = false;
  show();
}

function press(key) {
  const part = document.querySelector(`[data-bulk-key="${key}"]`);
  if (!part) return false;
  if (!ticked().length) {
    const box = document.querySelector("[data-row].is-here .tick input");
    if (key !== "a" || !box) return false;
    box.checked = true;
    show();
  }
  // On a narrow screen it stands in a menu of the bar.
  if (!part.checkVisibility()) part.closest("[popover]")?.showPopover();
  if (part.matches("select")) part.focus();
  else part.click();
  return true;
}

document.addEventListener("click", (event) => {
  const box = event.target.closest?.("td.tick input");
  if (!box) return;
  const all = boxes();
  if (event.shiftKey && last?.isConnected) {
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
    for (const one of all.slice(from, to + 1)) one.checked = box.checked;
  }
  last = box;
});
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-tick-all]")) for (const box of boxes()) box.checked = event.target.checked;
  if (event.target.closest(".tick")) show();
});
document.addEventListener("ticks:changed", show);
document.addEventListener("reset", (event) => { if (event.target.id === "bulk") setTimeout(untick); });
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("select[data-bulk-key]")) {
    event.preventDefault();
    event.target.form.requestSubmit(event.target.form.querySelector("[data-send-select]"));
  }
});
// The keys ask the bar before the page.
document.addEventListener("keys:press", (event) => {
  const key = event.detail.key;
  const took = key === "Escape" ? ticked().length > 0 && (untick(), true) : press(key);
  if (took) event.preventDefault();
});
show();
