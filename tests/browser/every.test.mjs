/** Every type of question, answered with script and without, and read back. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { assertClean, profile, publish, ready, responses, sendButton, watched } from "./support.mjs";

const every = JSON.parse(readFileSync(new URL("../fixtures/every-type.json", import.meta.url), "utf8"));

/** A file as a respondent has it on disk, from the data URL it is kept as. */
function upload(name, url) {
  const [, mimeType, content] = /^data:([^;]+);base64,(.*)$/.exec(url);
  return { name, mimeType, buffer: Buffer.from(content, "base64") };
}

/** Does with a control what gives it `value`. One that logic hides is left alone. */
async function give(page, name, value) {
  const controls = page.locator(`[name="${name}"]`);
  const kind = await controls.first().evaluate((one) => (one.tagName === "INPUT" ? one.type : one.tagName));
  if (kind === "radio" || kind === "checkbox") {
    const one = page.locator(`[name="${name}"][value="${value}"]`);
    if (await one.isVisible()) await one.check();
  } else if (await controls.first().isVisible()) {
    if (kind === "SELECT") await controls.selectOption(value);
    else await controls.fill(value.replaceAll("\r\n", "\n"));
  }
}

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
