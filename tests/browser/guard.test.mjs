/** What keeps machines apart and crowds in line, in a browser: a proof of work, and so many responses a minute. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { assertClean, close, delivered, fill, newMark, ownSystem, profile, publish, questions, ready, responses, sendButton, settled, watched } from "./support.mjs";

/** A survey that asks work of browsers. */
const working = (more = {}) => ({
  title: "Work",
  pages: [
    { name: "p1", elements: [{ type: "text", name: "who", title: "Who are you?" }] },
    { name: "p2", elements: [{ type: "text", name: "what", title: "What do you do?" }] },
  ],
  ...more,
  nordsvar: { proofOfWork: 20_000, ...more.nordsvar },
});

async function answer(page, platform, survey, mark) {
  await page.goto(`${platform.site}/s/${survey}`);
  await settled(page);
  await fill(page, await questions(platform, survey), mark);
  await sendButton(page).click();
}

/** The workers that have begun on a page. */
function workersOf(page) {
  const begun = [];
  page.on("worker", (worker) => begun.push(worker.url()));
  return begun;
}

test("a browser works for a response from the first answer on, and nobody is told", async (t) => {
  const platform = ready();
  const survey = await publish(platform, working());
  const context = await profile(t);
  const { page, seen } = await watched(context);
  const [workers, mark] = [workersOf(page), newMark()];
  await page.goto(`${platform.site}/s/${survey}`);
  await settled(page);
  assert.deepEqual(workers, [], "nobody has begun");
  await page.locator('[name="who"]').fill(mark);
  await fill(page, await questions(platform, survey), mark);
  await sendButton(page).click();
  await page.locator("#thanks").waitFor();
  const kept = await delivered(platform, survey, mark);
  assert.equal(kept.suspect, undefined);
  assert.equal(workers.length, 1);
  assert.match(workers[0], /\/assets\/work-[0-9a-f]+\.js$/);
  assert.equal(seen.requests.filter((url) => url.includes("/challenge")).length, 0, "the page has the challenge");
  await assertClean(context, seen, [platform.site]);
});

test("a draft that is taken up on another page gets a proof for its own response", async (t) => {
  const platform = ready();
  const survey = await publish(platform, working());
  const context = await profile(t);
  const { page, seen } = await watched(context);
  const mark = newMark();
  await page.goto(`${platform.site}/s/${survey}`);
  await settled(page);
  await page.locator('[name="who"]').fill(mark);
  await page.locator(".saved", { hasText: /./ }).waitFor();
  await page.reload();
  await page.locator("#kept").waitFor();
  while ((await page.locator("#thanks").count()) === 0) {
    await sendButton(page).click();
    await page.waitForTimeout(300);
  }
  assert.equal((await delivered(platform, survey, mark)).suspect, undefined);
  assert.equal(seen.requests.filter((url) => url.includes("/challenge?response=")).length, 1);
  await assertClean(context, seen, [platform.site]);
});

for (const [name, prepare, options] of [
  ["without a script", undefined, { javaScriptEnabled: false }],
  ["in a browser without workers", () => { delete globalThis.Worker; }, {}],
]) {
  test(`${name} a response is kept apart, and gets its receipt`, async (t) => {
    const platform = ready();
    const survey = await publish(platform, working());
    const context = await profile(t, options);
    if (prepare !== undefined) await context.addInitScript(prepare);
    const page = await context.newPage();
    const mark = newMark();
    await page.goto(`${platform.site}/s/${survey}`);
    await page.locator('[name="who"]').fill(mark);
    await sendButton(page).click();
    await page.locator('[name="what"]').fill(mark);
    await sendButton(page).click();
    await page.locator("#thanks").waitFor();
    assert.equal((await responses(platform, survey)).length, 0);
    const apart = await responses(platform, survey, "suspected");
    assert.deepEqual(apart.map((one) => [one.answers.who, one.suspect]), [[mark, ["no-proof"]]]);
  });
}

test("a form that the browser itself sends brings the proof along", async (t) => {
  const platform = ready();
  const survey = await publish(platform, working());
  const context = await profile(t);
  const page = await context.newPage();
  const [workers, mark] = [workersOf(page), newMark()];
  // All pages do not come: the server turns them.
  await page.route(`**/s/${survey}`, (route) => {
    const asked = route.request().postData()?.includes("nordsvar.step") === true && route.request().resourceType() === "fetch";
    return asked ? route.abort() : route.continue();
  });
  await page.goto(`${platform.site}/s/${survey}`);
  const worker = page.waitForEvent("worker");
  await page.locator('[name="who"]').fill(mark);
  await (await worker).waitForEvent("close");
  await sendButton(page).click();
  await page.locator('[name="what"]').fill(mark);
  await sendButton(page).click();
  await page.locator("#thanks").waitFor();
  assert.equal((await delivered(platform, survey, mark)).suspect, undefined);
  assert.equal(workers.length, 1, "the second page had nothing to solve");
});

test("what comes too often waits in the browser, and arrives", async (t) => {
  const platform = await ownSystem(t);
  const clock = async (seconds) => {
    const address = `${platform.control.storage}/variables/clock_offset_seconds`;
    assert.equal((await fetch(address, { method: "PUT", body: String(seconds) })).status, 204);
  };
  const survey = await publish(platform, { title: "Busy", elements: [{ type: "text", name: "who" }], nordsvar: { perMinute: 1 } });
  const context = await profile(t);
  const { page } = await watched(context);
  const [first, second] = [newMark(), newMark()];
  await clock(-30);
  await answer(page, platform, survey, first);
  await page.locator("#thanks").waitFor();
  // The minute is moved, and the browser told to wait for some of it only.
  let told = 0;
  await page.route("**/responses", async (route) => {
    const answered = await route.fetch();
    const headers = answered.headers();
    if (answered.status() === 429) {
      told = Number(headers["retry-after"]);
      await clock(31);
      headers["retry-after"] = "3";
    }
    await route.fulfill({ response: answered, headers });
  });
  await answer(page, platform, survey, second);
  const notice = page.locator('#status[data-state="waiting"]');
  await notice.waitFor();
  assert.match(await notice.innerText(), /kept on this device/i);
  await page.locator("#thanks").waitFor();
  assert.ok(told > 0 && told <= 60, `${told}`);
  await delivered(platform, survey, second);
  assert.equal((await responses(platform, survey)).length, 2);
});

test("what waits is sent from the page of a survey that is closed", async (t) => {
  const platform = ready();
  const [survey, closed] = [await publish(platform, working()), await publish(platform, working())];
  await close(platform, closed);
  for (const path of [`/s/${closed}`, "/s/there-is-none", `/s/${survey}/nothing`]) {
    const context = await profile(t);
    const { page } = await watched(context);
    const mark = newMark();
    await page.route("**/responses", (route) => route.abort());
    await answer(page, platform, survey, mark);
    await page.locator('#status[data-state="waiting"]').waitFor();
    await page.close();
    const other = await watched(context);
    await other.page.goto(`${platform.site}${path}`);
    await other.page.locator('#status[data-state="done"]').waitFor();
    assert.match(await other.page.locator("#status").innerText(), /received/i);
    assert.equal((await delivered(platform, survey, mark)).suspect, undefined, path);
    assert.deepEqual(other.seen.complaints.filter((one) => !/status of (404|410)/.test(one)), []);
    await context.close();
  }
});
