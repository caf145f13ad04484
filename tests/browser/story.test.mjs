/** The whole story of an order, as people see it: set up, sent, asked about by mail, answered on a phone, alerted to, handled, reported. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { enterApp, goToPart, HOME, order, setUp } from "./store-evaluator.mjs";
import { audit } from "./axe.mjs";
import { link, mailTo } from "./mails.mjs";
import { assertClean, ownStory, profile, settled, turnPage, watched } from "./support.mjs";

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };

/** What a new shop waits after an order has come, in seconds, and a little more. */
const WAITS = 7 * 24 * 3600 + 60;

const COMMENT = "Nothing has come to Vallgatan 17";

/** Sends orders as the shop's system does; gives what became of each. */
async function send({ site, api_key: apiKey }, instance, orders) {
  const answer = await fetch(`${site}/api/v1${HOME}/events?instance=${instance}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${apiKey}` },
    body: JSON.stringify(orders),
  });
  assert.equal(answer.status, 202, await answer.clone().text());
  return (await answer.json()).items.map(({ result }) => result);
}

/** Sets up a shop that asks after delivery, at any hour; its alerts are told to whoever sets it up. */
async function openShop(page, story) {
  await enterApp(page, story, story.person);
  const instance = await setUp(page, "after-delivery");
  await goToPart(page, "settings");
  const policy = JSON.parse(await page.locator("#policy").inputValue());
  policy.window = { from: "00:00", to: "24:00", holidays: [] };
  await page.locator("#policy").fill(JSON.stringify(policy));
  await page.locator('form[action$="/settings/json"] button').click();
  await page.locator('.notice[role="status"]').waitFor();
  return instance;
}

test("an order becomes a mail, an answer, an alert and a report", async (t) => {
  const story = await ownStory(t);
  const { site, person } = story;
  const office = (await watched(await profile(t, { viewport: DESKTOP }))).page;
  const instance = await openShop(office, story);

  const [late, good] = [order({ stage: "delivered", language: "en" }), order({ stage: "delivered", language: "en" })];
  assert.deepEqual(await send(story, instance, [late, good, late]), ["scheduled", "scheduled", "duplicate"]);
  assert.equal((await story.round()).sent, 0);
  await story.later(WAITS);
  assert.deepEqual(await story.round(), { sent: 2, waiting: 0, failed: 0 });

  const context = await profile(t, { viewport: PHONE });
  const { page, seen } = await watched(context);
  await page.goto(link(await mailTo(story, late.buyer.email), "/i/", "q=received&v=no"));
  await settled(page);
  assert.equal(await page.locator('[name="received"][value="no"]').isChecked(), true);
  await turnPage(page);
  await page.locator('[name="comment"]:visible').fill(COMMENT);
  assert.equal(await page.locator('[name="overall"]:visible').count(), 0, "who waits for a parcel is asked for no score");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "nothing is wider than a phone");
  await page.locator("form button[type=submit]:visible").last().click();
  await page.locator("#thanks").waitFor();
  await page.goto(link(await mailTo(story, good.buyer.email), "/i/", "q=received&v=yes"));
  await settled(page);
  await turnPage(page);
  await page.locator('[name="overall"][value="5"]').check({ force: true });
  while (await turnPage(page));
  await page.locator("form button[type=submit]:visible").last().click();
  await page.locator("#thanks").waitFor();
  await assertClean(context, seen, [site]);

  assert.deepEqual(await story.round(), { sent: 1, waiting: 0, failed: 0 });
  const alert = await mailTo(story, person.email);
  assert.ok(!alert.includes("Vallgatan") && !alert.includes(late.buyer.email), "a mail says nothing of answers and people");
  // Sessions have ended meanwhile.
  const desk = (await watched(await profile(t, { viewport: DESKTOP }))).page;
  await enterApp(desk, story, person);
  await desk.goto(link(alert, `/instances/${instance}/alerts/`));
  await desk.locator("#answers-title").waitFor();
  const told = await desk.locator("dl.answers").innerText();
  assert.match(told, /Have you received your order\?\s+No/i);
  assert.match(told, new RegExp(COMMENT));
  await audit(desk, "an alert with its answers", ["light", "zoomed and dark"]);
  await desk.locator("#note").fill("A new parcel is on its way");
  await desk.locator('form[action$="/handle"] button').click();
  await desk.locator("dl.facts", { hasText: "A new parcel is on its way" }).waitFor();
  await goToPart(desk, "report");
  assert.match(await desk.locator(".figures").innerText(), /100\s*%/);
});
