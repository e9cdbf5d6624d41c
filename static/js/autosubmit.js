// Sends what needs no second look: the hand-off between hosts, and a filter when its value changes.
//   form[data-autosubmit]         at once, when the page has come
//   form[data-autosubmit=change]  when one of its fields changes
//   a[data-autofollow]            at once
for (const form of document.querySelectorAll("form[data-autosubmit]")) {
  if (form.dataset.autosubmit === "change") form.addEventListener("change", () => form.requestSubmit());
  else form.requestSubmit();
}
const link = document.querySelector("a[data-autofollow]");
if (link) location.replace(link.href);
