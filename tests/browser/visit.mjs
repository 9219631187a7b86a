// Drives Chromium through pages: a JSON of steps on stdin, one JSON of what happened on stdout.
//
//   {"base": "http://127.0.0.1:8080", "colorScheme": "dark", "locale": "ko", "width": 390, "height": 844,
//    "steps": [["goto", "/lessons"], ["fill", "#name", "Mina"], ["click", "text=Sign in"], ...]}
//
// Steps (selectors are Playwright's):
//   goto PATH                 open a page, wait until it is loaded
//   fill SELECTOR TEXT        type into a field
//   select SELECTOR VALUE     choose of a list
//   check SELECTOR            tick a box, choose a radio button
//   click SELECTOR            press and, if a page follows, wait for it
//   press SELECTOR KEY        a key
//   files SELECTOR [PATHS]    choose files
//   wait SELECTOR [MS]        until it can be seen (30 s at most, or MS)
//   gone SELECTOR [MS]        until it cannot be seen
//   until EXPRESSION [MS]     until an expression in the page is true
//   sleep MS                  let the page be
//   screenshot FILE [full]    a picture of what is seen, or of the whole page
//   colorScheme light|dark    as the phone's setting
//   viewport WIDTH HEIGHT     turn the phone, or use a laptop
//   offline true|false        cut the network
//   evaluate EXPRESSION       its value becomes a result
//   text SELECTOR             its text becomes a result
//   count SELECTOR            how many there are
//   url                       where we are
//   download SELECTOR FILE    press and keep what comes
//   cookies                   those that the browser holds
//
// Answer: {"ok", "error", "results": [...], "console": [errors and warnings], "failed": [requests that failed
// with a status of 400 or more], "url"}; exit status 1 when a step failed. What a page must not do (errors on
// the console, requests to elsewhere) is for the caller to judge.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const STEP_MS = 30_000;
const ARGUMENTS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

async function read() {
  let text = "";
  for await (const part of process.stdin) text += part;
  return JSON.parse(text);
}

function address(base, path) {
  return new URL(path, base).href;
}

const ACTIONS = {
  goto: ({ page, base }, path) => page.goto(address(base, path), { waitUntil: "load" }),
  fill: ({ page }, selector, text) => page.fill(selector, text),
  select: ({ page }, selector, value) => page.selectOption(selector, value),
  check: ({ page }, selector) => page.check(selector, { force: true }),
  click: async ({ page }, selector) => {
    await page.click(selector);
    await page.waitForLoadState("load");
  },
  press: ({ page }, selector, key) => page.press(selector, key),
  files: ({ page }, selector, paths) => page.setInputFiles(selector, paths),
  wait: ({ page }, selector, ms) => page.waitForSelector(selector, { timeout: ms ?? STEP_MS }),
  gone: ({ page }, selector, ms) => page.waitForSelector(selector, { state: "hidden", timeout: ms ?? STEP_MS }),
  // asked again and again from here: the page's own policy forbids to evaluate words in it
  until: async ({ page }, expression, ms) => {
    const end = Date.now() + (ms ?? STEP_MS);
    while (!(await page.evaluate(expression))) {
      if (Date.now() > end) throw new Error(`never true: ${expression}`);
      await page.waitForTimeout(100);
    }
  },
  sleep: ({ page }, ms) => page.waitForTimeout(ms),
  screenshot: ({ page }, path, full) => page.screenshot({ path, fullPage: full === "full" }),
  colorScheme: ({ page }, colorScheme) => page.emulateMedia({ colorScheme }),
  viewport: ({ page }, width, height) => page.setViewportSize({ width, height }),
  offline: ({ context }, off) => context.setOffline(off),
  evaluate: async ({ page, results }, expression) => results.push((await page.evaluate(expression)) ?? null),
  text: async ({ page, results }, selector) => results.push(await page.innerText(selector)),
  count: async ({ page, results }, selector) => results.push(await page.locator(selector).count()),
  url: ({ page, results }) => results.push(page.url()),
  download: async ({ page }, selector, path) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(selector)]);
    await download.saveAs(path);
  },
  cookies: async ({ context, results }) => results.push(await context.cookies()),
};

async function visit(wish, answer) {
  const profile = mkdtempSync(join(tmpdir(), "formbox-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ARGUMENTS,
    viewport: { width: wish.width ?? 390, height: wish.height ?? 844 },
    deviceScaleFactor: wish.scale ?? 2,
    hasTouch: wish.touch ?? true,
    colorScheme: wish.colorScheme ?? "light",
    locale: wish.locale ?? "en",
    timezoneId: wish.timezone ?? "UTC",
    javaScriptEnabled: wish.javaScript ?? true,
    extraHTTPHeaders: wish.headers ?? {},
  });
  try {
    context.setDefaultTimeout(STEP_MS);
    const page = context.pages()[0] ?? (await context.newPage());
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) answer.console.push(`${message.type()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => answer.console.push(`uncaught: ${error.message}`));
    page.on("response", (response) => {
      if (response.status() >= 400) answer.failed.push(`${response.status()} ${response.request().method()} ${response.url()}`);
    });
    page.on("requestfailed", (request) => answer.failed.push(`${request.failure()?.errorText} ${request.method()} ${request.url()}`));
    page.on("dialog", (dialog) => dialog.accept());
    for (const [number, [action, ...words]] of wish.steps.entries()) {
      if (!(action in ACTIONS)) throw new Error(`step ${number}: there is no action ${action}`);
      try {
        await ACTIONS[action]({ page, context, base: wish.base, results: answer.results }, ...words);
      } catch (error) {
        answer.url = page.url();
        throw new Error(`step ${number} ${JSON.stringify([action, ...words])}: ${error.message}`);
      }
    }
    answer.url = page.url();
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

const answer = { ok: false, error: null, results: [], console: [], failed: [], url: null };
try {
  await visit(await read(), answer);
  answer.ok = true;
} catch (error) {
  answer.error = error.message;
}
process.stdout.write(JSON.stringify(answer) + "\n");
process.exitCode = answer.ok ? 0 : 1;
