// Files in a form: chosen, pasted or dropped, each is on its way at once and stands as a line that can be left
// out again. Without this script the form itself carries them. Bound to the document, for panels come anew.
const fieldOf = (target) => target.closest?.("form")?.querySelector("[data-files]");
// A form is known by its id, for another one may stand in its place meanwhile.
const idOf = (form) => form.id || form;
const formOf = (id) => (id instanceof Element ? id : document.getElementById(id));
const underWay = new Map(); // the form's id → how many files are still coming
const later = new Map(); // the form's id → the button to press when they are here

// The panel may have come anew while a file was on its way: its line belongs into the form that is there now.
const here = (field) => (field.isConnected ? field : document.querySelector(`[data-files="${field.dataset.files}"]`) || field);
const newsOf = (field) => here(field).querySelector(".file-news");

function dress() {
  for (const field of document.querySelectorAll("[data-files]:not(.is-live)")) field.classList.add("is-live");
  for (const chip of document.querySelectorAll("[data-files] .file-chip:not(.is-dressed)")) {
    chip.classList.add("is-dressed");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "file-out";
    button.textContent = "×";
    button.setAttribute("aria-label", `${chip.closest("[data-files]").dataset.remove}: ${chip.querySelector(".file-name").textContent}`);
    chip.append(button);
  }
}

function token(form) { return form.querySelector("[name=csrfmiddlewaretoken]").value; }

function named(file, field, number) {
  // What is pasted from the screen has no name of its own.
  if (!/^image\.\w+$/.test(file.name)) return file.name;
  const time = new Date().toTimeString().slice(0, 8).replaceAll(":", "-");
  return `${field.dataset.shot}-${time}${number ? `-${number}` : ""}.${file.name.split(".").pop()}`;
}

function line(field, name) {
  const item = document.createElement("li");
  item.className = "file-chip is-coming";
  const words = document.createElement("span");
  words.className = "file-name";
  words.textContent = name;
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", name);
  item.append(words, bar);
  here(field).querySelector(".file-chips").append(item);
  return item;
}

// Each file that was not taken has a line of its own.
function refuse(field, sentence) {
  const news = newsOf(field), more = news.classList.contains("field-error");
  if (!more) news.textContent = "";
  news.classList.add("field-error");
  news.append(...(more ? [document.createElement("br"), sentence] : [sentence]));
}

// What is more than a message holds is not taken, and that is said at once.
function fitting(field, files, coming) {
  const there = here(field).querySelectorAll(".file-chip input[name=files]:checked").length + coming;
  const room = Math.max(0, Number(field.dataset.most) - there);
  const names = files.slice(room).map((file, at) => named(file, field, room + at));
  if (names.length) refuse(field, `${names.join(", ")}: ${field.dataset.tooMany}`);
  return files.slice(0, room);
}

function send(form, field, file, name) {
  const item = line(field, name);
  const body = new FormData();
  body.append("pane", field.dataset.files);
  for (const about of ["incident", "complaint"]) if (field.dataset[about]) body.append(about, field.dataset[about]);
  body.append("upload", file, name);
  return new Promise((resolve) => {
    const asked = new XMLHttpRequest();
    asked.open("POST", field.dataset.url);
    asked.setRequestHeader("X-CSRFToken", token(form));
    asked.upload.addEventListener("progress", (event) => { item.querySelector("progress").value = event.loaded / event.total; });
    asked.addEventListener("loadend", () => {
      item.remove();
      if (asked.status === 201) {
        here(field).querySelector(".file-chips").insertAdjacentHTML("beforeend", asked.responseText);
        dress();
      } else {
        refuse(field, asked.status === 422 ? asked.responseText : `${name}: ${field.dataset.lost}`);
      }
      resolve();
    });
    asked.send(body);
  });
}

// The button that stands where this one stood.
function again(form, button) {
  if (!button || form.contains(button)) return button;
  const same = (one) => ["name", "value", "formaction"].every((name) => one.getAttribute(name) === button.getAttribute(name));
  return [...form.querySelectorAll("button:not([type=button])")].find(same);
}

async function take(form, chosen) {
  const field = fieldOf(form), id = idOf(form);
  newsOf(field).textContent = "";
  newsOf(field).classList.remove("field-error");
  const files = fitting(field, chosen, underWay.get(id) || 0);
  underWay.set(id, (underWay.get(id) || 0) + files.length);
  for (const [number, file] of files.entries()) {
    await send(form, field, file, named(file, field, number)); // one after the other: they stay in order
    underWay.set(id, underWay.get(id) - 1);
  }
  const button = later.get(id), now = formOf(id);
  if (button !== undefined && !underWay.get(id)) {
    later.delete(id);
    const failed = newsOf(field).classList.contains("field-error");
    if (!failed) newsOf(field).textContent = "";
    if (!failed && now?.isConnected) now.requestSubmit(again(now, button));
  }
}

document.addEventListener("change", (event) => {
  if (!event.target.matches?.("[data-files] input[type=file]")) return;
  const files = [...event.target.files];
  event.target.value = "";
  if (files.length) take(event.target.form, files);
});

document.addEventListener("paste", (event) => {
  const files = [...(event.clipboardData?.files || [])];
  // A copied table comes as a picture too; whoever pastes it wants its words.
  if (!files.length || event.clipboardData.types.includes("text/plain") || !fieldOf(event.target)) return;
  event.preventDefault();
  take(event.target.closest("form"), files);
});

const carries = (event) => event.dataTransfer?.types.includes("Files") && fieldOf(event.target);
document.addEventListener("dragover", (event) => {
  const field = carries(event);
  document.querySelectorAll("[data-files].is-over").forEach((one) => one !== field && one.classList.remove("is-over"));
  if (!field) return;
  event.preventDefault();
  field.classList.add("is-over");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.querySelectorAll("[data-files].is-over").forEach((one) => one.classList.remove("is-over"));
});
document.addEventListener("drop", (event) => {
  const field = carries(event);
  document.querySelectorAll("[data-files].is-over").forEach((one) => one.classList.remove("is-over"));
  if (!field) return;
  event.preventDefault();
  take(event.target.closest("form"), [...event.dataTransfer.files]);
});

document.addEventListener("click", async (event) => {
  const chip = event.target.matches?.(".file-out") && event.target.closest(".file-chip");
  if (!chip) return;
  const field = fieldOf(chip);
  const form = chip.closest("form");
  const headers = { "X-CSRFToken": token(form) };
  const answer = await fetch(`${field.dataset.url}${chip.dataset.file}/remove/`, { method: "POST", headers }).catch(() => null);
  if (answer && (answer.ok || answer.status === 404)) chip.remove();
  else newsOf(field).textContent = `${chip.querySelector(".file-name").textContent}: ${field.dataset.stays}`;
  field.querySelector("input[type=file]").focus();
});

// Whoever sends while files are on their way waits for them; nothing goes without what belongs to it.
window.addEventListener("submit", (event) => {
  if (!underWay.get(idOf(event.target))) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  later.set(idOf(event.target), event.submitter);
  const news = newsOf(fieldOf(event.target));
  if (!news.classList.contains("field-error")) news.textContent = fieldOf(event.target).dataset.wait;
}, true);
window.addEventListener("beforeunload", (event) => {
  if ([...underWay].some(([id, count]) => count && formOf(id)?.isConnected)) event.preventDefault();
});
document.addEventListener("htmx:afterSwap", () => dress());
dress();
