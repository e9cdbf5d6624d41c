// The filing form: what is ticked decides the level and what is promised, at once. The rule itself is the
// server's; the page only carries its table.
//   form[data-marks]            around it all
//   input[data-raises="critical"]  an effect mark; context marks have no data-raises
//   [data-level="critical"]     the panel of a level, hidden unless it is the one
//   [data-needed-for="critical"] a part that is asked only then
const ORDER = ["minimal", "important", "critical"];
for (const form of document.querySelectorAll("form[data-marks]")) {
  const marks = [...form.querySelectorAll("input[data-raises]")];
  const panels = [...form.querySelectorAll("[data-level]")];
  const parts = [...form.querySelectorAll("[data-needed-for]")];
  // Until something is ticked: the one shown untouched, or all where there is none such.
  const untouched = panels.some((panel) => panel.dataset.always !== undefined);
  const decide = () => {
    const raised = marks.filter((mark) => mark.checked).map((mark) => ORDER.indexOf(mark.dataset.raises));
    const level = ORDER[Math.max(0, ...raised)];
    const begun = marks.some((mark) => mark.checked);
    for (const panel of panels) panel.hidden = panel.dataset.level !== level && (begun || untouched);
    for (const part of parts) part.hidden = part.dataset.neededFor !== level;
  };
  form.addEventListener("change", decide);
  decide();
}
