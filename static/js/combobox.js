// Finds while one types: a field with data-find asks that address what its words may mean, and the [role=option]s
// of the answer stand under it. The arrows choose, Enter or a press takes, Escape closes. What is typed counts all
// the same. A dialog that has a list of its own, as goto.js, gives it with what is to be done.
const bound = new WeakSet();

export function combobox(field, own = {}) {
  bound.add(field);
  const [list, words] = own.parts || under(field);
  let asked = 0;
  let timer = 0;
  const options = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => options().find((one) => one.getAttribute("aria-selected") === "true");

  function choose(option) {
    for (const one of options()) one.setAttribute("aria-selected", String(one === option));
    if (option) {
      field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  }

  function move(step) {
    const all = options();
    const at = all.indexOf(chosen());
    if (all.length) choose(all[(at < 0 && step < 0 ? all.length : at + step + all.length) % all.length]);
  }

  function show(open) {
    if (own.parts) return;
    list.hidden = !open;
    field.setAttribute("aria-expanded", String(open));
    if (open) list.scrollIntoView({ block: "nearest" });
    else choose(null);
  }

  async function ask() {
    const mine = ++asked;
    const url = new URL(field.dataset.find, location.href);
    url.searchParams.set("q", field.value.trim());
    try {
      const answer = await fetch(url, { headers: { "HX-Request": "true", "HX-Target": own.name || list.id } });
      if (mine !== asked) return;
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      list.innerHTML = await answer.text();
      const said = list.querySelector("[data-said]");
      said?.remove();
      options().forEach((one, at) => { one.id = `${list.id}-${at}`; });
      words.textContent = said?.textContent || (options().length ? "" : words.dataset.none || "");
      show(options().length > 0 && document.activeElement === field);
      if (own.first) choose(options()[0]);
    } catch {
      if (mine === asked) words.textContent = words.dataset.lost;
    }
  }

  function fill(option) {
    field.value = option.dataset.value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    words.textContent = option.dataset.label;
    stop();
    field.focus();
  }

  function stop() {
    clearTimeout(timer);
    asked += 1;
    show(false);
  }

  const take = own.take || fill;

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.hidden) ask();
    else if (step) move(step);
    else if (event.key === "Enter" && !list.hidden && chosen()) take(chosen(), event);
    else if (event.key === "Enter" && own.none) own.none(event);
    else if (event.key === "Escape" && own.leave) own.leave();
    else if (event.key === "Escape" && !own.parts && !list.hidden) stop();
    else return;
    event.preventDefault();
  });
  if (!own.parts) {
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) take(option, event);
    });
    field.addEventListener("focusout", stop);
  }
  return ask;
}

// The list and the line below it, where what was found and what was taken is said.
function under(field) {
  const parts = document.getElementById("combobox").content.cloneNode(true).children;
  const [list, words] = parts;
  list.id = `${field.id}-found`;
  list.setAttribute("aria-label", field.labels[0]?.textContent.trim() || "");
  const is = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(is)) field.setAttribute(name, value);
  field.parentElement.classList.add("has-suggestions");
  field.after(list, words);
  return [list, words];
}

function bind(field) {
  if (field?.dataset?.find && !bound.has(field)) combobox(field);
}

document.addEventListener("focusin", (event) => bind(event.target));
bind(document.activeElement);
