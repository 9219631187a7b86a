// Uploads by the tus protocol 1.0.0, in pieces, one file after another. An upload resumes after a lost
// connection, a locked phone, a closed page or a box that was switched off, at the offset that the box reports.
// Without this script the page is a plain form.

const VERSION = "1.0.0";
const PIECE = 8 * 1024 * 1024; // bytes of one request: what a lost connection costs at most
const PAUSES_MS = [500, 1000, 2000, 4000, 8000, 15000]; // between tries, the last one again and again
const STALLED_MS = 30000; // no progress for so long: the connection counts as lost
const RATE_MS = 4000; // over which the speed is measured
const KEEP_MS = 3 * 24 * 3600 * 1000; // as long as the box keeps an unfinished upload

const form = document.getElementById("upload");
const list = document.getElementById("uploads");
const start = document.getElementById("start");
const template = document.getElementById("upload-item");
const words = JSON.parse(document.getElementById("upload-words").textContent);
const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
let token = document.querySelector("meta[name=csrf-token]").content;

class Refusal extends Error {
  // an answer that another try would not change; code: the HTTP status
  constructor(code, sentence) {
    super(sentence);
    this.code = code;
  }
}

class Lost extends Error {}

// ---- unfinished uploads, in the browser's local storage

const MEMORY = `formbox-uploads-${form.dataset.member}`;

function remembered() {
  try {
    const all = JSON.parse(localStorage.getItem(MEMORY) ?? "{}");
    return Object.fromEntries(Object.entries(all).filter(([, one]) => Date.now() - one.at < KEEP_MS));
  } catch {
    return {}; // storage is blocked, or holds something else under this name
  }
}

function remember(mark, one) {
  const all = remembered();
  if (one) all[mark] = { ...one, at: Date.now() };
  else delete all[mark];
  try {
    localStorage.setItem(MEMORY, JSON.stringify(all));
  } catch {
    // storage is full or blocked: after a reload the upload starts again
  }
}

const markOf = (file) => [file.name, file.size, file.lastModified].join("|");

// ---- one request

function ask(method, url, headers = {}, body = null, moved = () => {}, holder = {}) {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    let watch;
    const wait = () => {
      clearTimeout(watch);
      watch = setTimeout(() => request.abort(), STALLED_MS);
    };
    const lost = () => {
      clearTimeout(watch);
      fail(new Lost());
    };
    request.open(method, url);
    request.setRequestHeader("Tus-Resumable", VERSION);
    request.setRequestHeader("X-CSRFToken", token);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => {
      wait();
      moved(event.loaded);
    };
    request.onerror = request.onabort = request.ontimeout = lost;
    request.onload = () => {
      clearTimeout(watch);
      done(request);
    };
    holder.abort = () => request.abort();
    wait();
    request.send(body);
  });
}

async function fetchToken() {
  const page = await fetch(location.href, { cache: "no-store" });
  const found = new DOMParser().parseFromString(await page.text(), "text/html");
  token = found.querySelector("meta[name=csrf-token]")?.content ?? token;
}

function sentence(request) {
  try {
    return JSON.parse(request.responseText).error ?? say("failed");
  } catch {
    return say("failed");
  }
}

const toBase64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

// ---- one file

class Upload {
  // state: chosen, next, sending, lost, paused, received, failed; the box says how many bytes it has (offset)
  constructor(file, changed) {
    Object.assign(this, { file, changed, mark: markOf(file), name: "", url: null, offset: 0, sent: 0 });
    Object.assign(this, { state: "chosen", problem: "", lesson: null, tries: 0, line: {}, speeds: [], wake: () => {} });
    this.url = remembered()[this.mark]?.url ?? null;
  }

  get percent() {
    return Math.floor((100 * (this.offset + this.sent)) / Math.max(1, this.file.size));
  }

  set(state, problem = "") {
    Object.assign(this, { state, problem });
    this.changed(this);
  }

  async run() {
    this.set("sending");
    let freshToken = false;
    while (this.state === "sending" || this.state === "lost") {
      try {
        if (!this.url) await this.create();
        else if (!this.known) await this.askOffset();
        if (this.state === "lost") this.set("sending");
        if (this.lesson === null && this.state === "sending") await this.sendPiece();
        if (this.lesson !== null) this.finish();
      } catch (error) {
        this.sent = 0;
        this.known = false;
        if (this.state === "paused" || this.state === "removed") return;
        if (error instanceof Refusal && error.code === 400 && !freshToken) {
          freshToken = true; // the page may be older than its session
          await fetchToken().catch(() => {});
        } else if (error instanceof Refusal) {
          this.set("failed", error.code === 401 ? say("signin") : error.message);
        } else if (error instanceof Lost) {
          this.set("lost");
          await this.pause();
        } else {
          this.set("failed", say("failed"));
          throw error;
        }
      }
    }
  }

  // until the next try, or until the network or the page is back
  pause() {
    const delay = PAUSES_MS[Math.min(this.tries++, PAUSES_MS.length - 1)] * (0.75 + Math.random() / 2);
    return new Promise((go) => {
      const timer = setTimeout(go, delay);
      this.wake = () => {
        clearTimeout(timer);
        go();
      };
    });
  }

