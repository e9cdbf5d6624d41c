// Keeps a request's page alive without touching what somebody writes in it. While nothing is being written, what
// is new simply appears; else it waits behind a button, and what was written is put back after it is shown.
const panel = () => document.getElementById("panel");
const fields = () => [...panel().querySelectorAll("textarea[id], input[id]:not([type=hidden]), select[id]")];
let force = false;
let kept = null;
let mark = null;

function isBegun(one) {
  if (one.type === "radio" || one.type === "checkbox") return one.checked !== one.defaultChecked;
  if (one.tagName !== "SELECT") return one.value !== one.defaultValue;
  return one.selectedIndex !== Math.max(0, [...one.options].findIndex((option) => option.defaultSelected));
}

function busy() {
  return fields().some(isBegun) || Boolean(panel().querySelector("details[open]"))
    || Boolean(document.activeElement?.matches("#panel :is(textarea, input, select)"));
}

// What unfolds beside the conversation is seen whole, also where that column is longer than the window.
function show(fold) {
  if (fold.open) fold.scrollIntoView({ block: "nearest" });
}

function note() {
  const words = document.getElementById("news")?.dataset;
  if (document.getElementById("news-note") || !words) return;
  const button = document.createElement("button");
  button.id = "news-note";
  button.type = "button";
  button.className = "btn btn-primary connection news";
  button.textContent = words.text;
  button.addEventListener("click", () => {
    force = true;
    const poll = document.querySelector(".poll");
    poll.removeAttribute("hx-headers");
    window.htmx.trigger(poll, "refresh");
  });
  document.body.append(button);
  document.getElementById("announcer").textContent = words.text;
}

// What is written elsewhere on the page outlives an act, its own form does not.
function keep(asked) {
  const sent = asked?.closest?.("form");
  // What a click brings back comes from the server: it is not written over by what stood there.
  const brings = asked?.dataset?.brings;
  const others = (one) => !sent?.contains(one) && one.id !== brings;
  const at = document.activeElement;
  kept = {
    fields: fields().filter((one) => isBegun(one) && others(one)).map((one) => [one.id, one.type, one.value, one.checked]),
    open: [...panel().querySelectorAll("details[open][id]")].filter((one) => !sent || !one.contains(sent)).map((one) => one.id),
    at: at?.id && panel().contains(at) && others(at) ? [at.id, at.selectionStart, at.selectionEnd] : null,
    side: panel().querySelector(".sticky-side")?.scrollTop || 0,
    said: sent?.contains(at) && at.matches("[data-composer] textarea") ? at.id : "",
    brings,
  };
}

function putBack() {
  for (const [id, type, value, checked] of kept.fields) {
    const one = document.getElementById(id);
    if (!one) continue;
    if (type === "radio" || type === "checkbox") one.checked = checked;
    else one.value = value;
  }
  for (const id of kept.open) document.getElementById(id)?.setAttribute("open", "");
  const side = panel().querySelector(".sticky-side");
  if (side) side.scrollTop = kept.side;
  const wrong = panel().querySelector(":is(.sticky-side details[open], [data-composer] .pane) .error-summary");
  if (wrong?.closest("details")) show(wrong.closest("details"));
  wrong?.scrollIntoView({ block: wrong.closest("details") ? "nearest" : "center" });
  // Whoever was refused, or has words back, goes on with them.
  const goesOn = kept.brings ? document.getElementById(kept.brings) : wrong?.closest("[data-composer] .pane")?.querySelector("textarea");
  goesOn?.focus({ preventScroll: true });
  // What was said from the keyboard is out of hand: the keys are free, and z takes it back at once.
  const written = kept.said && document.getElementById(kept.said);
  if (written && !written.value && panel().querySelector("[data-held]")) written.blur();
  const [id, from, to] = kept.at || [];
  const field = id && document.getElementById(id);
  if (!field) return;
  field.focus({ preventScroll: true });
  if (field.matches("textarea, input[type=text]") && from !== null) field.setSelectionRange(from, to);
}

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id !== "panel") return;
  const asked = event.detail.requestConfig?.elt || event.detail.elt;
  const polled = asked?.matches?.(".poll");
  if (polled && event.detail.xhr.status !== 200) { force = false; return; }
  if (polled && busy() && !force) {
    event.detail.shouldSwap = false;
    note();
    return;
  }
  document.getElementById("news-note")?.remove();
  force = false;
  keep(polled ? null : asked);
  // Old and new stand side by side for an instant, and of folds with one name only one may be open: the new one.
  for (const old of panel().querySelectorAll("details[name]")) old.removeAttribute("name");
});

// "New since you looked" stays where it was while the page is open: every look moves it for the server.
function keepTheMark() {
  const now = document.getElementById("unread");
  if (mark && document.getElementById(mark.before)) {
    now?.remove();
    document.getElementById(mark.before).before(mark.line);
  } else if (now?.nextElementSibling?.id) mark = { line: now, before: now.nextElementSibling.id };
}

document.addEventListener("htmx:afterSwap", () => {
  if (panel()) keepTheMark();
  if (kept) putBack();
  kept = null;
});

// Replies that can still be undone: their seconds run, and the page looks anew when they have gone out. Only the
// reply moves to its place then, so it need not wait behind a button.
const since = new WeakMap();
setInterval(() => {
  for (const held of document.querySelectorAll("[data-held]")) {
    if (!since.has(held)) since.set(held, performance.now());
    const left = Math.ceil(Number(held.dataset.held) - (performance.now() - since.get(held)) / 1000);
    const words = held.querySelector("[data-seconds]");
    words.textContent = left > 0 ? words.dataset.text.replace("%(n)s", left) : words.dataset.going;
    if (left > 0 || left % 2 || left < -60) continue;
    force = true;
    window.htmx.trigger(document.querySelector(".poll"), "refresh");
  }
}, 1000);

keepTheMark();

document.addEventListener("click", (event) => {
  const fold = event.target.closest?.(".sticky-side summary")?.parentElement;
  if (fold && !fold.open) fold.addEventListener("toggle", () => show(fold), { once: true });
});
// What leads to an act opens it where it stands.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#do-"]');
  const form = link && document.getElementById(link.hash.slice(1));
  if (!form) return;
  event.preventDefault();
  for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  show(form.closest("details"));
  form.querySelector("textarea, select, input:not([type=hidden])")?.focus();
});
document.addEventListener("htmx:afterSettle", (event) => {
  const fold = event.target.closest?.(".sticky-side details[open]");
  if (fold) show(fold);
});
