// Keeps a request's page alive without touching what somebody writes in it. While nothing is being written, what
// is new simply appears; else it waits behind a button, and what was written is put back after it is shown.
const panel = () => document.getElementById("panel");
const fields = () => [...panel().querySelectorAll("textarea[id], input[id]:not([type=hidden]), select[id]")];
const isBegun = (one) => (one.type === "radio" || one.type === "checkbox"
  ? one.checked !== one.defaultChecked
  : one.tagName !== "SELECT" && one.value !== one.defaultValue);
let force = false;
let kept = null;

function busy() {
  return fields().some(isBegun) || Boolean(panel().querySelector("details[open]"))
    || Boolean(document.activeElement?.matches("#panel :is(textarea, input, select)"));
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
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const asked = event.detail.requestConfig?.elt || event.detail.elt;
  const polled = asked?.matches?.(".poll");
  if (polled && event.detail.xhr.status !== 200) return;
  if (polled && busy() && !force) {
    event.detail.shouldSwap = false;
    note();
    return;
  }
  document.getElementById("news-note")?.remove();
  if (!polled) return;
  force = false;
  kept = fields().filter(isBegun).map((one) => [one.id, one.type, one.value, one.checked]);
  kept.open = [...panel().querySelectorAll("details[open][id]")].map((one) => one.id);
});

document.addEventListener("htmx:afterSwap", () => {
  for (const [id, type, value, checked] of kept || []) {
    const one = document.getElementById(id);
    if (!one) continue;
    if (type === "radio" || type === "checkbox") one.checked = checked;
    else one.value = value;
  }
  for (const id of kept?.open || []) document.getElementById(id)?.setAttribute("open", "");
  kept = null;
});
