// Suggests colleagues while "@" and a name are being written in a note. The words alone decide in the end whom a
// note names, so that it works the same without this.
const asked = new Map(); // address → the people, or the promise of them
const bare = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
let open = null; // { field, list, people, at, start }

function people(url) {
  if (!asked.has(url)) {
    const found = fetch(url, { headers: { Accept: "application/json" } })
      .then((answer) => { if (!answer.ok) throw new Error(answer.statusText); return answer.json(); })
      .then((said) => said.people.map((one) => ({ ...one, words: bare(`${one.name} ${one.about}`) })));
    found.catch(() => asked.delete(url));
    asked.set(url, found);
  }
  return asked.get(url);
}

// What stands between "@" and the place where one writes; none where no name is being written.
function begun(field) {
  if (field.selectionStart !== field.selectionEnd) return null;
  const before = field.value.slice(0, field.selectionStart);
  const found = /(?:^|[^\p{L}\p{N}_@/\\.+-])@([^\s@][^\n@]{0,40}|)$/u.exec(before);
  return found && { said: found[1], start: before.length - found[1].length - 1 };
}

function matching(all, said) {
  const wanted = bare(said).split(/\s+/);
  // Behind a name that is written already nothing is suggested: the sentence goes on.
  if (all.some((one) => bare(said).startsWith(`${bare(one.says)} `))) return [];
  const found = all.filter((one) => wanted.every((word) => one.words.split(/[\s@.,-]+/).some((part) => part.startsWith(word))));
  // Whose name begins so goes before whose surname or address does.
  return found.sort((one, other) => other.words.startsWith(bare(said)) - one.words.startsWith(bare(said)));
}

function close() {
  if (!open) return;
  for (const name of ["role", "aria-expanded", "aria-controls", "aria-activedescendant", "aria-autocomplete"]) open.field.removeAttribute(name);
  open.list.remove();
  open = null;
}

// Under the line in which one writes, or over it where the window ends: a copy of the field tells where that is.
function place(field, list, start) {
  const style = getComputedStyle(field);
  const copy = document.createElement("div");
  for (const name of ["font", "letterSpacing", "padding", "border", "boxSizing", "lineHeight"]) copy.style[name] = style[name];
  Object.assign(copy.style, { position: "absolute", visibility: "hidden", whiteSpace: "pre-wrap", overflowWrap: "break-word", width: `${field.offsetWidth}px` });
  copy.textContent = field.value.slice(0, start);
  const mark = document.createElement("span");
  mark.textContent = "@";
  copy.append(mark);
  field.parentElement.append(copy);
  const line = parseFloat(style.lineHeight) || 20;
  const top = field.offsetTop + Math.min(mark.offsetTop - field.scrollTop + line, field.offsetHeight) + 4;
  const left = field.offsetLeft + Math.max(0, Math.min(mark.offsetLeft, field.offsetWidth - list.offsetWidth));
  copy.remove();
  Object.assign(list.style, { top: `${top}px`, left: `${left}px` });
  const box = list.getBoundingClientRect();
  const over = box.height + line + 8;
  if (box.bottom > window.innerHeight && box.top > over) list.style.top = `${top - over}px`;
}

function choose(at) {
  open.at = (at + open.people.length) % open.people.length;
  [...open.list.children].forEach((one, number) => one.setAttribute("aria-selected", String(number === open.at)));
  const chosen = open.list.children[open.at];
  chosen.scrollIntoView({ block: "nearest" });
  open.field.setAttribute("aria-activedescendant", chosen.id);
}

function take(at) {
  const { field, start, people: found } = open;
  const end = field.selectionStart;
  const follows = /^[\s.,;:!?)]/.test(field.value.slice(end)) ? "" : " ";
  close();
  field.focus();
  field.setRangeText(`@${found[at].says}${follows}`, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function option(one, number) {
  const item = document.createElement("li");
  item.id = `colleague-${number}`;
  item.setAttribute("role", "option");
  item.textContent = one.name;
  const about = document.createElement("span");
  about.className = "meta";
  about.textContent = one.about;
  item.append(about);
  return item;
}

async function look(field) {
  const here = begun(field);
  if (!here) { close(); return; }
  let found;
  try {
    found = matching(await people(field.dataset.colleagues), here.said).slice(0, 8);
  } catch {
    found = []; // what is written counts all the same
  }
  if (!field.isConnected || begun(field)?.start !== here.start || begun(field).said !== here.said) return;
  close();
  if (!found.length || document.activeElement !== field) return;
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = "colleagues";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.colleaguesLabel);
  list.append(...found.map(option));
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // the field keeps the focus
    const item = event.target.closest("li");
    if (item) take([...list.children].indexOf(item));
  });
  field.parentElement.classList.add("has-suggestions");
  field.after(list);
  open = { field, list, people: found, at: 0, start: here.start };
  const is = { role: "combobox", "aria-expanded": "true", "aria-controls": list.id, "aria-autocomplete": "list" };
  for (const [name, value] of Object.entries(is)) field.setAttribute(name, value);
  place(field, list, here.start);
  list.scrollIntoView({ block: "nearest" });
  choose(0);
}

document.addEventListener("input", (event) => { if (event.target.dataset?.colleagues) look(event.target); });
document.addEventListener("click", (event) => { if (event.target.dataset?.colleagues) look(event.target); else close(); });
document.addEventListener("focusout", (event) => { if (event.target === open?.field) close(); });
document.addEventListener("keydown", (event) => {
  if (!open || event.target !== open.field || event.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "ArrowDown") choose(open.at + 1);
  else if (event.key === "ArrowUp") choose(open.at - 1);
  else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) take(open.at);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}, true);
