// Puts what was just said where nothing that can be pressed is under it: nearest to the corner at the lower left,
// and beside it, or higher, where that is taken. Without script it stands in that corner.
const PRESSED = "a[href], button, input:not([type=hidden]), select, textarea, summary, label, [role=button]";
const EDGE = 16;
const STEP = 8;
// A sheet of its own: a style on the element would be copied by htmx as an attribute, which our policy forbids.
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets.push(sheet);

function taken(box) {
  const found = [];
  for (const one of document.querySelectorAll(PRESSED)) {
    if (one.closest(".toasts") || !one.checkVisibility?.({ visibilityProperty: true })) continue;
    for (const at of one.getClientRects()) {
      if (at.width > 1 && at.height > 1 && at.bottom > 0 && at.top < box.height) found.push(at);
    }
  }
  return found;
}

function covered(spot, rects) {
  return rects.filter((at) => at.left < spot.right && at.right > spot.left && at.top < spot.bottom && at.bottom > spot.top).length;
}

function place() {
  const toasts = document.getElementById("toasts");
  if (!toasts?.querySelector(".toast-note[open]")) return;
  const room = { width: document.documentElement.clientWidth, height: window.innerHeight };
  const { width, height } = toasts.getBoundingClientRect();
  const rects = taken(room);
  let best = null;
  for (let bottom = EDGE; bottom + height <= room.height - EDGE && best?.n !== 0; bottom += STEP) {
    for (const left of [EDGE, (room.width - width) / 2, room.width - width - EDGE]) {
      const spot = { left, right: left + width, top: room.height - bottom - height, bottom: room.height - bottom };
      const n = covered(spot, rects);
      if (!best || n < best.n) best = { n, left, bottom };
      if (!n) break;
    }
  }
  if (!best) return;
  sheet.replaceSync(`#toasts { left: ${Math.max(0, best.left)}px; bottom: ${best.bottom}px; }`);
}

let waits = 0;
const soon = () => { clearTimeout(waits); waits = setTimeout(place, 60); };
document.addEventListener("DOMContentLoaded", place);
for (const [target, name] of [[document, "htmx:afterSettle"], [document, "scrollend"], [window, "resize"], [window, "load"]]) {
  target.addEventListener(name, soon);
}
document.addEventListener("toggle", soon, true);
place();
