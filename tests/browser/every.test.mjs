/** Every type of question, answered with script and without, and read back. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { assertClean, give, profile, publish, ready, responses, sendButton, upload, watched } from "./support.mjs";

const every = JSON.parse(readFileSync(new URL("../fixtures/every-type.json", import.meta.url), "utf8"));

for (const javaScriptEnabled of [false, true]) {
  test(`every type of question is answered ${javaScriptEnabled ? "with" : "without"} script`, async (t) => {
    const platform = ready();
    const survey = await publish(platform, every.definition);
    const context = await profile(t, { javaScriptEnabled });
    const { page, seen } = await watched(context);
    await page.goto(`${platform.site}/s/${survey}`);
    for (const [name, value] of every.form) await give(page, name, value);
    await page.locator('[name="papers"]').setInputFiles(upload("hej.txt", every.kept.papers[0].content));
    await page.locator('[name="signed"]').setInputFiles(upload("me.png", every.kept.signed));
    await sendButton(page).click();
    await page.getByText(/thank/i).first().waitFor();

    const kept = await responses(platform, survey);
    assert.equal(kept.length, 1);
    assert.deepEqual(kept[0].answers, every.kept);
    assert.equal(kept[0].score, every.score);
    await assertClean(context, seen, [platform.site]);
  });
}
