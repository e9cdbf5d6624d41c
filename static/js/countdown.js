// Carries the clocks on that the server has drawn: the same words, the same thresholds, in the server's time.
const MINUTE = 60, HOUR = 3600, DAY = 86400, LAST_MINUTES = 15 * MINUTE;
const TONES = ["calm", "warn", "hot", "late"];
const words = JSON.parse(document.body.dataset.words || "{}");
const seen = new WeakMap();
let offset = null; // the server's clock minus this computer's, in milliseconds

const say = (pattern, name, value) => (pattern || `%(${name})s`).replace(`%(${name})s`, value);
const unit = (name, n) => say(words[name], "n", n);

export function short(seconds) {
  const s = Math.abs(seconds);
  const d = Math.floor(s / DAY), h = Math.floor((s % DAY) / HOUR), m = Math.floor((s % HOUR) / MINUTE);
  if (d) return h ? `${unit("d", d)} ${unit("h", h)}` : unit("d", d);
  if (h) return m ? `${unit("h", h)} ${unit("min", m)}` : unit("h", h);
  return m ? unit("min", m) : unit("s", s);
}

function left(seconds, bare) {
  const said = bare && seconds >= 0 ? short(seconds) : say(seconds < 0 ? words.late : words.left, "time", short(seconds));
  return bare ? said.replace(/(\d) /g, "$1\u00a0") : said; // large, each number stays in one line with its unit
}

function ago(seconds) {
  if (seconds < MINUTE) return words.now;
  const size = seconds >= DAY ? DAY : seconds >= HOUR ? HOUR : MINUTE;
  return say(words.ago, "time", short(Math.floor(seconds / size) * size));
}

function tone(seconds, used, amber) {
  if (seconds < 0) return "late";
  if (seconds <= LAST_MINUTES) return "hot";
  return used >= amber ? "warn" : "calm";
}

// When the page itself came, its moment belongs to the start of the answer, not to the run of this script.
// A page out of the browser's cache tells an old moment: then the last offset learnt holds.
function learnOffset(now, fresh) {
  const nav = performance.getEntriesByType("navigation")[0];
  const old = fresh && nav && nav.type === "back_forward" && nav.transferSize === 0;
  const kept = Number(sessionStorage.getItem("clock-offset"));
  if (old && kept) { offset = kept; return; }
  const came = fresh && nav ? performance.timeOrigin + nav.responseStart : Date.now();
  offset = Date.parse(now) - came;
  sessionStorage.setItem("clock-offset", String(offset));
}

function announce(text) {
  const region = document.getElementById("announcer");
  if (region) region.textContent = text;
}

function tick(element, now) {
  const data = element.dataset;
  const due = Date.parse(data.due), drawn = Date.parse(data.now);
  const seconds = Math.floor((due - now) / 1000);
  const used0 = Number(data.used);
  const share = due > drawn ? Math.min(1, Math.max(0, (now - drawn) / (due - drawn))) : 1;
  const used = seconds < 0 ? 100 : Math.round(used0 + (100 - used0) * share);
  const next = tone(seconds, used, Number(data.amber));
  const text = left(seconds, data.form === "bare");
  const time = element.querySelector("time");
  if (time && time.textContent !== text) time.textContent = text;
  const rect = element.querySelector(".bar rect");
  if (rect) rect.setAttribute("width", `${used}%`);
  const before = seen.get(element);
  if (before !== next) {
    for (const name of TONES) element.classList.toggle(`is-${name}`, name === next);
    if (before && (next === "hot" || next === "late")) announce(`${data.name || ""} ${left(seconds)}`.trim());
    seen.set(element, next);
  }
  return Math.abs(seconds) < 2 * MINUTE;
}

let timer = 0;
function run() {
  clearTimeout(timer);
  if (offset === null) return;
  const now = Date.now() + offset;
  let close = false;
  for (const element of document.querySelectorAll("[data-countdown]")) close = tick(element, now) || close;
  for (const time of document.querySelectorAll("time[data-ago]")) {
    const seconds = Math.floor((now - Date.parse(time.dateTime)) / 1000);
    if (seconds >= 0 && seconds < 7 * DAY) {
      const text = ago(seconds);
      if (time.textContent !== text) time.textContent = text;
    }
  }
  // Each second near a threshold of the last minutes, else when the shown minute turns.
  timer = setTimeout(run, close ? 1000 - (now % 1000) : Math.min(15000, 60000 - (now % 60000)));
}

function scan(root, fresh) {
  const first = root.querySelector("[data-now]") || (root.matches?.("[data-now]") ? root : null);
  if (first) learnOffset(first.dataset.now, fresh);
  run();
}

scan(document, true);
document.addEventListener("htmx:afterSettle", (event) => scan(event.target, false));
document.addEventListener("visibilitychange", () => { if (!document.hidden) run(); });
window.addEventListener("pageshow", run);
