// The composer: Ctrl+Enter sends, r n c go to their tab's field, and what is typed is kept on the server.
// Bound to the document, for the panel around a composer comes anew after each act.
const composerOf = (target) => target.closest?.("[data-composer]");
const fieldOf = (radio) => {
  const composer = composerOf(radio);
  const tabs = [...composer.querySelectorAll(".composer-tabs > input")];
  return composer.querySelectorAll(".pane")[tabs.indexOf(radio)]?.querySelector("textarea");
};
const isTab = (target) => target.matches?.("[data-composer] .composer-tabs > input");

document.addEventListener("change", (event) => { if (isTab(event.target)) fieldOf(event.target)?.focus(); });
// A key of the page clicks the tab that is already open: no change comes, the field is wanted all the same.
document.addEventListener("click", (event) => { if (isTab(event.target)) fieldOf(event.target)?.focus(); });
// Whoever was led here to write something begins at once, when the browser has gone to that place by itself.
window.addEventListener("load", () => {
  const open = document.querySelector("[data-composer] .composer-tabs > input:checked");
  if (open && new URLSearchParams(location.search).has("write")) fieldOf(open)?.focus({ preventScroll: true });
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !composerOf(event.target)) return;
  const form = event.target.closest("form");
  const button = form?.querySelector("button[data-send]") || form?.querySelector("button:not([type=button])");
  if (button) { event.preventDefault(); form.requestSubmit(button); }
});

// What is typed is kept 1.5 s after the last key, on leaving the page, and when a lost connection is back.
const PAUSE = 1500;
const unsaved = new Map(); // form → its timer

const isDraft = (form) => Boolean(form?.dataset?.draft);

function body(form) {
  const said = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") said.append(name, value);
  return said;
}

function tell(form, said) {
  const kept = form.querySelector("[data-kept]");
  const discard = form.querySelector("[data-discard]");
  if (kept) { kept.textContent = said; kept.hidden = !said; }
  if (discard) discard.hidden = !said;
}

async function keep(old, leaving) {
  clearTimeout(unsaved.get(old));
  unsaved.delete(old);
  // The panel came anew meanwhile, with what was typed put back into it.
  const form = old.isConnected ? old : document.getElementById(old.id);
  if (!form) return;
  try {
    const headers = { Accept: "application/json" };
    const answer = await fetch(form.dataset.draft, { method: "POST", body: body(form), headers, keepalive: Boolean(leaving) });
    if (answer.status === 401) {
      unsaved.set(form, 0);
      tell(form, document.getElementById("connection-lost").dataset.signedOut);
      document.dispatchEvent(new CustomEvent("signed:out", { detail: answer.headers.get("X-Sign-In") }));
      return;
    }
    if (!answer.ok) throw new Error(answer.statusText);
    if (!unsaved.has(form)) tell(form, (await answer.json()).said);
  } catch {
    if (!unsaved.has(form)) unsaved.set(form, 0);
    tell(form, form.dataset.notKept);
  }
}

function later(form) {
  clearTimeout(unsaved.get(form));
  unsaved.set(form, setTimeout(keep, PAUSE, form));
}

const flush = (leaving) => { for (const form of [...unsaved.keys()]) keep(form, leaving); };

document.addEventListener("input", (event) => { if (isDraft(event.target.form)) later(event.target.form); });
window.addEventListener("pagehide", () => flush(true));
document.addEventListener("visibilitychange", () => { if (document.hidden) flush(true); });
window.addEventListener("online", () => flush(false));
document.addEventListener("signed:in", () => flush(false));

