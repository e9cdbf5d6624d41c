// Keeps a page alive that htmx polls: says when the connection is gone, keeps what is on screen, and rests in
// hidden tabs. A poll is an element with hx-trigger="every 15s, refresh" and hx-get; 304 and 204 change nothing.
// The sentence comes from the server: <template id="connection-lost" data-text="… %(ago)s … %(time)s …">.
const words = JSON.parse(document.body.dataset.words || "{}");
let lastGood = Date.now();
let lostAt = 0;
let banner = null;
let timer = 0;

// In the help desk's zone, as every other time on the page.
const zone = document.body.dataset.zone || undefined;
const clock = (moment) => new Date(moment).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: zone });

function span(milliseconds) {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  const [name, n] = seconds < 60 ? ["s", seconds] : ["min", Math.floor(seconds / 60)];
  return (words[name] || "%(n)s").replace("%(n)s", n);
}

function show() {
  const text = document.getElementById("connection-lost")?.dataset.text;
  if (!text) return;
  if (!banner) {
    banner = document.createElement("p");
    banner.className = "notice notice-amber connection";
    banner.setAttribute("role", "status");
    document.body.append(banner);
  }
  const ago = (words.ago || "%(time)s").replace("%(time)s", span(Date.now() - lostAt));
  banner.textContent = text.replace("%(ago)s", ago).replace("%(time)s", clock(lastGood));
}

function lost() {
  if (!lostAt) lostAt = Date.now();
  if (timer) return;
  show();
  timer = setInterval(show, 5000);
}

function good() {
  lastGood = Date.now();
  lostAt = 0;
  clearInterval(timer);
  timer = 0;
  banner?.remove();
  banner = null;
}

// The session has ended: the page stays as it is, with what is being written, and leads to the sign-in in another
// tab. As soon as an answer comes again, the forms of this page have their key from it and are good to be sent.
let way = null;

function signedOut(url) {
  if (way) return;
  const said = document.getElementById("connection-lost")?.dataset;
  for (const element of document.querySelectorAll("[hx-trigger*=every]")) element.removeAttribute("hx-headers");
  way = document.createElement("p");
  way.className = "notice notice-amber connection";
  way.setAttribute("role", "alert");
  const link = document.createElement("a");
  Object.assign(link, { href: url, target: "_blank", rel: "noopener", textContent: said.signIn });
  way.append(`${said.signedOut} `, link);
  document.body.append(way);
}

function signedIn(answer) {
  const key = new DOMParser().parseFromString(answer, "text/html").querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (!key) return;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = key;
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": key }));
  way.remove();
  way = null;
  document.dispatchEvent(new CustomEvent("signed:in"));
}

document.addEventListener("signed:out", (event) => signedOut(event.detail));
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { xhr } = event.detail;
  if (xhr.status === 401) signedOut(xhr.getResponseHeader("X-Sign-In"));
  else if (way && xhr.status === 200) signedIn(xhr.responseText);
});

const polls = (element) => (element.getAttribute("hx-trigger") || "").includes("every");

document.addEventListener("htmx:beforeRequest", (event) => {
  if (document.hidden && polls(event.detail.elt)) event.preventDefault();
});
document.addEventListener("htmx:sendError", lost);
document.addEventListener("htmx:timeout", lost);
document.addEventListener("htmx:afterRequest", (event) => {
  const status = event.detail.xhr?.status || 0;
  if (status >= 500) lost();
  else if (status) good();
});
window.addEventListener("offline", lost);
// Back from a hidden tab, or back on line: look at once, not at the next beat.
const look = () => {
  if (document.hidden) return;
  for (const element of document.querySelectorAll("[hx-trigger*=every]")) window.htmx?.trigger(element, "refresh");
};
document.addEventListener("visibilitychange", look);
window.addEventListener("online", look);

// The answer to a form that another answer has replaced meanwhile: htmx looks for the places of its side parts
// (toasts, views) around the form, which is nowhere now. They are put in their places here instead.
document.addEventListener("htmx:beforeSwap", (event) => {
  const asked = event.detail.requestConfig?.elt;
  if (!asked || asked.isConnected || !event.detail.serverResponse) return;
  const answer = new DOMParser().parseFromString(event.detail.serverResponse, "text/html");
  for (const part of answer.querySelectorAll("[hx-swap-oob]")) {
    part.remove();
    const place = document.getElementById(part.id);
    const within = part.getAttribute("hx-swap-oob") === "innerHTML";
    part.removeAttribute("hx-swap-oob");
    if (within) place?.replaceChildren(...part.childNodes);
    else place?.replaceWith(document.importNode(part, true));
  }
  event.detail.serverResponse = answer.body.innerHTML;
});

// The bell says what is new even where the rest of an answer has to wait for somebody's hand.
document.addEventListener("htmx:beforeSwap", (event) => {
  const answer = event.detail.serverResponse;
  if (event.detail.xhr.status !== 200 || !answer?.includes('id="bell"')) return;
  const bell = new DOMParser().parseFromString(answer, "text/html").getElementById("bell");
  bell.removeAttribute("hx-swap-oob");
  document.getElementById("bell")?.replaceWith(document.importNode(bell, true));
});

// Whoever asks anew says whether they are writing; and where only what stands around is another - who reads it, other
// Criticals, the neighbours ([data-beside]) - nothing else of the page is touched, whatever somebody does on it.
const writes = () => [...document.querySelectorAll("[data-composer] textarea")].some((one) => one.value.trim() !== "" && one.value !== one.defaultValue);

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.elt.matches(".poll") && writes()) event.detail.headers.Writing = "1";
});
document.addEventListener("htmx:beforeSwap", (event) => {
  const asked = event.detail.requestConfig?.elt;
  const state = document.querySelector("[data-state]")?.dataset.state;
  if (!state || !asked?.matches?.(".poll") || event.detail.xhr.status !== 200) return;
  const fresh = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  if (fresh.querySelector("[data-state]")?.dataset.state !== state) return;
  for (const part of document.querySelectorAll("[data-beside]")) part.replaceChildren(...fresh.getElementById(part.id).childNodes);
  document.querySelector(".poll").setAttribute("hx-headers", fresh.querySelector(".poll").getAttribute("hx-headers"));
  event.detail.shouldSwap = false;
  event.stopImmediatePropagation();
});
