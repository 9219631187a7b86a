// Sends a backup in pieces, so that a lost connection costs one of them; without this script the form sends it
// as a whole. The box answers each piece with the offset of the next.
"use strict";

const PIECE = 8 * 1024 * 1024; // bytes
const TRIES = 6;
const PAUSE_MS = 1000;

const form = document.getElementById("restore");

async function send(file, onProgress) {
  const token = document.querySelector('meta[name="csrf-token"]').content;
  let offset = 0;
  let tries = 0;
  while (offset < file.size) {
    try {
      const answer = await fetch(form.action, {
        method: "PUT",
        headers: { "X-CSRFToken": token, "X-Offset": String(offset), "Content-Type": "application/octet-stream" },
        body: file.slice(offset, offset + PIECE),
      });
      if (!answer.ok && answer.status !== 409) throw new Error(String(answer.status));
      const there = (await answer.json()).offset;
      // a box that lost its bytes starts again at 0; an offset that does not advance counts as a failed try
      tries = there > offset ? 0 : tries + 1;
      offset = there;
      onProgress(offset / file.size);
    } catch (error) {
      tries += 1;
      if (tries < TRIES) await new Promise((resume) => setTimeout(resume, PAUSE_MS * 2 ** tries));
    }
    if (tries >= TRIES) throw new Error("the box does not answer");
  }
}

form?.addEventListener("submit", async (event) => {
  const input = form.elements.namedItem("backup");
  if (!input.files.length) return;
  event.preventDefault();
  const button = form.querySelector("button");
  const progress = document.getElementById("restore-progress");
  const trouble = document.getElementById("restore-trouble");
  button.disabled = true;
  progress.hidden = false;
  trouble.hidden = true;
  try {
    await send(input.files[0], (share) => { progress.firstElementChild.value = 100 * share; });
    input.disabled = true; // its bytes are there already: the form only says that they are to be used
    form.submit();
  } catch (error) {
    button.disabled = false;
    trouble.hidden = false;
  }
});
