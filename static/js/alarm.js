// A Critical that nobody has started is told at once on every page of the desk: whatever a page or its polls bring
// with data-alarm="INC-318" and was not known yet gets a banner, and a sound where it is switched on
// (body[data-sound=on]). The tone is made here; browsers let it out only after a first click or key on the page.
const KNOWN = "alarms-known";
const words = document.getElementById("alarm-words")?.dataset;
let stored = sessionStorage.getItem(KNOWN);
const known = new Set(JSON.parse(stored || "[]"));
let sounds = null;
// Each entry into Critical is told, not each number once: the hour of its own tells them apart.
const entry = (one) => `${one.dataset.alarm || one.dataset.known}@${one.dataset.hour}`;

function wake() {
  if (document.body.dataset.sound !== "on") return;
  sounds ||= new AudioContext();
  if (sounds.state === "suspended") sounds.resume();
}
for (const gesture of ["pointerdown", "keydown"]) document.addEventListener(gesture, wake, { passive: true });

function beep(at, pitch) {
  const tone = sounds.createOscillator(), loud = sounds.createGain();
  tone.frequency.value = pitch;
  loud.gain.setValueAtTime(0, at);
  loud.gain.linearRampToValueAtTime(0.2, at + 0.02);
  loud.gain.exponentialRampToValueAtTime(0.001, at + 0.32);
  tone.connect(loud).connect(sounds.destination);
  tone.start(at);
  tone.stop(at + 0.34);
}

function sound() {
  if (sounds?.state !== "running") return;
  beep(sounds.currentTime, 660);
  beep(sounds.currentTime + 0.22, 880);
  document.dispatchEvent(new CustomEvent("alarm:sounded"));
}

function banner(numbers, alarms) {
  document.getElementById("alarm-banner")?.remove();
  const note = document.createElement("div");
  note.id = "alarm-banner";
  note.className = "alarm-banner";
  note.setAttribute("role", "alert");
  const text = document.createElement("b");
  text.textContent = `${words.text}:`;
  note.append(text);
  for (const number of numbers) {
    const link = document.createElement("a");
    const from = alarms.get(number);
    link.href = from.href || from.querySelector("[data-open]").href;
    link.dataset.number = number;
    // Without the time that is left: nothing carries it on here.
    link.textContent = from.href ? from.querySelector("[data-said]").textContent : `${number} · ${from.querySelector("[data-open]").textContent}`;
    note.append(link);
  }
  const hide = document.createElement("button");
  hide.type = "button";
  hide.className = "link-button";
  hide.textContent = words.hide;
  hide.addEventListener("click", () => note.remove());
  note.append(hide);
  document.body.append(note);
}

function look(root) {
  const alarms = new Map([...root.querySelectorAll("[data-alarm]")].map((one) => [one.dataset.alarm, one]));
  const shown = [...document.querySelectorAll("#alarm-banner a")].map((link) => link.dataset.number);
  const fresh = stored === null ? [] : [...alarms.keys()].filter((number) => !known.has(entry(alarms.get(number))));
  for (const one of alarms.values()) known.add(entry(one));
  // Whoever reads it has seen it: the strip of the next page tells nothing new.
  for (const one of root.querySelectorAll("[data-known]")) known.add(entry(one));
  stored = JSON.stringify([...known].slice(-50));
  sessionStorage.setItem(KNOWN, stored);
  // What somebody has started is named no more; with the last one the banner goes.
  const still = shown.filter((number) => alarms.has(number));
  if (fresh.length) { banner([...new Set([...still, ...fresh])], alarms); sound(); }
  else if (!still.length) document.getElementById("alarm-banner")?.remove();
  else for (const link of document.querySelectorAll("#alarm-banner a")) if (!alarms.has(link.dataset.number)) link.remove();
}

if (words) {
  look(document);
  document.addEventListener("htmx:afterRequest", (event) => {
    // The one that asked: the event itself comes from whatever stands in its place by now.
    const { requestConfig, xhr } = event.detail;
    // A page with a strip of its own to ask for knows from that alone; another poll of it names no Critical at all.
    const source = document.getElementById("alarm") ? "#alarm" : ".poll";
    if (xhr?.status !== 200 || !requestConfig?.elt?.matches(source)) return;
    look(new DOMParser().parseFromString(xhr.responseText, "text/html"));
  });
}