  async create() {
    const metadata = { filename: this.file.name, name: this.name };
    const pairs = Object.entries(metadata).filter(([, value]) => value);
    const answer = await ask("POST", form.dataset.create, {
      "Upload-Length": this.file.size,
      "Upload-Metadata": pairs.map(([key, value]) => `${key} ${toBase64(value)}`).join(","),
    }, null, undefined, this.line);
    this.check(answer, 201);
    this.url = answer.getResponseHeader("Location");
    Object.assign(this, { offset: 0, known: true });
    remember(this.mark, { url: this.url, name: this.file.name });
  }

  async askOffset() {
    const answer = await ask("HEAD", this.url, {}, null, undefined, this.line);
    if ([403, 404, 410].includes(answer.status)) {
      this.forget(); // it is over there: begin anew
      return;
    }
    this.check(answer, 200);
    this.take(answer);
  }

  async sendPiece() {
    if (!this.url) return;
    const piece = this.file.slice(this.offset, this.offset + PIECE);
    const headers = { "Upload-Offset": this.offset, "Content-Type": "application/offset+octet-stream" };
    const moved = (bytes) => {
      this.sent = Math.min(bytes, piece.size);
      this.measure();
      this.changed(this);
    };
    const answer = await ask("PATCH", this.url, headers, piece, moved, this.line);
    if ([404, 409, 410].includes(answer.status)) {
      this.known = false; // somebody else sent some of it, or it is gone: ask
      this.sent = 0;
      await this.pause();
      return;
    }
    this.check(answer, 204);
    this.take(answer);
    this.tries = 0;
    this.changed(this);
  }

  check(answer, wanted) {
    if (answer.status === wanted) return;
    // another page holds the upload, or the box is starting or busy: try later
    if (answer.status === 423 || answer.status >= 500 && answer.status !== 507) throw new Lost();
    throw new Refusal(answer.status, sentence(answer));
  }

  take(answer) {
    const offset = Number(answer.getResponseHeader("Upload-Offset"));
    const lesson = answer.getResponseHeader("Formbox-Lesson");
    Object.assign(this, { offset, sent: 0, known: true, lesson });
    this.measure();
  }

  measure() {
    const now = performance.now();
    this.speeds.push([now, this.offset + this.sent]);
    while (this.speeds.length > 2 && now - this.speeds[0][0] > RATE_MS) this.speeds.shift();
  }

  get rate() {
    if (this.speeds.length < 2) return 0;
    const [from, to] = [this.speeds[0], this.speeds[this.speeds.length - 1]];
    return Math.max(0, (1000 * (to[1] - from[1])) / Math.max(1, to[0] - from[0]));
  }

  forget() {
    remember(this.mark, null);
    Object.assign(this, { url: null, known: false, offset: 0, sent: 0 });
  }

  finish() {
    remember(this.mark, null);
    this.offset = this.file.size;
    this.set("received");
  }

  hold() {
    this.set("paused");
    this.line.abort?.();
    this.wake();
  }

  async remove() {
    this.set("removed");
    this.line.abort?.();
    this.wake();
    if (this.url && this.lesson === null) await takeBack(this.url);
    this.forget();
  }
}

// the box may still hold the piece that was just cancelled; what cannot be deleted now expires after some days
async function takeBack(url) {
  for (const wait of PAUSES_MS.slice(0, 4)) {
    const answer = await ask("DELETE", url).catch(() => null);
    if (answer && answer.status !== 423) return;
    await new Promise((go) => setTimeout(go, wait));
  }
}

// ---- the page

const uploads = [];
let isRunning = false;

const number = (value) => new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(value);
const bytes = (count) => (count >= 1e9 ? `${number(count / 1e9)} GB` : count >= 1e6 ? `${number(Math.round(count / 1e6))} MB` : `${number(Math.ceil(count / 1e3))} kB`);
const time = (seconds) => (seconds < 90 ? say("seconds", { n: Math.max(1, Math.round(seconds)) }) : say("minutes", { n: Math.round(seconds / 60) }));

function told(upload) {
  const { state, percent, rate } = upload;
  if (state === "failed") return upload.problem;
  if (state === "received") return upload.outlook ?? say("received");
  if (state === "sending" && rate <= 0) return say("starting");
  if (state === "sending") {
    const left = (upload.file.size - upload.offset - upload.sent) / rate;
    return say("sending", { percent, rate: bytes(rate), time: time(left) });
  }
  return say(state, { percent });
}

function draw(upload) {
  const { item, state } = upload;
  if (!item) return;
  item.dataset.state = state;
  item.querySelector(".upload-naming").hidden = !(state === "chosen" && !upload.url);
  const bar = item.querySelector("progress");
  bar.hidden = state === "chosen" && !upload.url;
  bar.value = upload.percent;
  item.querySelector(".upload-says").textContent = told(upload);
  const shown = {
    pause: ["sending", "lost", "next"].includes(state),
    resume: state === "paused",
    again: state === "failed",
    now: state === "received" && !upload.hurried,
    open: state === "received",
    remove: state !== "received",
  };
  for (const [does, is] of Object.entries(shown)) item.querySelector(`[data-does=${does}]`).hidden = !is;
  start.hidden = !uploads.some((one) => one.state === "chosen");
}

