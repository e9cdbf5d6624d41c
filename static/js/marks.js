// The filing form: what is ticked decides the level and what is promised, at once. The rule itself is the
// server's; the page only carries its table.
//   form[data-marks]            around it all
//   input[data-raises="critical"]  an effect mark; context marks have no data-raises
//   [data-level="critical"]     the panel of a level, hidden unless it is the one
//   [data-needed-for="critical"] a part that is asked only then
//   [data-unasked-for="development"] a part that does not belong to that kind of request; nothing in it is sent
//   [data-only-for="development"]  the panel of that kind of request, which has no level
const ORDER = ["minimal", "important", "critical"];
const bound = new WeakSet();
const bind = (form) => {
  if (bound.has(form)) return;
  bound.add(form);
  const marks = [...form.querySelectorAll("input[data-raises]")];
  const panels = [...form.querySelectorAll("[data-level]")];
  const parts = [...form.querySelectorAll("[data-needed-for]")];
  const unasked = [...form.querySelectorAll("[data-unasked-for]")];
  const only = [...form.querySelectorAll("[data-only-for]")];
  // Until something is ticked: the one shown untouched, or all where there is none such.
  const untouched = panels.some((panel) => panel.dataset.always !== undefined);
  const decide = () => {
    const kind = form.elements.kind?.value; // chosen among buttons or from a list
    for (const part of unasked) {
      part.hidden = part.dataset.unaskedFor === kind;
      const fields = part.matches("fieldset") ? part : part.querySelector("fieldset");
      fields.disabled = part.hidden;
    }
    for (const panel of only) panel.hidden = panel.dataset.onlyFor !== kind;
    const ordered = only.some((panel) => !panel.hidden);
    const ticked = marks.filter((mark) => mark.checked && !ordered);
    const raised = ticked.map((mark) => ORDER.indexOf(mark.dataset.raises));
    const level = ORDER[Math.max(0, ...raised)];
    const begun = ticked.length > 0;
    for (const panel of panels) panel.hidden = ordered || (panel.dataset.level !== level && (begun || untouched));
    for (const part of parts) part.hidden = part.dataset.neededFor !== level;
  };
  form.addEventListener("change", decide);
  // Enter ticks what is true; it never sends a form of which the rest was not seen.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || !marks.includes(event.target)) return;
    event.preventDefault();
    event.target.click();
  });
  decide();
};
const bindAll = (root) => root.querySelectorAll?.("form[data-marks]").forEach(bind);
bindAll(document);
document.addEventListener("htmx:load", (event) => bindAll(event.detail.elt)); // what came into the page since
