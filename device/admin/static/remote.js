// Asks the TV what it does, and sends the keys without loading the page anew. Without it the page is right when
// it is loaded, and every key is a form.

const EVERY_MS = 1000;
const QUIET_MS = 3000; // while the TV is off or nobody looks

const tv = document.getElementById("tv");
const find = (name) => document.getElementById(name);
const fault = find("tv-error");
const loud = find("loud");
const range = loud.elements.percent;
let members = [...document.querySelectorAll("#tv-players li")].map((row) => row.dataset.member).join();
let held = false; // a thumb is on the volume
let timer = 0;

function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function level(score) {
  return score === null ? "none" : score >= 85 ? "good" : score >= 60 ? "fair" : "bad";
}

function show(now) {
  tv.dataset.doing = now.on ? now.doing : "off";
  tv.dataset.paused = now.paused ? "yes" : "no";
  find("tv-sentence").textContent = now.sentence;
  if (!now.on) return;
  if (!held && document.activeElement !== range) range.value = now.volume;
  if (now.doing !== "playing") return;
  if (now.member_ids.join() !== members) {
    location.reload(); // faces and names come from the box
    return;
  }
  find("tv-time").max = now.duration_s || 1;
  find("tv-time").value = now.time_s;
  find("tv-now").textContent = clock(now.time_s);
  find("tv-end").textContent = clock(now.duration_s);
  now.scores.forEach((score, place) => {
    const field = document.querySelectorAll("#tv-players output")[place];
    if (!field) return;
    field.textContent = score === null ? "–" : score;
    field.className = `score ${level(score)}`;
  });
}

async function look() {
  clearTimeout(timer);
  let wait = QUIET_MS;
  if (!document.hidden) {
    try {
      const answer = await fetch(tv.dataset.status, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(`${answer.status}`);
      const now = await answer.json();
      show(now);
      if (now.on) wait = EVERY_MS;
    } catch {
      // the box starts anew, or the phone has no network: ask again later
    }
  }
  clearTimeout(timer);
  timer = setTimeout(look, wait);
}

async function send(form, button) {
  const fields = new FormData(form);
  if (button?.name) fields.set(button.name, button.value);
  let sentence = null;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(fields), headers: { Accept: "application/json" } });
    sentence = (await answer.json()).error;
  } catch {
    location.reload();
    return;
  }
  fault.hidden = sentence === null;
  fault.querySelector("span").textContent = sentence ?? "";
  if (sentence === null && form.id === "start") scrollTo({ top: 0, behavior: "smooth" });
  look();
}

for (const form of [find("keys"), loud, find("start")]) {
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, event.submitter);
  });
}
range.addEventListener("pointerdown", () => { held = true; });
for (const end of ["pointerup", "pointercancel"]) range.addEventListener(end, () => { held = false; });
range.addEventListener("change", () => send(loud));
document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
timer = setTimeout(look, EVERY_MS);