// What is being sent is no draft any more, unless sending fails.
const sent = (form) => { clearTimeout(unsaved.get(form)); return unsaved.delete(form); };
document.addEventListener("submit", (event) => { if (event.target.method === "post") sent(event.target); });
document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.detail.elt?.closest?.("form") || event.detail.elt?.form;
  if (isDraft(form) && event.detail.target?.id === "panel") sent(form);
});
for (const failed of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failed, (event) => {
    const form = event.detail.elt?.closest?.("form");
    if (isDraft(form) && form.isConnected) later(form);
  });
}
// What was refused came back in a form of its own: it is kept at once, before the page is drawn anew.
document.addEventListener("htmx:afterRequest", (event) => {
  const { requestConfig, xhr } = event.detail;
  const form = requestConfig?.elt?.closest?.("form"); // the one that was sent, gone by now
  if (isDraft(form) && requestConfig.verb === "post" && xhr?.status >= 400) keep(form, true);
});
// Only what no server has can be lost by leaving.
window.addEventListener("beforeunload", (event) => {
  if (unsaved.size && !navigator.onLine) event.preventDefault();
});

// What is written where work is started goes along with whatever is sent meanwhile: it is seen there, ticked, and
// can be unticked. It is no draft until something is written beside it.
let along = "";
document.addEventListener("input", (event) => {
  if (event.target.id !== "start-line") return;
  for (const line of document.querySelectorAll(".with-start input[name=line]")) {
    const tick = line.closest(".with-start").querySelector("input[type=checkbox]");
    if (line.value !== along) continue;
    line.value = event.target.value;
    tick.checked = Boolean(line.value.trim());
  }
  along = event.target.value;
});
// Ticked by hand, it asks for its line.
document.addEventListener("change", (event) => {
  const part = event.target.type === "checkbox" && event.target.closest?.(".with-start");
  if (part && event.target.checked) part.querySelector("input[name=line]").focus();
});

// A canned reply goes to where one writes; it is there to be changed.
document.addEventListener("click", (event) => {
  const picker = event.target.closest?.(".picker");
  const form = picker?.closest("form");
  if (!form) return;
  const chosen = event.target.closest("[data-insert]");
  if (chosen) {
    event.preventDefault();
    const field = form.querySelector("textarea");
    const before = field.value.slice(0, field.selectionStart).trimEnd();
    field.setRangeText((before ? "\n\n" : "") + chosen.dataset.insert, before.length, field.selectionEnd, "end");
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const closes = event.target.closest("[data-close]");
  if (chosen || closes) picker.remove();
  if (closes) form.querySelector("textarea").focus();
});

// By the keyboard: the first reply is at hand, what is typed narrows them down, arrows walk, Enter chooses and
// Escape goes back to where one writes.
const offered = (picker) => [...picker.querySelectorAll("li")].filter((one) => !one.hidden).map((one) => one.querySelector("a"));
document.addEventListener("htmx:afterSettle", (event) => {
  const picker = event.target.id === "canned-reply" && event.target.querySelector(".picker");
  if (picker) (offered(picker)[0] || picker.querySelector("a, button"))?.focus();
});
document.addEventListener("input", (event) => {
  const picker = event.target.matches?.("[data-narrow]") && event.target.closest(".picker");
  if (!picker) return;
  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = bare(event.target.value).split(/\s+/).filter(Boolean);
  for (const one of picker.querySelectorAll("li")) one.hidden = !words.every((word) => bare(one.textContent).includes(word));
  picker.querySelector("[data-none]").hidden = offered(picker).length > 0;
});
document.addEventListener("keydown", (event) => {
  const picker = event.target.closest?.(".picker");
  if (!picker || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const [links, narrow] = [offered(picker), picker.querySelector("[data-narrow]")];
  const at = links.indexOf(event.target);
  const done = () => { event.preventDefault(); event.stopPropagation(); };
  if (event.key === "Escape") {
    done();
    const field = picker.closest("form").querySelector("textarea");
    picker.remove();
    field.focus();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    done();
    (links[at + (event.key === "ArrowDown" ? 1 : -1)] || (event.key === "ArrowUp" ? narrow : links[at]))?.focus();
  } else if (event.key === "Enter" && event.target === narrow) {
    done();
    links[0]?.click();
  } else if (narrow && at >= 0 && (event.key.length === 1 && event.key !== " " || event.key === "Backspace")) {
    event.stopPropagation(); // it is no key of the page
    narrow.focus();
  }
}, true);
