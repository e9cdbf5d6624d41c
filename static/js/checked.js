// A field that the server looks at as soon as it is left: [data-checked] around it. Of the answer only what is said
// about the field is taken over - its error, and how its controls are marked -, never what is in it: whoever is
// back in it, or has ticked the next box meanwhile, loses nothing.
const MARKED = ["class", "aria-invalid", "aria-describedby"];

function mark(one, next) {
  for (const name of MARKED) {
    if (next.hasAttribute(name)) one.setAttribute(name, next.getAttribute(name));
    else one.removeAttribute(name);
  }
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const { elt, xhr } = event.detail;
  if (!elt.matches("[data-checked]")) return;
  event.detail.shouldSwap = false;
  const fresh = new DOMParser().parseFromString(xhr.responseText, "text/html").querySelector(".field");
  const field = elt.querySelector(".field");
  if (xhr.status !== 200 || !fresh) return;
  mark(field, fresh);
  for (const one of field.querySelectorAll("input, select, textarea")) {
    const next = fresh.querySelector(`[id="${one.id}"]`);
    if (next) mark(one, next);
  }
  field.querySelector(":scope > [id$=_error]")?.remove();
  const wrong = fresh.querySelector(":scope > [id$=_error]");
  if (wrong) field.insertBefore(document.importNode(wrong, true), field.querySelector(":scope > .field-text"));
});
