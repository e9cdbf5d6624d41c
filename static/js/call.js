// The running time of a call: [data-timer] tells when it began, its [data-now] the server's clock. Two units at
// most, the smaller one ticking: "4 min 12 s", "1 h 3 min". And the search button steps back: typing finds.
const words = JSON.parse(document.body.dataset.words || "{}");
const unit = (name, n) => (words[name] || "%(n)s").replace("%(n)s", n);
const came = performance.timeOrigin + (performance.getEntriesByType("navigation")[0]?.responseStart || performance.now());

function spoken(seconds) {
  const h = Math.floor(seconds / 3600), m = Math.floor((seconds % 3600) / 60), s = seconds % 60;
  if (h) return `${unit("h", h)} ${unit("min", m)}`;
  return m ? `${unit("min", m)} ${unit("s", s)}` : unit("s", s);
}

function tick() {
  for (const timer of document.querySelectorAll("[data-timer]")) {
    const now = Date.parse(timer.dataset.now) + Date.now() - came;
    timer.textContent = spoken(Math.max(0, Math.floor((now - Date.parse(timer.dataset.timer)) / 1000)));
  }
}

if (document.querySelector("[data-timer]")) {
  tick();
  setInterval(tick, 1000);
}
// What is sent for good carries everything typed: no keeping of a draft may come after it.
const form = document.getElementById("call");
let sent = false;
form?.addEventListener("submit", (event) => {
  // What comes of a call is said by its own button. Enter in a line keeps what is typed, Ctrl+Enter goes on to
  // the buttons.
  const button = event.submitter;
  if (window.htmx && (!button || button.closest(".find"))) {
    event.preventDefault();
    window.htmx.trigger(form, "input");
    if (!button) form.querySelector(form.querySelector("[name=incident]:checked") ? "[data-belongs]" : "[data-becomes]").focus();
    return;
  }
  sent = true;
  window.htmx?.trigger(form, "htmx:abort");
});
form?.addEventListener("htmx:beforeRequest", (event) => { if (sent) event.preventDefault(); });
window.addEventListener("pageshow", () => { sent = false; });
document.querySelector(".find")?.classList.add("visually-hidden-focusable");
