/** A respondent answers, with script and without. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { assertClean, delivered, fill, newMark, profile, questions, ready, sendButton, settled, watched } from "./support.mjs";

for (const javaScriptEnabled of [false, true]) {
  test(`an answer ${javaScriptEnabled ? "with" : "without"} script is read back`, async (t) => {
    const platform = ready();
    const { site, survey } = platform;
    const context = await profile(t, { javaScriptEnabled });
    const { page, seen } = await watched(context);
    const mark = newMark();
    const asked = await questions(platform, survey);

    await page.goto(`${site}/s/${survey}`);
    assert.equal(await page.locator("form").count(), 1);
    await fill(page, asked, mark);
    await sendButton(page).click();
    await page.getByText(/thank/i).first().waitFor();

    const response = await delivered(platform, survey, mark);
    assert.equal(response.language, "en");
    const answered = Object.keys(response.answers).sort();
    assert.deepEqual(answered, asked.map(({ name }) => name).sort());
    const ratings = asked.filter(({ type }) => type === "rating");
    for (const { name, rateMin = 1 } of ratings) assert.equal(response.answers[name], rateMin + 1, name);
    await assertClean(context, seen, [site]);
  });
}

test("what is missing is pointed out before anything is sent", async (t) => {
  const platform = ready();
  const context = await profile(t);
  const { page, seen } = await watched(context);
  const [required] = (await questions(platform, platform.survey)).filter((one) => one.isRequired === true);
  assert.ok(required !== undefined, "the demo survey must require an answer, or this test looks at nothing");
  await page.goto(`${platform.site}/s/${platform.survey}`);
  await settled(page);
  await sendButton(page).click();
  await page.locator("#errors").waitFor();
  assert.ok((await page.locator('[aria-invalid="true"]').count()) > 0);
  assert.ok(!seen.requests.some((url) => url.endsWith("/responses")));
  await assertClean(context, seen, [platform.site]);
});

test("the page is Swedish for whoever reads Swedish", async (t) => {
  const { site, survey } = ready();
  const context = await profile(t, { locale: "sv-SE" });
  const { page } = await watched(context);
  await page.goto(`${site}/s/${survey}`);
  assert.equal(await page.locator("html").getAttribute("lang"), "sv");
});
