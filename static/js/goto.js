// Go to anything: a dialog over the page of search. Typing asks the server what the words may mean; the arrows
// choose, Enter goes, Escape closes. It comes when it is first asked for, so no page carries it.
let dialog, field, list, words;
let asked = 0;
let timer = 0;

const options = () => [...list.querySelectorAll("[role=option]")];

function choose(option) {
  for (const one of options()) one.setAttribute("aria-selected", String(one === option));
  if (option) {
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else field.removeAttribute("aria-activedescendant");
}

function move(step) {
  const all = options();
  const at = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
  if (all.length) choose(all[(at + step + all.length) % all.length]);
}

async function ask() {
  const mine = ++asked;
  const wanted = field.value.trim();
  try {
    const answer = await fetch(`${dialog.dataset.url}?q=${encodeURIComponent(wanted)}`, {
      headers: { "HX-Request": "true", "HX-Target": "goto" },
    });
    if (mine !== asked) return;
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    list.innerHTML = await answer.text();
    options().forEach((one, at) => { one.id = `goto-${at}`; });
    choose(options()[0]);
    words.textContent = options().length ? "" : words.dataset.none;
  } catch {
    if (mine === asked) words.textContent = words.dataset.lost;
  }
}

function go(event) {
  const chosen = options().find((one) => one.getAttribute("aria-selected") === "true");
  if (!chosen) return;
  if (event.ctrlKey || event.metaKey) window.open(chosen.href, "_blank", "noopener");
  else location.assign(chosen.href);
  dialog.close();
}

function make(link) {
  const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: link.dataset.css });
  document.head.append(style);
  dialog = document.getElementById("goto").content.firstElementChild.cloneNode(true);
  dialog.dataset.url = link.getAttribute("href");
  document.body.append(dialog);
  field = dialog.querySelector("input");
  list = dialog.querySelector("[role=listbox]");
  words = dialog.querySelector("[role=status]");
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) move(step);
    // A field for search would be emptied first, and the dialog stay.
    else if (event.key === "Escape") dialog.close();
    else if (event.key === "Enter") {
      clearTimeout(timer);
      if (field.value.trim() && !options().length) location.assign(`${dialog.dataset.url}?q=${encodeURIComponent(field.value.trim())}`);
      else go(event);
    } else return;
    event.preventDefault();
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
}

export function open(link) {
  if (!dialog) make(link);
  if (dialog.open) { dialog.close(); return; }
  dialog.showModal();
  field.select();
  ask();
}
