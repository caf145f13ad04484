/** A respondent who has no mouse. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { assertClean, delivered, newMark, profile, questions, ready, watched } from "./support.mjs";

/** What has the focus. */
function focused(page) {
  return page.evaluate(() => {
    const { tagName, type, name, checked } = document.activeElement;
    return { tag: tagName.toLowerCase(), type, name, checked };
  });
}

test("a survey is answered with the keyboard alone", async (t) => {
  const platform = ready();
  const context = await profile(t);
  const { page, seen } = await watched(context);
  const mark = newMark();
  await page.goto(`${platform.site}/s/${platform.survey}`);

  const answered = new Set();
  for (let presses = 0; ; presses += 1) {
    assert.ok(presses < 300, "the button that sends was not reached");
    await page.keyboard.press("Tab");
    const { tag, type, name, checked } = await focused(page);
    if (tag === "textarea" || (tag === "input" && type === "text")) await page.keyboard.type(mark);
    else if (type === "radio" && !checked && !answered.has(name)) await page.keyboard.press("Space");
    else if (type === "checkbox" && !answered.has(name)) await page.keyboard.press("Space");
    else if (tag === "button" && type === "submit" && name !== "nordsvar.switch") break;
    if (name) answered.add(name);
  }
  await page.keyboard.press("Enter");
  await page.locator("#thanks").waitFor();
  assert.ok(await page.evaluate(() => document.activeElement.closest("#thanks") !== null));

  const response = await delivered(platform, platform.survey, mark);
  const asked = await questions(platform, platform.survey);
  assert.deepEqual(Object.keys(response.answers).sort(), asked.map(({ name }) => name).sort());
  await assertClean(context, seen, [platform.site]);
});
