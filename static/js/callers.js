// Who calls, chosen by keys: whom the server finds while one types is offered in a list over the radio buttons.
// These stay what is sent, for the mouse and for whoever has no script; the list only ticks one of them.
const form = document.getElementById("call");
const who = document.getElementById("who");
const said = document.getElementById("callers-said");
const fields = form ? [form.elements.caller, form.elements.phone] : [];
const list = document.createElement("ul");
let typed = null; // the field in which one types, until somebody is chosen
let at = -1;

const radios = () => [...form.querySelectorAll("#callers input[name=person]")];
const isOpen = () => !list.hidden;
const isNumber = (text) => /\d/.test(text) && !/\p{L}/u.test(text);

function close() {
  list.hidden = true;
  at = -1;
  for (const field of fields) {
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }
}

function choose(field, number) {
  const all = [...list.children];
  at = (number + all.length) % all.length;
  all.forEach((one, place) => one.setAttribute("aria-selected", String(place === at)));
  field.setAttribute("aria-activedescendant", all[at].id);
  all[at].scrollIntoView({ block: "nearest" });
}

function option(radio, number) {
  const item = document.createElement("li");
  item.id = `caller-${number}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.append(...[...radio.labels[0].querySelector("span").childNodes].map((one) => one.cloneNode(true)));
  return item;
}

// Nobody is marked unless it can only be one: Enter must not take whoever happens to stand first.
function open(field, number = radios().findIndex((one) => one.checked && one.value !== "new")) {
  if (!radios().length) return;
  list.replaceChildren(...radios().map(option));
  list.hidden = false;
  field.setAttribute("aria-expanded", "true");
  if (number >= 0) choose(field, number);
}

function take(number) {
  const radio = radios()[number];
  const [caller, phone] = fields;
  close();
  typed = null;
  radio.checked = true;
  if (radio.value === "new") {
    apart();
    if (caller.value.trim() && !phone.value.trim()) phone.focus();
  } else {
    caller.value = radio.dataset.name;
    if (!phone.value.trim()) phone.value = radio.dataset.phone;
    said.textContent = who.dataset.chosen.replace("%(name)s", radio.dataset.name);
  }
  radio.dispatchEvent(new Event("input", { bubbles: true }));
}

// A number that names nobody goes to its own field, and the name is asked for.
function apart() {
  const [caller, phone] = fields;
  if (!isNumber(caller.value) || phone.value.trim()) return false;
  phone.value = caller.value;
  caller.value = "";
  caller.focus();
  return true;
}

function enter(field) {
  if (isOpen()) {
    if (at < 0) choose(field, 0);
    else take(at);
  } else if (radios().length) open(field);
  else {
    if (field === fields[0]) apart();
    window.htmx?.trigger(form, "input");
  }
}

function press(event) {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = event.target;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Enter") enter(field);
  else if (step && isOpen()) choose(field, at < 0 && step < 0 ? -1 : at + step);
  else if (step && radios().length) open(field, step > 0 ? 0 : radios().length - 1);
  else if (event.key === "Escape" && isOpen()) close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

if (form) {
  Object.assign(list, { className: "suggestions whole", id: "who-list", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", who.dataset.label);
  who.append(list);
  const is = { role: "combobox", "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-controls": list.id, "aria-expanded": "false" };
  for (const field of fields) {
    for (const [name, value] of Object.entries(is)) field.setAttribute(name, value);
    field.addEventListener("input", () => { typed = field; });
    field.addEventListener("keydown", press);
    field.addEventListener("blur", close);
  }
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (item) take([...list.children].indexOf(item));
  });
  form.addEventListener("htmx:afterSettle", () => {
    if (typed === null || document.activeElement !== typed) return;
    said.textContent = document.querySelector("#callers [data-said]")?.textContent ?? "";
    close();
    open(typed);
  });
}
