// Draws the tutor's skeleton over the video, moves the timeline's needle, and fills in times ("here" buttons).
// The video plays from the lesson's start to its end, as on the TV.

const player = document.getElementById("player");
const video = player.querySelector("video");
const canvas = player.querySelector("canvas");
const toggle = player.querySelector(".skeleton-toggle");
const timeline = document.querySelector(".timeline svg");
const START_S = Number(player.dataset.start) || 0;
const END_S = Number(player.dataset.end) || Infinity;
const COLOUR = "#46d6ff";
const WIDTH = 1 / 110; // of the picture's larger side: as thick as on the TV

let skeleton = null;
let seeks = false; // the person looks for a place: leave them

// the joints at a time, between those of the two rows beside it: [[x, y] or null, ...], or null
function bodyAt(time) {
  const place = Math.min(Math.max(0, time * skeleton.fps), skeleton.frames.length - 1);
  const [before, after] = [skeleton.frames[Math.floor(place)], skeleton.frames[Math.ceil(place)]];
  if (!before || !after) return before ?? after ?? null;
  const part = place - Math.floor(place);
  const between = (n) => (before[n] === null || after[n] === null ? before[n] : before[n] + part * (after[n] - before[n]));
  return before.slice(0, before.length / 2).map((_, joint) => {
    const [x, y] = [between(2 * joint), between(2 * joint + 1)];
    return x === null || y === null ? null : [x, y];
  });
}

function draw(time) {
  const context = canvas.getContext("2d");
  context.clearRect(0, 0, canvas.width, canvas.height);
  if (!skeleton?.frames.length || !toggle.querySelector("input").checked) return;
  const body = bodyAt(time);
  if (!body) return;
  const [scaleX, scaleY] = [canvas.width / skeleton.width, canvas.height / skeleton.height];
  context.lineCap = "round";
  // a dark edge first, so that the bones are visible on a white wall too
  for (const [colour, width] of [["rgb(0 0 0 / 55%)", 1.7], [COLOUR, 1]]) {
    context.strokeStyle = colour;
    context.lineWidth = Math.max(canvas.width, canvas.height) * WIDTH * width;
    context.beginPath();
    for (const [from, to] of skeleton.bones) {
      if (!body[from] || !body[to]) continue;
      context.moveTo(body[from][0] * scaleX, body[from][1] * scaleY);
      context.lineTo(body[to][0] * scaleX, body[to][1] * scaleY);
    }
    context.stroke();
  }
}

// places the canvas over the picture, not over the bars beside it
function fit() {
  const [width, height] = [video.videoWidth || 16, video.videoHeight || 9];
  const size = Math.min(video.clientWidth / width, video.clientHeight / height);
  const sharp = Math.min(2, window.devicePixelRatio || 1);
  canvas.style.width = `${width * size}px`;
  canvas.style.height = `${height * size}px`;
  canvas.style.left = `${video.offsetLeft + (video.clientWidth - width * size) / 2}px`;
  canvas.style.top = `${video.offsetTop + (video.clientHeight - height * size) / 2}px`;
  canvas.width = Math.round(width * size * sharp);
  canvas.height = Math.round(height * size * sharp);
  draw(video.currentTime);
}

function point(time) {
  timeline?.querySelector(".needle").setAttribute("x", (1000 * time) / Number(timeline.dataset.length) - 2);
}

function shown(_now, picture) {
  const time = picture?.mediaTime ?? video.currentTime;
  draw(time);
  point(time);
  follow();
}

function follow() {
  // gives the exact time of the shown picture; older browsers only an approximate one
  if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(shown);
  else requestAnimationFrame(() => shown());
}

function seek(time) {
  video.currentTime = Math.max(0, time);
  point(time);
}

function place(time) {
  const tenths = Math.round(time * 10);
  return `${Math.floor(tenths / 600)}:${String(Math.floor(tenths / 10) % 60).padStart(2, "0")}.${tenths % 10}`;
}

video.addEventListener("loadedmetadata", () => {
  if (video.currentTime < START_S) seek(START_S);
  fit();
});
video.addEventListener("seeking", () => (seeks = true));
video.addEventListener("seeked", () => {
  draw(video.currentTime);
  point(video.currentTime);
});
video.addEventListener("play", () => {
  seeks = false;
  if (video.currentTime >= END_S - 0.05) seek(START_S);
});
video.addEventListener("timeupdate", () => {
  if (!video.paused && !seeks && video.currentTime >= END_S) {
    video.pause();
    seek(END_S);
  }
});
new ResizeObserver(fit).observe(video);
toggle.addEventListener("change", () => draw(video.currentTime));
timeline?.addEventListener("click", (event) => {
  const area = timeline.getBoundingClientRect();
  seek((Number(timeline.dataset.length) * (event.clientX - area.left)) / area.width);
});
for (const button of document.querySelectorAll("[data-seek]")) {
  button.addEventListener("click", () => {
    seek(Number(button.dataset.seek));
    video.scrollIntoView({ block: "nearest" });
  });
}
for (const button of document.querySelectorAll("[data-here]")) {
  button.hidden = false;
  button.addEventListener("click", () => (document.getElementById(button.dataset.here).value = place(video.currentTime)));
}
fetch(player.dataset.skeleton)
  .then((answer) => (answer.ok ? answer.json() : null))
  .then((found) => {
    skeleton = found;
    toggle.hidden = !found;
    draw(video.currentTime);
  })
  .catch(() => {}); // the video plays without it
follow();
