// What was just said has one place: the corner at the lower left, or the first one from there on that lies over
// nothing that can be pressed or undone, nor over where a request stands if that can be. It is found once and kept; only
// while the page is still coming to rest, in the first second, may it change. Without script what was said stands in that
// corner until it is put away.
const PRESSED = "a[href], button, input:not([type=hidden]), select, textarea, summary, label, [role=button], .held";
// What somebody has come to read: by when something happens. It is left free wherever there is another place.
const READ = ".where h2, .where p";
const EDGE = 16;
const STEP = 8;
const RESTS = 1000; // milliseconds in which a page comes to rest
const LOOK = 100;
// A sheet of its own: a style on the element would be copied by htmx as an attribute, which our policy forbids.
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets.push(sheet);
const toasts = () => document.getElementById("toasts");
const shown = () => [...(toasts()?.querySelectorAll(".toast-note[open]") || [])];
let spot = { left: EDGE, bottom: EDGE };
let restless = 0;
const settled = new WeakSet();

function taken(room, what) {
  const found = [];
  for (const one of document.querySelectorAll(what)) {
    if (one.closest(".toasts") || !one.checkVisibility?.({ visibilityProperty: true })) continue;
    for (const at of one.getClientRects()) {
      if (at.width > 1 && at.height > 1 && at.bottom > 0 && at.top < room.height) found.push(at);
    }
  }
  return found;
}

function covered({ left, bottom }, size, room, rects) {
  const [right, top, foot] = [left + size.width, room.height - bottom - size.height, room.height - bottom];
  return rects.filter((at) => at.left < right && at.right > left && at.top < foot && at.bottom > top).length;
}

function* spots(size, room) {
  yield spot; // where it was before
  for (let bottom = EDGE; bottom + size.height <= room.height - EDGE; bottom += STEP) {
    for (const left of [EDGE, (room.width - size.width) / 2, room.width - size.width - EDGE]) yield { left: Math.max(0, left), bottom };
  }
}

function place() {
  if (!shown().length) return;
  const room = { width: document.documentElement.clientWidth, height: window.innerHeight };
  const size = toasts().getBoundingClientRect();
  const [pressed, read] = [taken(room, PRESSED), taken(room, READ)];
  let best = null;
  for (const one of spots(size, room)) {
    if (one.left + size.width > room.width || one.bottom + size.height > room.height) continue;
    const n = covered(one, size, room, pressed) + (covered(one, size, room, read) && 0.5);
    if (!best || n < best.n) best = { n, one };
    if (!n) break;
  }
  if (!best) return;
  spot = best.one;
  sheet.replaceSync(`#toasts { left: ${spot.left}px; bottom: ${spot.bottom}px; }`);
}

function settle() {
  for (const one of shown()) settled.add(one);
  restless = performance.now() + RESTS;
  place();
}

// What leaves by itself waits for whoever points at it, is in it with the keyboard, or has another window before it.
const left = new WeakMap(); // toast → milliseconds
setInterval(() => {
  if (performance.now() < restless) place();
  const read = toasts()?.matches(":hover, :focus-within") || document.hidden;
  for (const one of shown()) {
    if (!one.dataset.leaves) continue;
    const time = (left.get(one) ?? Number(one.dataset.leaves) * 1000) - (read ? 0 : LOOK);
    left.set(one, time);
    if (time <= 0) one.remove();
  }
}, LOOK);

// A look at the page that brings nothing to say takes nothing away that was said.
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  if (event.detail.target?.id !== "toasts") return;
  if (!event.detail.fragment?.querySelector?.(".toast-note")) event.detail.shouldSwap = false;
});
document.addEventListener("DOMContentLoaded", settle);
// Whoever does the next thing has read what came of the last one; what can still be undone stays.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.requestConfig?.verb !== "post") return;
  for (const one of shown()) if (one.dataset.leaves && !one.querySelector("form")) one.remove();
});
document.addEventListener("htmx:afterSettle", () => {
  if (shown().some((one) => !settled.has(one))) settle();
  else if (performance.now() < restless) place();
});
window.addEventListener("load", place);
window.addEventListener("resize", place);
document.addEventListener("scroll", () => { if (performance.now() < restless) place(); }, { passive: true });
settle();
