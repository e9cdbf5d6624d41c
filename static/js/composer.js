// The composer: Ctrl+Enter sends, r n c go to their tab's field, and a text half written is not lost by a slip.
// Bound to the document, for the panel around a composer comes anew after each act.
const composerOf = (target) => target.closest?.("[data-composer]");
const fieldOf = (radio) => {
  const composer = composerOf(radio);
  const tabs = [...composer.querySelectorAll(".composer-tabs > input")];
  return composer.querySelectorAll(".pane")[tabs.indexOf(radio)]?.querySelector("textarea");
};
const isTab = (target) => target.matches?.("[data-composer] .composer-tabs > input");

document.addEventListener("change", (event) => { if (isTab(event.target)) fieldOf(event.target)?.focus(); });
// A key of the page clicks the tab that is already open: no change comes, the field is wanted all the same.
document.addEventListener("click", (event) => { if (isTab(event.target)) fieldOf(event.target)?.focus(); });
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !composerOf(event.target)) return;
  const form = event.target.closest("form");
  const button = form?.querySelector("button[data-send]") || form?.querySelector("button:not([type=button])");
  if (button) { event.preventDefault(); form.requestSubmit(button); }
});
let sending = false;
document.addEventListener("submit", () => { sending = true; });
document.addEventListener("htmx:afterRequest", () => { sending = false; });
window.addEventListener("beforeunload", (event) => {
  if (sending) return;
  const begun = [...document.querySelectorAll("[data-composer] textarea")].some((one) => one.value !== one.defaultValue);
  if (begun) event.preventDefault();
});
