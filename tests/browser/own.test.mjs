/** A respondent comes back to their response: sees, downloads and withdraws it. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { assertClean, newMark, profile, publish, ready, responses, sendButton, watched } from "./support.mjs";

const definition = {
  title: "Back",
  elements: [
    { type: "text", name: "who", title: "Who are you?", isRequired: true },
    { type: "radiogroup", name: "where", title: "Where?", choices: [{ value: "n", text: "In the north" }, "s"] },
    { type: "matrix", name: "grid", title: "How was it?", rows: ["food", "room"], columns: ["bad", "good"] },
  ],
};

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };

for (const [size, viewport] of Object.entries(sizes)) {
  for (const javaScriptEnabled of [false, true]) {
    test(`on a ${size} ${javaScriptEnabled ? "with" : "without"} script`, async (t) => {
      const platform = ready();
      const survey = await publish(platform, definition);
      const context = await profile(t, { javaScriptEnabled, viewport, acceptDownloads: true });
      const { page, seen } = await watched(context);
      const mark = newMark();
      await page.goto(`${platform.site}/s/${survey}`);
      await page.locator('[name="who"]').fill(mark);
      await page.getByText("In the north").click();
      await sendButton(page).click();
      const link = page.locator("#thanks textarea").nth(1);
      const address = await link.inputValue();
      assert.ok(address.startsWith(`${platform.site}/s/${survey}/response#`), address);
      const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
      if (javaScriptEnabled) await page.goto(address);
      else await page.getByRole("button", { name: "See your response" }).click();
      await page.getByRole("heading", { name: "Your response" }).waitFor();
      assert.match(await page.locator(".answers").innerText(), new RegExp(`${mark}[\\s\\S]*In the north[\\s\\S]*No answer`));
      assert.ok(!page.url().includes(address.split("#")[1]), page.url());
      if (javaScriptEnabled) assert.ok(await fits(), "nothing is wider than the window");

      const [file] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Download" }).click(),
      ]);
      const kept = JSON.parse(readFileSync(await file.path(), "utf8"));
      assert.equal(kept.survey, survey);
      assert.deepEqual(kept.answers[0], { name: "who", title: "Who are you?", value: mark });

      await page.getByRole("button", { name: "Withdraw the response" }).click();
      await page.getByRole("button", { name: "Keep it" }).click();
      assert.equal((await responses(platform, survey)).length, 1);
      await page.getByRole("button", { name: "Withdraw the response" }).click();
      await page.getByRole("button", { name: "Delete for good" }).click();
      await page.locator("#withdrawn").waitFor();
      assert.deepEqual(await responses(platform, survey, "all"), []);
      await assertClean(context, seen, [platform.site]);
    });
  }
}

test("a link that leads nowhere says so, and what to do", async (t) => {
  const platform = ready();
  const context = await profile(t);
  const { page } = await watched(context);
  await page.goto(`${platform.site}/s/${platform.survey}/response#nothing`);
  await page.getByRole("heading", { name: "This link leads to no response" }).waitFor();
  await page.getByRole("link", { name: "To the survey" }).click();
  await page.locator("form#survey").waitFor();
});
