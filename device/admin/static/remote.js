// Polls the TV's state, and sends keys without reloading the page. Without this script the page shows the state
// at loading, and every key is a form.

const EVERY_MS = 1000;
const LIVE_MS = 250; // while somebody trains and the page shows how they move
const QUIET_MS = 3000; // while the TV is off or nobody looks
const HELD_MS = 450; // a key that is held this long comes again ...
const AGAIN_MS = 160; // ... and again
const BODY_WIDE = 850; // of what is shown of the picture, thousandths of its height
const SAID_MS = 6000;
const REST_MS = 1500; // a thumb that has lifted for this long is not about to press again
const REPEATED = ["up", "down", "left", "right", "louder", "quieter"];

const remote = document.getElementById("remote");
const find = (name) => document.getElementById(name);
const fault = find("tv-error");
const loud = find("loud");
const range = loud.elements.percent;
const shown = () => [...document.querySelectorAll("#tv-players li")];
let members = shown().map((row) => row.dataset.member).join();
let held = false; // a thumb is on the volume
let timer = 0;
let lifted = -REST_MS; // when a thumb last let go; while one presses, never
let quiet = 0; // until what went wrong is taken away
let sent = Promise.resolve(); // keys go out one after the other, in the order of the thumb

function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function level(score) {
  return score === null ? "none" : score >= 85 ? "good" : score >= 60 ? "fair" : "bad";
}

function told(trouble) {
  const row = find("tv-trouble").content.firstElementChild.cloneNode(true);
  const use = row.querySelector("use");
  row.dataset.key = trouble.key;
  use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${trouble.picture}`));
  row.querySelector("b").textContent = trouble.title;
  row.querySelector("small").textContent = trouble.sentence;
  return row;
}

// Troubles move the keys up or down, so they change REST_MS after the last press; unchanged ones stay.
function tell(troubles) {
  const list = find("tv-troubles");
  const keys = [...list.children].map((row) => row.dataset.key).join();
  if (troubles.map((one) => one.key).join() === keys || performance.now() - lifted < REST_MS) return;
  list.replaceChildren(...troubles.map(told));
}

function named(one) {
  const row = find("tv-name").content.firstElementChild.cloneNode(true);
  row.querySelector("span").textContent = one.name;
  row.querySelector("meter").value = one.percent;
  row.querySelector("small").textContent = `${one.percent} %`;
  return row;
}

// The body as the camera sees it, and what it may be doing.
function move(now) {
  const [body, numbers] = [find("tv-body"), now.bones];
  let [path, middle] = ["", 0];
  for (let k = 0; k < numbers.length; k += 4) {
    path += `M${numbers[k]} ${numbers[k + 1]}L${numbers[k + 2]} ${numbers[k + 3]}`;
    middle += (numbers[k] + numbers[k + 2]) / 2;
  }
  // the part of the picture in which the body stands
  middle = numbers.length ? middle / (numbers.length / 4) : now.wide / 2;
  body.setAttribute("viewBox", `${middle - BODY_WIDE / 2} 0 ${BODY_WIDE} 1000`);
  body.querySelector("path").setAttribute("d", path);
  const count = now.repetitions[0] ?? null;
  find("tv-count").textContent = count === null ? "" : `× ${count}`;
  find("tv-likely").replaceChildren(...now.likely.map(named));
}

function show(now) {
  remote.dataset.doing = now.on ? now.doing : "off";
  remote.dataset.paused = now.paused ? "yes" : "no";
  find("tv-sentence").textContent = now.sentence;
  find("tv-hint").textContent = now.hint;
  tell(now.troubles);
  if (!now.on) return;
  if (!held && document.activeElement !== range) range.value = now.volume;
  if (now.member_ids.length && now.member_ids.join() !== members) {
    location.reload(); // faces and names come from the box
    return;
  }
  if (now.doing === "free") move(now);
  shown().forEach((row, place) => {
    const [score, count] = [now.scores[place] ?? null, now.repetitions[place] ?? null];
    const field = row.querySelector("output");
    field.textContent = score === null ? "–" : score;
    field.className = `score ${level(score)}`;
    row.querySelector(".count").textContent = count === null ? "" : `× ${count}`;
  });
  if (now.doing !== "playing") return;
  find("tv-time").max = now.duration_s || 1;
  find("tv-time").value = now.time_s;
  find("tv-now").textContent = clock(now.time_s);
  find("tv-end").textContent = clock(now.duration_s);
  for (const form of document.querySelectorAll(".segments")) {
    for (const button of form.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", button.value === `${now[form.dataset.now]}`);
    }
  }
}

async function look() {
  clearTimeout(timer);
  let wait = QUIET_MS;
  if (!document.hidden) {
    try {
      const answer = await fetch(remote.dataset.status, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(`${answer.status}`);
      const now = await answer.json();
      show(now);
      if (now.on) wait = now.doing === "free" && !now.paused ? LIVE_MS : EVERY_MS;
    } catch {
      // the box restarts, or the phone has no network: ask again later
    }
  }
  clearTimeout(timer);
  timer = setTimeout(look, wait);
}

function say(sentence) {
  clearTimeout(quiet);
  fault.hidden = sentence === null;
  fault.querySelector("span").textContent = sentence ?? "";
  quiet = setTimeout(() => { fault.hidden = true; }, SAID_MS);
}

async function post(form, button) {
  const fields = new FormData(form);
  if (button?.name) fields.set(button.name, button.value);
  let sentence = null;
  try {
    const action = button?.getAttribute("formaction") ?? form.getAttribute("action");
    const answer = await fetch(action, { method: "POST", body: new URLSearchParams(fields), headers: { Accept: "application/json" } });
    sentence = (await answer.json()).error;
  } catch {
    location.reload();
    return;
  }
  say(sentence);
  if (sentence === null && ["start", "free"].includes(form.id)) scrollTo({ top: 0, behavior: "smooth" });
  look();
}

function send(form, button) {
  sent = sent.then(() => post(form, button));
  return sent;
}

function hold(button) {
  let [waiting, again] = [0, false];
  const repeat = async () => {
    again = true;
    await send(button.form, button);
    if (waiting) waiting = setTimeout(repeat, AGAIN_MS);
  };
  button.addEventListener("pointerdown", () => { again = false; waiting = setTimeout(repeat, HELD_MS); });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
    button.addEventListener(end, () => { clearTimeout(waiting); waiting = 0; });
  }
  button.addEventListener("click", (event) => { if (again) event.preventDefault(); again = false; });
  button.addEventListener("contextmenu", (event) => event.preventDefault());
}

for (const form of remote.querySelectorAll("form")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    navigator.vibrate?.(12);
    send(form, event.submitter);
  });
}
for (const button of document.querySelectorAll("button[name=press]")) if (REPEATED.includes(button.value)) hold(button);
remote.addEventListener("pointerdown", () => { lifted = Infinity; });
for (const end of ["pointerup", "pointercancel"]) {
  document.addEventListener(end, () => { lifted = performance.now(); });
}
range.addEventListener("pointerdown", () => { held = true; });
for (const end of ["pointerup", "pointercancel"]) range.addEventListener(end, () => { held = false; });
range.addEventListener("change", () => { range.blur(); send(loud); });
document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
timer = setTimeout(look, EVERY_MS);
