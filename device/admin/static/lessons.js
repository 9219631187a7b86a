// Updates the state of night work on the page, and submits a list when its value changes. Without this script
// the page is up to date after a reload.

const EVERY_MS = 3000;
const QUIET_MS = 15000; // after a question that had no answer

const lists = [...document.querySelectorAll("[data-states]")];
const busy = (place) => [...place.querySelectorAll("[data-lesson][data-busy]"), ...(place.matches("[data-lesson][data-busy]") ? [place] : [])];

function renew(element, now) {
  if ("reload" in element.dataset) {
    if (!now.busy) location.reload();
    const text = element.querySelector(".lesson-state > span");
    if (text) text.textContent = now.sentence;
    const bar = element.querySelector("progress");
    if (bar && now.percent !== null) bar.value = now.percent;
    else if ((now.percent === null) !== !bar) location.reload();
    return;
  }
  const fresh = document.createElement("template");
  fresh.innerHTML = now.card;
  if (fresh.content.firstElementChild) element.replaceWith(fresh.content.firstElementChild);
}

async function look() {
  let wait = EVERY_MS;
  for (const place of lists) {
    const waiting = document.hidden ? [] : busy(place);
    if (!waiting.length) continue;
    try {
      const ids = waiting.map((element) => element.dataset.lesson).join(",");
      const answer = await fetch(`${place.dataset.states}?ids=${ids}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(`${answer.status}`);
      const found = (await answer.json()).lessons;
      for (const element of waiting) {
        const now = found[element.dataset.lesson];
        if (now) renew(element, now);
        else element.removeAttribute("data-busy");
      }
    } catch {
      wait = QUIET_MS; // the box starts anew, or the phone has no network
    }
  }
  setTimeout(look, wait);
}

for (const chooser of document.querySelectorAll("select[data-submits]")) {
  chooser.addEventListener("change", () => chooser.form.requestSubmit());
}
setTimeout(look, EVERY_MS);
