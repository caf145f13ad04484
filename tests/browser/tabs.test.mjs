/** A survey that is open in several tabs is answered in one of them at a time, and is one response. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { assertClean, profile, publish, ready, responses, sendButton, watched } from "./support.mjs";

const platform = ready();
const definition = {
  title: "Tabs",
  elements: [
    { type: "text", name: "first" },
    { type: "text", name: "second" },
  ],
};
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };

const here = (page) => page.locator("#kept").getByRole("button", { name: "Answer here instead" });
const field = (page, name) => page.locator(`[name="${name}"]`);

async function two(t, options = {}) {
  const survey = await publish(platform, definition);
  const context = await profile(t, options);
  const url = `${platform.site}/s/${survey}`;
  const { page: one, seen } = await watched(context);
  await one.goto(url);
  await field(one, "first").fill("one");
  await one.locator(".saved", { hasText: /./ }).waitFor();
  const other = await context.newPage();
  return { survey, context, url, one, other, seen };
}

async function isHeld(page, held) {
  await page.locator(held ? "form[data-held]" : "form:not([data-held])").waitFor();
}

for (const viewport of [PHONE, DESKTOP]) {
  test(`another tab takes its turn and gives it back, ${viewport.width} wide`, async (t) => {
    const { survey, context, url, one, other, seen } = await two(t, { viewport });
    await other.goto(url);
    await here(other).waitFor();
    await isHeld(other, true);
    await field(one, "first").fill("one and more");
    await here(other).click();
    await isHeld(other, false);
    // The very last of what the first tab had.
    await other.waitForFunction(() => document.querySelector('[name="first"]').value === "one and more");
    await isHeld(one, true);
    await field(other, "second").fill("two");
    await here(one).click();
    await isHeld(other, true);
    await one.waitForFunction(() => document.querySelector('[name="second"]').value === "two");
    await sendButton(one).click();
    await one.locator("#thanks").waitFor();
    // The other tab has nothing to send once more: it begins anew.
    await here(other).click();
    await other.waitForFunction(() => document.querySelector('[name="first"]')?.value === "" && !document.querySelector("[data-held]"));
    const rows = await responses(platform, survey);
    assert.deepEqual(rows.map(({ answers }) => answers), [{ first: "one and more", second: "two" }]);
    await assertClean(context, seen, [platform.site]);
  });
}

test("a tab that is loaded again keeps its turn", async (t) => {
  const { one } = await two(t);
  await one.reload();
  await one.locator("#kept", { hasText: "earlier" }).waitFor();
  await one.waitForTimeout(1_000);
  await isHeld(one, false);
  assert.equal(await field(one, "first").inputValue(), "one");
});

test("a tab in which nothing was answered keeps none from answering, and its first word is not lost", async (t) => {
  const survey = await publish(platform, definition);
  const context = await profile(t);
  const [one, other] = [await context.newPage(), await context.newPage()];
  for (const page of [one, other]) await page.goto(`${platform.site}/s/${survey}`);
  await field(one, "first").fill("one");
  await one.locator(".saved", { hasText: /./ }).waitFor();
  await field(other, "second").fill("two");
  await isHeld(other, true);
  await here(other).click();
  await isHeld(other, false);
  await other.waitForFunction(() => document.querySelector('[name="first"]').value === "one");
  assert.equal(await field(other, "second").inputValue(), "two");
  await sendButton(other).click();
  await other.locator("#thanks").waitFor();
  assert.deepEqual((await responses(platform, survey)).map(({ answers }) => answers), [{ first: "one", second: "two" }]);
});

test("a tab that is asleep is not waited for", async (t) => {
  const { survey, context, url, one, other } = await two(t);
  const session = await context.newCDPSession(one);
  await session.send("Page.setWebLifecycleState", { state: "frozen" });
  await other.goto(url);
  await here(other).click();
  await isHeld(other, false);
  assert.equal(await field(other, "first").inputValue(), "one");
  await field(other, "second").fill("two");
  await sendButton(other).click();
  await other.locator("#thanks").waitFor();
  await session.send("Page.setWebLifecycleState", { state: "active" });
  await isHeld(one, true);
  assert.equal((await responses(platform, survey)).length, 1);
});

test("who comes back to a page of before finds what was answered since", async (t) => {
  const { survey, url, one, other } = await two(t);
  await one.goto(`${platform.site}/`);
  await other.goto(url);
  await other.locator("#kept", { hasText: "earlier" }).waitFor();
  await field(other, "first").fill("newer");
  await other.goto(`${platform.site}/`);
  await one.goBack();
  await one.waitForFunction(() => document.querySelector('[name="first"]')?.value === "newer");
  await sendButton(one).click();
  await one.locator("#thanks").waitFor();
  assert.deepEqual((await responses(platform, survey)).map(({ answers }) => answers), [{ first: "newer" }]);
});

test("without locks every tab answers, as one response", async (t) => {
  const { survey, context, url, one, other } = await two(t);
  await one.close();
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, "locks", { get: () => undefined }));
  await other.goto(url);
  const third = await context.newPage();
  await third.goto(url);
  await third.locator("#kept", { hasText: "earlier" }).waitFor();
  assert.equal(await here(third).count(), 0);
  for (const page of [other, third]) {
    await sendButton(page).click();
    await page.locator("#thanks").waitFor();
  }
  assert.deepEqual((await responses(platform, survey)).map(({ answers }) => answers), [{ first: "one" }]);
});
