/** What the browser suites share: the platform, the browser, answering a survey, reading it back. */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const web = createRequire(new URL("../../tools/web/package.json", import.meta.url));
const { chromium } = web("playwright-core");

/** Nothing here may take longer than this, in milliseconds. */
export const PATIENCE = 20_000;

/** The platform that `cargo xtask dev --ready-file` told of. */
export function ready() {
  const file = process.env.NORDSVAR_READY_FILE;
  assert.ok(
    file,
    "this suite tests a platform that runs, and none was named: run `cargo xtask test`, or " +
      "`cargo xtask dev --ready-file F` and set NORDSVAR_READY_FILE to F",
  );
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Starts the browser; `t` ends it. The whole one has settings that its engine alone has not, and takes longer. */
export async function browser(t, whole = false) {
  const { NORDSVAR_CHROMIUM, NORDSVAR_CHROMIUM_WHOLE } = process.env;
  const started = await chromium.launch({
    executablePath: (whole ? NORDSVAR_CHROMIUM_WHOLE : NORDSVAR_CHROMIUM) ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  t.after(() => started.close());
  return started;
}

/** A profile of its own, in English unless said otherwise. */
export async function profile(t, { whole, ...options } = {}) {
  const context = await (await browser(t, whole)).newContext({ locale: "en", ...options });
  context.setDefaultTimeout(PATIENCE);
  return context;
}

/** A page whose every request and complaint is written down. */
export async function watched(context) {
  const page = await context.newPage();
  const seen = { requests: [], complaints: [] };
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("pageerror", (error) => seen.complaints.push(`thrown: ${error.message}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) seen.complaints.push(message.text());
  });
  return { page, seen };
}

/** Fails if a page complained, set a cookie, or asked anybody but `origins`. */
export async function assertClean(context, seen, origins) {
  assert.deepEqual(seen.complaints, []);
  const foreign = seen.requests.filter((url) => !origins.some((origin) => url.startsWith(origin)));
  assert.deepEqual(
    foreign.filter((url) => !/^(data|blob|about):/.test(url)),
    [],
  );
  assert.deepEqual(await context.cookies(), []);
}

async function json(url, apiKey) {
  const headers = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
  const answer = await fetch(url, { headers });
  assert.equal(answer.status, 200, await answer.clone().text());
  return answer.json();
}

/** Asks the API for something to happen to a survey, and gives what it says. */
async function post({ site, api_key: apiKey }, path, body, want) {
  const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
  const answer = await fetch(`${site}/api/v1/surveys${path}`, { method: "POST", headers, body });
  assert.equal(answer.status, want, await answer.clone().text());
  return answer.json();
}

/** Publishes a new survey that asks what `definition` says, and gives its id. */
export async function publish(platform, definition) {
  const { id } = await post(platform, "", JSON.stringify(definition), 201);
  await post(platform, `/${id}/publish`, undefined, 200);
  return id;
}

/** Closes a survey. */
export async function close(platform, survey) {
  await post(platform, `/${survey}/close`, undefined, 200);
}

/** Publishes another version of a survey. */
export async function republish({ site, api_key: apiKey }, survey, definition) {
  const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
  for (const [method, path, body] of [["PUT", "", JSON.stringify(definition)], ["POST", "/publish", undefined]]) {
    const answer = await fetch(`${site}/api/v1/surveys/${survey}${path}`, { method, headers, body });
    assert.equal(answer.status, 200, await answer.clone().text());
  }
}

/** Every response of a survey, as the API lists them; those that are complete, unless `state` says otherwise. */
export async function responses({ site, api_key: apiKey }, survey, state = "") {
  const items = [];
  for (let cursor = ""; ; ) {
    const query = `limit=500${state && `&state=${state}`}${cursor && `&cursor=${cursor}`}`;
    const listed = await json(`${site}/api/v1/surveys/${survey}/responses?${query}`, apiKey);
    items.push(...listed.items);
    if (listed.next === null || listed.next === undefined) return items;
    cursor = listed.next;
  }
}

/** A response's answers as if its files stood in them, which are kept apart. */
export async function unfolded({ site, api_key: apiKey }, survey, { id, answers }) {
  const headers = { authorization: `Bearer ${apiKey}` };
  const unfold = async (value) => {
    if (Array.isArray(value)) return Promise.all(value.map(unfold));
    if (typeof value !== "object" || value === null) return value;
    if (typeof value.content === "string" && value.content.startsWith("file:")) {
      const url = `${site}/api/v1/surveys/${survey}/responses/${id}/files/${value.content.slice(5)}`;
      const answer = await fetch(url, { headers });
      assert.equal(answer.status, 200, await answer.clone().text());
      const bytes = Buffer.from(await answer.arrayBuffer());
      assert.equal(bytes.length, value.size);
      const { name, type } = value;
      return { name, type, content: `data:${type};base64,${bytes.toString("base64")}` };
    }
    const members = Object.entries(value).map(async ([name, member]) => [name, await unfold(member)]);
    return Object.fromEntries(await Promise.all(members));
  };
  return unfold(answers);
}

/** The responses whose answers hold `mark` anywhere. */
export async function marked(platform, survey, mark) {
  const all = await responses(platform, survey);
  return all.filter((response) => JSON.stringify(response.answers).includes(mark));
}

/** The response that holds `mark`, once it is there; fails if there are several. */
export async function delivered(platform, survey, mark) {
  const until = Date.now() + PATIENCE;
  for (;;) {
    const found = await marked(platform, survey, mark);
    assert.ok(found.length <= 1, `${mark} is there ${found.length} times`);
    if (found.length === 1) return found[0];
    assert.ok(Date.now() < until, `${mark} was not delivered`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A survey with a question of every type, what is filled in, and what is kept of it. */
export const every = JSON.parse(readFileSync(new URL("../fixtures/every-type.json", import.meta.url), "utf8"));

/** Answers the survey with a question of every type. */
export async function answerEvery(page) {
  for (const [name, value] of every.form) await give(page, name, value);
  await page.locator('[name="papers"]').setInputFiles(upload("hej.txt", every.kept.papers[0].content));
  await page.locator('[name="signed"]').setInputFiles(upload("me.png", every.kept.signed));
}

/** A text that no other test writes. */
export function newMark() {
  return `mark-${crypto.randomUUID()}`;
}

/** A survey's questions, in order, from its published definition. */
export async function questions({ site }, survey) {
  const { definition } = await json(`${site}/s/${survey}/definition`);
  const flat = (elements) => elements.flatMap((one) => (one.type === "panel" ? flat(one.elements) : [one]));
  return definition.pages.flatMap((page) => flat(page.elements));
}

/** Goes on to the next page of a survey; false if there is none. */
export async function turnPage(frame) {
  const next = frame.locator('form [name="nordsvar.step"][value="next"]:visible');
  if ((await next.count()) === 0) return false;
  await next.click();
  return true;
}

/** Turns the pages until the one that has controls of this name is in sight; stays on the last one if none has. */
export async function bring(frame, name) {
  const controls = frame.locator(`form [name="${name}"]:not([data-away] *)`);
  for (let turned = 0; turned < 50 && (await controls.count()) === 0; turned += 1) if (!(await turnPage(frame))) return;
}

/** All pages of the survey have come to the script. */
export async function settled(page) {
  await page.locator("form#survey:not([data-more])").waitFor();
}

/** Fills in a survey's form; every free text gets `mark`. */
export async function fill(frame, asked, mark) {
  for (const { type, name } of asked) {
    const control = frame.locator(`[name="${name}"]`);
    await bring(frame, name);
    switch (type) {
      case "text":
      case "comment":
        await control.fill(mark);
        break;
      case "radiogroup":
      case "rating":
      case "checkbox":
        await control.nth(1).check();
        break;
      default:
        break;
    }
  }
}

/** A file as a respondent has it on disk, from the data URL it is kept as. */
export function upload(name, url) {
  const [, mimeType, content] = /^data:([^;]+);base64,(.*)$/.exec(url);
  return { name, mimeType, buffer: Buffer.from(content, "base64") };
}

/** Does with a control what gives it `value`. One that logic hides is left alone. */
export async function give(page, name, value) {
  const controls = page.locator(`[name="${name}"]`);
  await bring(page, name);
  // Without the script, what does not apply is not on the page; what is kept shows whether that is right.
  if ((await controls.count()) === 0) return;
  // With the script, rows and panels come by a button.
  await controls.first().evaluate((one) => {
    const list = one.closest("[data-spare]")?.parentElement.closest("[data-kind]");
    list?.querySelector(":scope > .add").click();
  });
  const kind = await controls.first().evaluate((one) => (one.tagName === "INPUT" ? one.type : one.tagName));
  if (kind === "radio" || kind === "checkbox") {
    const one = page.locator(`[name="${name}"][value="${value}"]`);
    if (await one.isVisible()) await one.check();
  } else if (await controls.first().isVisible()) {
    if (kind === "SELECT") await controls.selectOption(value);
    else await controls.fill(value.replaceAll("\r\n", "\n"));
  }
}

/** The form's one button that sends, or goes on while there is a page left. */
export function sendButton(frame) {
  return frame.locator("form button[type=submit]:visible, form button:not([type]):visible").last();
}

/**
 * A program of the tests, which `NORDSVAR_{NAME}` names if it is not where cargo builds it. `first` is what it says when it is ready;
 * `say` tells it a line, and gives what it says to that.
 */
async function ownProgram(t, name) {
  const fallback = fileURLToPath(new URL(`../../target/debug/${name}`, import.meta.url));
  const variable = `NORDSVAR_${name.toUpperCase()}`;
  const child = spawn(process.env[variable] ?? fallback, { stdio: ["pipe", "pipe", "inherit"] });
  // It ends its hosts when its input ends; killed, it would leave them behind.
  const ended = new Promise((resolve) => child.once("exit", resolve));
  t.after(() => {
    child.stdin.end();
    return ended;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    assert.ok(!done, `it ended; ${variable} names the tests' program \`${name}\``);
    return JSON.parse(value);
  };
  const say = (line) => {
    child.stdin.write(`${line}\n`);
    return next();
  };
  return { first: await next(), say };
}

/** An edge and storage of this test's own, with a survey; storage can be stopped and started. */
export async function ownSystem(t) {
  const { first, say } = await ownProgram(t, "system");
  const tell = async (word) => assert.deepEqual(await say(word), { done: word });
  return { ...first, stop: () => tell("stop"), start: () => tell("start") };
}

/** A platform of this test's own with somebody who signs in, whose mails come here, and a clock that moves for all of it. */
export async function ownStory(t) {
  const { first, say } = await ownProgram(t, "story");
  return { ...first, later: (seconds) => say(`later ${seconds}`), round: () => say("round"), mails: () => say("mails") };
}
