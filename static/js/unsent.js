// What is typed and not sent: whoever leaves the page with it is asked first. Forms that the server keeps while one
// types - drafts, calls - need no question.
const begun = new Set();
const keeps = (form) => form.matches("[data-draft], [hx-trigger*=input], [method=get]");
const holds = (form) => [...form.querySelectorAll("textarea")].some((one) => !one.readOnly && one.value.trim() && one.value !== one.defaultValue);
// The panel may have come anew, with what was typed put back into the same form.
const now = (form) => (form.isConnected ? form : form.id && document.getElementById(form.id));

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (event.target.matches("textarea") && form && !keeps(form)) begun.add(form);
});
document.addEventListener("submit", (event) => begun.delete(event.target));
window.addEventListener("beforeunload", (event) => {
  if ([...begun].map(now).some((form) => form && holds(form))) event.preventDefault();
});
