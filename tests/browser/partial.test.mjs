/** Answers that are sent before they are complete, going on with them on another device, and the private link at the end. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { assertClean, profile, publish, ready, responses, sendButton, watched } from "./support.mjs";

const platform = ready();
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };
const definition = {
  title: { en: "In parts", sv: "I delar" },
  locale: "en",
  partialSendEnabled: true,
  elements: [
    { type: "text", name: "first", isRequired: true },
    { type: "text", name: "second" },
  ],
};

async function opened(t, options = {}) {
  const survey = options.survey ?? (await publish(platform, definition));
  const context = await profile(t, options);
  const { page, seen } = await watched(context);
  const url = `${platform.site}/s/${survey}`;
  await page.goto(`${url}${options.query ?? ""}`);
  return { survey, context, page, seen, url };
}

const field = (page, name) => page.locator(`[name="${name}"]`);
const kept = (page) => page.locator(".saved", { hasText: /./ }).waitFor();
const all = (survey) => responses(platform, survey, "all");

/** Waits until there is one response, with these answers. */
async function holds(survey, answers, complete) {
  const rows = async () => (await all(survey)).map((row) => [row.answers, row.complete]);
  for (let tries = 0; JSON.stringify(await rows()) !== JSON.stringify([[answers, complete]]) && tries < 60; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.deepEqual(await rows(), [[answers, complete]]);
}

async function sends(page) {
  await sendButton(page).click();
  await page.locator("#thanks").waitFor();
}

for (const viewport of [PHONE, DESKTOP]) {
  test(`a survey that is looked away from is sent as far as it goes, ${viewport.width} wide`, async (t) => {
    const { survey, context, page, seen, url } = await opened(t, { viewport });
    await page.goto(`${platform.site}/`);
    assert.deepEqual(await all(survey), []);
    await page.goto(url);
    await field(page, "second").fill("two");
    await kept(page);
    await page.goto(`${platform.site}/`);
    await holds(survey, { second: "two" }, false);
    await page.goto(url);
    await page.locator("#kept").waitFor();
    // Nothing has changed, and nothing is sent.
    const before = seen.requests.length;
    await page.goto(`${platform.site}/`);
    assert.ok(!seen.requests.slice(before).some((one) => one.endsWith("/responses")));
    await page.goto(url);
    await field(page, "first").fill("one");
    await sends(page);
    await holds(survey, { first: "one", second: "two" }, true);
    await assertClean(context, seen, [platform.site]);
  });
}

test("what did not arrive is in the next, and nobody waits for it", async (t) => {
  const { survey, page, url } = await opened(t);
  await field(page, "first").fill("lost");
  await kept(page);
  // What a page sends while it goes is out of the driver's sight.
  await page.evaluate(() => (window.fetch = () => Promise.reject(new TypeError("no network"))));
  await page.goto(`${platform.site}/`);
  assert.deepEqual(await all(survey), []);
  await page.goto(url);
  await page.locator("#kept").waitFor();
  await field(page, "first").fill("kept");
  await kept(page);
  await page.goto(`${platform.site}/`);
  await holds(survey, { first: "kept" }, false);
});

/** The link that leads on with what was answered, for another device. */
async function link(page, name = "Continue on another device") {
  await page.getByRole("button", { name }).click();
  const shown = page.locator(".elsewhere textarea");
  await shown.waitFor();
  return shown.inputValue();
}

/** Follows a link on another device, to the survey as it was left. */
async function follow(t, address, options) {
  const context = await profile(t, options);
  const { page, seen } = await watched(context);
  await page.goto(address);
  await page.locator("form#survey").waitFor();
  return { context, page, seen };
}

for (const [query, viewport, words] of [
  ["?lang=en", DESKTOP, ["Continue on another device", /It is good until/]],
  ["?lang=sv", PHONE, ["Fortsätt på en annan enhet", /Den gäller till och med 20\d\d-/]],
]) {
  test(`a response goes on on another device, ${viewport.width} wide`, async (t) => {
    const { survey, page } = await opened(t, { viewport, query });
    await field(page, "first").fill("here");
    const address = await link(page, words[0]);
    assert.ok(address.startsWith(`${platform.site}/s/${survey}/response#`), "it is in no request");
    assert.match(await page.locator(".elsewhere").innerText(), words[1]);
    await holds(survey, { first: "here" }, false);
    const { context, page: there, seen } = await follow(t, address, { viewport });
    assert.equal(await field(there, "first").inputValue(), "here");
    await field(there, "second").fill("there");
    await sends(there);
    await holds(survey, { first: "here", second: "there" }, true);
    await assertClean(context, seen, [platform.site]);
    // What is older here counts no more.
    await field(page, "second").fill("late");
    await sendButton(page).click();
    await page.locator('#status[data-state="failed"]').waitFor();
    await holds(survey, { first: "here", second: "there" }, true);
  });
}

test("back on the first device the newer answers count, and those are kept", async (t) => {
  const { survey, page, url } = await opened(t);
  await field(page, "first").fill("here");
  const { page: there } = await follow(t, await link(page), {});
  await field(there, "second").fill("there");
  const back = await link(there);
  await page.goto(back);
  await page.locator("form#survey").waitFor();
  await page.waitForTimeout(500);
  assert.equal(await field(page, "second").inputValue(), "there");
  await field(page, "first").fill("home");
  await page.locator(".saved", { hasText: /./ }).waitFor();
  // The link again, of what was sent before: what was answered here since is newer.
  await page.goto(back);
  await page.locator("form#survey").waitFor();
  await page.waitForFunction(() => document.querySelector('[name="first"]').value === "home");
  await page.goto(url);
  await page.waitForFunction(() => document.querySelector('[name="first"]').value === "home");
  await sends(page);
  await holds(survey, { first: "home", second: "there" }, true);
});

test("what was answered is sent after each page, and the page is the same after a reload", async (t) => {
  const pages = definition.elements.map((element) => ({ name: `p-${element.name}`, elements: [element] }));
  const survey = await publish(platform, { ...definition, elements: undefined, pages });
  const { page, seen } = await opened(t, { survey });
  const next = page.locator('[name="nordsvar.step"][value="next"]');
  await page.locator("form:not([data-more])").waitFor();
  await field(page, "first").fill("one");
  await kept(page);
  await next.click();
  await field(page, "second").waitFor();
  await holds(survey, { first: "one" }, false);
  await page.reload();
  await page.locator("#kept").waitFor();
  await field(page, "second").waitFor();
  assert.ok(!(await field(page, "first").isVisible()));
  await field(page, "second").fill("two");
  await sends(page);
  await holds(survey, { first: "one", second: "two" }, true);
  assert.equal(seen.requests.filter((one) => one.endsWith("/responses")).length, 2);
});

test("a link that cannot be had says so, and can be asked for again", async (t) => {
  const { page } = await opened(t);
  await field(page, "first").fill("here");
  await page.route("**/responses", (route) => route.abort(), { times: 1 });
  await page.getByRole("button", { name: "Continue on another device" }).click();
  await page.locator(".elsewhere", { hasText: "cannot be reached" }).waitFor();
  assert.match(await link(page), /#./);
});

for (const viewport of [PHONE, DESKTOP]) {
  test(`at the end there is a private link beside the receipt, ${viewport.width} wide`, async (t) => {
    const { survey, context, page } = await opened(t, { viewport });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await field(page, "first").fill("one");
    await sends(page);
    const panel = page.locator("#thanks .receipt", { hasText: "Your private link" });
    const address = await panel.locator("textarea").inputValue();
    assert.ok(address.startsWith(`${platform.site}/s/${survey}/response#`));
    await panel.getByRole("button", { name: "Copy" }).click();
    await panel.getByText("Copied").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), address);
    await page.goto(address);
    await page.getByText("Your response").first().waitFor();
    await page.getByText("one", { exact: true }).first().waitFor();
  });
}
