/** Storage is gone when a respondent sends: the answer waits on the device, and arrives once. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { delivered, marked, newMark, ownSystem, profile, questions, fill, sendButton, watched } from "./support.mjs";

/** Answers while storage is stopped, up to the notice that the answer waits. */
async function answerInVain(t) {
  const system = await ownSystem(t);
  const context = await profile(t);
  const { page } = await watched(context);
  const mark = newMark();
  await page.goto(`${system.site}/s/${system.survey}`);
  await fill(page, await questions(system, system.survey), mark);
  await system.stop();
  await sendButton(page).click();
  const notice = page.locator('#status[data-state="waiting"]');
  await notice.waitFor();
  assert.match(await notice.innerText(), /not (yet )?(been )?sent|kept on this device/i);
  return { system, context, page, mark };
}

/** The answer arrives once, and no second time when pages are opened again. */
async function arrivesOnce({ system, context, mark }) {
  await delivered(system, system.survey, mark);
  const again = await context.newPage();
  await again.goto(`${system.site}/s/${system.survey}`);
  await again.waitForTimeout(1_500);
  assert.equal((await marked(system, system.survey, mark)).length, 1);
}

test("the page that waits delivers once storage is back", async (t) => {
  const scene = await answerInVain(t);
  await scene.system.start();
  await scene.page.locator("#thanks").waitFor();
  await arrivesOnce(scene);
});

test("a page that was loaded again delivers", async (t) => {
  const scene = await answerInVain(t);
  await scene.system.start();
  await scene.page.reload();
  await arrivesOnce(scene);
});

test("a new tab delivers what a closed one could not", async (t) => {
  const scene = await answerInVain(t);
  await scene.page.close({ runBeforeUnload: false });
  await scene.system.start();
  const tab = await scene.context.newPage();
  await tab.goto(`${scene.system.site}/s/${scene.system.survey}`);
  await arrivesOnce(scene);
});

test("two tabs do not deliver twice", async (t) => {
  const scene = await answerInVain(t);
  await scene.system.start();
  const tabs = await Promise.all([scene.context.newPage(), scene.context.newPage()]);
  await Promise.all(tabs.map((tab) => tab.goto(`${scene.system.site}/s/${scene.system.survey}`)));
  await arrivesOnce(scene);
});