async function afterReceipt(upload) {
  upload.item.querySelector("[data-does=open]").href = `/lessons/${upload.lesson}`;
  const answer = await fetch(`${form.dataset.states}?ids=${upload.lesson}`).then((found) => found.json()).catch(() => null);
  const now = answer?.lessons[upload.lesson];
  if (now) upload.outlook = `${say("received")} ${now.sentence}`;
  draw(upload);
}

async function runAll() {
  if (isRunning) return;
  isRunning = true;
  try {
    for (let one; (one = uploads.find((upload) => upload.state === "next")); ) {
      await one.run();
      if (one.state === "received") await afterReceipt(one);
    }
  } finally {
    isRunning = false;
  }
}

const ACTIONS = {
  pause: (upload) => upload.hold(),
  resume: (upload) => upload.set("next"),
  again: (upload) => upload.set("next"),
  remove: (upload) => {
    uploads.splice(uploads.indexOf(upload), 1);
    upload.item.remove();
    upload.item = null;
    upload.remove();
    start.hidden = !uploads.some((one) => one.state === "chosen");
  },
  now: async (upload) => {
    const headers = { "X-CSRFToken": token, Accept: "application/json" };
    const answer = await fetch(`/lessons/${upload.lesson}/now`, { method: "POST", headers }).catch(() => null);
    if (answer?.ok) Object.assign(upload, { hurried: true, outlook: say("soon") });
    draw(upload);
  },
};

function show(upload) {
  const item = template.content.firstElementChild.cloneNode(true);
  upload.item = item;
  item.querySelector(".upload-file").textContent = upload.file.name;
  item.querySelector(".upload-size").textContent = bytes(upload.file.size);
  const [label, input] = item.querySelectorAll(".upload-naming > *");
  input.id = label.htmlFor = `name-${uploads.indexOf(upload)}-${Date.now()}`;
  input.placeholder = upload.file.name.replace(/\.[^.]*$/, "");
  input.addEventListener("input", () => (upload.name = input.value));
  for (const button of item.querySelectorAll("button[data-does]")) {
    button.addEventListener("click", () => {
      ACTIONS[button.dataset.does](upload);
      runAll();
    });
  }
  list.append(item);
  draw(upload);
}

function choose(files) {
  for (const file of files) {
    if (uploads.some((one) => one.mark === markOf(file) && one.state !== "failed")) continue;
    list.querySelector(`[data-left="${CSS.escape(markOf(file))}"]`)?.remove();
    const upload = new Upload(file, draw);
    uploads.push(upload);
    show(upload);
    if (upload.url) upload.set("next"); // its name was given when it was begun
  }
  runAll();
}

// unfinished uploads of this browser: their files must be chosen again, a page cannot open them itself
async function showLeft() {
  for (const [mark, one] of Object.entries(remembered())) {
    const answer = await ask("HEAD", one.url).catch(() => null);
    if (!answer || answer.status !== 200 || answer.getResponseHeader("Formbox-Lesson")) {
      if (answer && answer.status < 500) remember(mark, null);
      continue;
    }
    if (uploads.some((upload) => upload.mark === mark)) continue;
    const size = Number(answer.getResponseHeader("Upload-Length"));
    const percent = Math.floor((100 * Number(answer.getResponseHeader("Upload-Offset"))) / size);
    const item = template.content.firstElementChild.cloneNode(true);
    item.dataset.left = mark;
    item.querySelector(".upload-file").textContent = one.name;
    item.querySelector(".upload-size").textContent = bytes(size);
    item.querySelector(".upload-naming").hidden = true;
    Object.assign(item.querySelector("progress"), { hidden: false, value: percent });
    item.querySelector(".upload-says").textContent = say("left", { percent });
    item.querySelector("[data-does=remove]").addEventListener("click", async () => {
      item.remove();
      remember(mark, null);
      await takeBack(one.url);
    });
    list.append(item);
  }
}

document.documentElement.classList.add("with-script");
form.addEventListener("submit", (event) => event.preventDefault());
document.getElementById("video").addEventListener("change", (event) => {
  choose(event.target.files);
  event.target.value = "";
});
start.querySelector("button").addEventListener("click", () => {
  for (const upload of uploads) if (upload.state === "chosen") upload.set("next");
  runAll();
});
const drop = form.querySelector(".drop");
for (const kind of ["dragover", "drop"]) {
  drop.addEventListener(kind, (event) => {
    event.preventDefault();
    if (kind === "drop") choose(event.dataTransfer.files);
  });
}
const wakeAll = () => uploads.forEach((upload) => upload.wake());
addEventListener("online", wakeAll);
document.addEventListener("visibilitychange", () => document.hidden || wakeAll());
showLeft();
