/** Every type of question, answered with script and without, and read back. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { answerEvery, assertClean, every, profile, publish, ready, responses, sendButton, watched, unfolded } from "./support.mjs";

for (const javaScriptEnabled of [false, true]) {
  test(`every type of question is answered ${javaScriptEnabled ? "with" : "without"} script`, async (t) => {
    const platform = ready();
    const survey = await publish(platform, every.definition);
    const context = await profile(t, { javaScriptEnabled });
    const { page, seen } = await watched(context);
    await page.goto(`${platform.site}/s/${survey}`);
    await answerEvery(page);
    await sendButton(page).click();
    await page.getByText(/thank/i).first().waitFor();

    const kept = await responses(platform, survey);
    assert.equal(kept.length, 1);
    assert.deepEqual(await unfolded(platform, survey, kept[0]), every.kept);
    assert.equal(kept[0].score, every.score);
    await assertClean(context, seen, [platform.site]);
  });
}
