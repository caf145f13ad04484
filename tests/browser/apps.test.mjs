/** What each external app is to people: set up at a desk, asked about by mail, answered on a phone, alerted to, reported. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { APPS, openApp, tellApp } from "./apps.mjs";
import { link, mailTo } from "./mails.mjs";
import { enterApp, fresh, goToPart } from "./store-evaluator.mjs";
import { assertClean, ownStory, profile, settled, turnPage, watched } from "./support.mjs";

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };

/** More than any of them waits, in seconds. */
const WAITS = 24 * 3600 + 60;

/** Answers on a phone what a mail's link has chosen, and sends it. */
async function answerOnPhone(t, story, app, address) {
  const [question, value] = app.poor;
  const context = await profile(t, { viewport: PHONE });
  const { page, seen } = await watched(context);
  await page.goto(link(await mailTo(story, address), "/i/", `q=${question}&v=${value}`));
  await settled(page);
  assert.equal(await page.locator(`[name="${question}"][value="${value}"]`).isChecked(), true, `${app.title}: the link chooses`);
  while (await turnPage(page));
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${app.title}: nothing is wider than a phone`);
  await page.locator("form button[type=submit]:visible").last().click();
  await page.locator("#thanks").waitFor();
  await assertClean(context, seen, [story.site]);
}

test("each app is set up, told, asked about, answered, alerted to and reported", async (t) => {
  const story = await ownStory(t);
  const { person } = story;
  const open = [];
  for (const app of APPS) {
    const desk = (await watched(await profile(t, { viewport: DESKTOP }))).page;
    const instance = await openApp(desk, story, app);
    const key = fresh();
    const email = `${key}@example.com`;
    const told = app.told(key, email);
    assert.deepEqual(await tellApp(story, app, instance, [told, told]), ["scheduled", "duplicate"], app.title);
    open.push({ app, instance, email });
    await desk.close();
  }
  assert.equal((await story.round()).sent, 0);
  await story.later(WAITS);
  assert.deepEqual(await story.round(), { sent: APPS.length, waiting: 0, failed: 0 });
  for (const { app, email } of open) await answerOnPhone(t, story, app, email);

  // The rules that every app begins with tell whoever has set it up.
  assert.equal((await story.round()).failed, 0);
  const alerts = (await story.mails()).filter(({ to }) => to === person.email);
  for (const { app, instance } of open) {
    const alert = alerts.find(({ text }) => text.includes(`/instances/${instance}/alerts/`));
    assert.ok(alert, `${app.title}: nobody is alerted`);
    const desk = (await watched(await profile(t, { viewport: DESKTOP }))).page;
    await enterApp(desk, story, person, app.home);
    const id = link(alert.text, `/instances/${instance}/alerts/`).split("/").at(-1);
    await desk.goto(`${story.site}${app.home}/instances/${instance}/alerts/${id}`);
    await desk.locator("#answers-title").waitFor();
    assert.match(await desk.locator("dl.answers").innerText(), app.read, app.title);
    await goToPart(desk, "report");
    assert.match(await desk.locator(".figures").innerText(), /100\s*%/, app.title);
    await desk.close();
  }
});
