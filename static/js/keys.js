// The keyboard. A key presses the element of the page that carries it: <button data-key="s">. Lists are walked
// with j and k over [data-row]; o opens the row's [data-open], x ticks its checkbox, and a row's own
// [data-key] goes before the page's. Never inside a field; body[data-keys=off] switches it all off.
const off = () => document.body.dataset.keys === "off";
// A box to tick is no field: the keys go on while it has the focus.
const inField = (target) => target.closest?.("input:not([type=checkbox], [type=button]), textarea, select, [contenteditable=true]");
const rows = () => [...document.querySelectorAll("[data-row]")];
const closeDrops = (but) => {
  for (const drop of document.querySelectorAll("details.drop[open]")) if (!but || !drop.contains(but)) drop.open = false;
};
let lead = "";
let leadTimer = 0;

const here = () => document.querySelector("[data-row].is-here");

function move(step) {
  const list = rows();
  if (!list.length) return false;
  const at = list.indexOf(here());
  const next = list[Math.max(0, Math.min(list.length - 1, at < 0 ? (step > 0 ? 0 : list.length - 1) : at + step))];
  for (const row of list) row.classList.toggle("is-here", row === next);
  next.querySelector("[data-open]")?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  document.dispatchEvent(new CustomEvent("keys:moved"));
  return true;
}

function press(key) {
  const wanted = `[data-key="${CSS.escape(key)}"]`;
  const row = here();
  const element = row?.querySelector(wanted) || [...document.querySelectorAll(wanted)].find((one) => one.checkVisibility());
  if (!element) return false;
  // An act that needs words first opens its form, or has it open already: go on to its first field.
  const fold = element.matches("summary") && element.parentElement;
  if (element.matches("textarea, input:not([type=radio], [type=checkbox]), select")) element.focus();
  else if (!fold?.open) element.click();
  if (fold) fold.querySelector("textarea, select, input:not([type=hidden])")?.focus();
  return true;
}

// What stands for the whole page, as the bar of ticked rows, may take a key before any element does.
const taken = (key) => !document.dispatchEvent(new CustomEvent("keys:press", { detail: { key }, cancelable: true }));

function act(key) {
  if (taken(key)) return true;
  if (key === "j") return move(1) || press(key);
  if (key === "k") return move(-1) || press(key);
  if (key === "o" && here()) { here().querySelector("[data-open]")?.click(); return true; }
  if (key === "x" && here()) { here().querySelector("input[type=checkbox]")?.click(); return true; }
  if (key === "?") { document.getElementById("keys-help")?.showModal(); return true; }
  return press(key);
}

document.addEventListener("click", (event) => closeDrops(event.target));
// The help is before everything else while it is open: nothing behind it is reached. Without this script it opens
// by the same buttons, beside the page.
document.addEventListener("click", (event) => {
  const help = document.getElementById("keys-help");
  const button = event.target.closest?.("[popovertarget=keys-help]");
  if (!button && event.target !== help) return;
  event.preventDefault();
  if (help.open) help.close();
  else help.showModal();
});
// What few open does not come with every page.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-goto]");
  if (!link) return;
  event.preventDefault();
  import(link.dataset.goto).then((goto) => goto.open(link)).catch(() => location.assign(link.href));
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeDrops();
  if (off() || event.defaultPrevented || event.isComposing) return;
  if (event.key === "Escape" && inField(event.target)) { event.target.blur(); return; }
  if (event.key === "Escape" && taken("Escape")) return;
  if ((event.ctrlKey || event.metaKey) && event.key === "k" && press("Ctrl+K")) { event.preventDefault(); return; }
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && event.target.matches("textarea") && !event.target.closest("[data-composer]")) {
    event.preventDefault();
    event.target.form?.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || inField(event.target) || document.querySelector("dialog:modal")) return;
  const name = event.shiftKey && /^[A-Z]$/.test(event.key) ? `Shift+${event.key}` : event.key;
  const key = lead ? `${lead} ${name}` : name;
  clearTimeout(leadTimer);
  if (!lead && name === "g") {
    lead = "g";
    leadTimer = setTimeout(() => { lead = ""; }, 1000);
    return;
  }
  lead = "";
  if (act(key)) event.preventDefault();
});
