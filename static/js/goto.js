// Go to anything: a dialog over the page of search. Typing asks the server what the words may mean; the arrows
// choose, Enter goes, Escape closes. It comes when it is first asked for, so no page carries it.
let dialog, field, ask;

function go(option, event) {
  if (event.ctrlKey || event.metaKey) window.open(option.href, "_blank", "noopener");
  else location.assign(option.href);
  dialog.close();
}

function search() {
  const words = field.value.trim();
  if (words) location.assign(`${field.dataset.find}?q=${encodeURIComponent(words)}`);
}

function make(link, combobox) {
  const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: link.dataset.css });
  document.head.append(style);
  dialog = document.getElementById("goto").content.firstElementChild.cloneNode(true);
  document.body.append(dialog);
  field = dialog.querySelector("input");
  field.dataset.find = link.getAttribute("href");
  const parts = [dialog.querySelector("[role=listbox]"), dialog.querySelector("[role=status]")];
  // A field for search would be emptied by Escape first, and the dialog stay.
  ask = combobox(field, { parts, name: "goto", first: true, take: go, none: search, leave: () => dialog.close() });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
}

export async function open(link) {
  const { combobox } = await import(link.dataset.combobox);
  if (!dialog) make(link, combobox);
  if (dialog.open) { dialog.close(); return; }
  dialog.showModal();
  field.select();
  ask();
}
