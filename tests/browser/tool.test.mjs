/** The Survey Tool, as an owner walks through it: from a definition with faults to a response that is read. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { readFile } from "node:fs/promises";

import { assertReachable, walk } from "./focus.mjs";
import { enter, newPerson } from "./person.mjs";
import { newMark, profile, ready, sendButton, watched } from "./support.mjs";
import { BROKEN, SMALL, paste } from "./tool.mjs";
import { comeIn, goTo, joined } from "./zone.mjs";

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };

const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

for (const [size, viewport] of Object.entries(sizes)) {
  for (const javaScriptEnabled of [true, false]) {
    test(`from faults to a response on a ${size} ${javaScriptEnabled ? "with" : "without"} script`, async (t) => {
      const platform = ready();
      const context = await profile(t, { javaScriptEnabled, viewport });
      const { page, seen } = await watched(context);
      const fitting = async () => javaScriptEnabled && assert.ok(await fits(page), "nothing is wider than the window");

      await enter(page, platform, "tool", await newPerson(platform));
      await page.getByText("Make the first one").waitFor();
      await page.locator(".actions").getByRole("link", { name: "Make a survey" }).click();
      await paste(page, BROKEN);
      await page.getByRole("alert").waitFor();
      await fitting();
      assert.equal(await page.locator("#faults tbody tr").count(), 3);
      assert.equal(await page.locator("#definition").inputValue(), BROKEN, "what was pasted is still there");

      await paste(page, JSON.stringify(SMALL));
      await page.getByText("The draft is saved").waitFor();
      await page.getByRole("button", { name: "Publish the draft" }).click();
      await page.getByText("It takes answers").waitFor();
      await fitting();
      const survey = page.url().split("?")[0];
      const link = await page.locator("#link").inputValue();
      assert.match(await page.locator("#embed-popup").inputValue(), /^<script async .*data-kind="popup"><\/script>$/);

      const mark = newMark();
      const other = await context.newPage();
      await other.goto(link);
      await other.locator('[name="word"]').fill(mark);
      await other.locator('[name="fruit"]').nth(1).check();
      await sendButton(other).click();
      await other.locator("#thanks").waitFor();

      await page.getByRole("link", { name: "Responses" }).click();
      await fitting();
      await page.getByText(mark).waitFor();
      await page.locator("tbody a").click();
      await page.locator(".answers").getByText("Pear").waitFor();
      await fitting();

      await page.goto(`${survey}/responses`);
      const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Export as CSV" }).click()]);
      const text = await readFile(await file.path(), "utf8");
      assert.ok(text.startsWith("\u{feff}_id,") && text.includes(`${mark},p`), text);

      await page.goto(survey);
      await page.getByRole("link", { name: "Close", exact: true }).click();
      await page.locator("button.danger").click();
      await page.getByText("It takes no more answers").waitFor();
      await other.goto(link);
      assert.equal(await other.locator('[name="word"]').count(), 0, "nobody is asked any more");
      assert.deepEqual(seen.complaints.filter((line) => !line.includes("422")), []);
    });
  }
}

test("an editor who was invited by mail makes and publishes, and takes no answer out", async (t) => {
  const platform = ready();
  const { page } = await watched(await profile(t, { viewport: sizes.desktop }));
  await comeIn(page, platform, await newPerson(platform));
  await goTo(page, "People");
  const editor = await joined(page, platform, "editor");

  const { page: theirs } = await watched(await profile(t, { viewport: sizes.desktop }));
  await comeIn(theirs, platform, editor);
  await theirs.locator(".places").getByRole("link", { name: "Survey Tool" }).click();
  await theirs.locator('form[action$="/tool/session"] button').click();
  await theirs.locator('.places a[href="/tool/new"]').click();
  await paste(theirs, JSON.stringify(SMALL));
  await theirs.getByText("The draft is saved").waitFor();
  await theirs.getByRole("button", { name: "Publish the draft" }).click();
  await theirs.getByText("It takes answers").waitFor();
  const survey = theirs.url().split("?")[0];
  assert.equal(await theirs.getByRole("link", { name: "Responses" }).count(), 0, "no way to the answers");
  for (const path of ["/responses", "/responses.csv"]) {
    const refused = await theirs.goto(`${survey}${path}`);
    assert.equal(refused.status(), 403, path);
    await theirs.getByText("You may not do this").waitFor();
    assert.equal(await theirs.getByRole("link", { name: "Export as CSV" }).count(), 0);
  }
});

test("a survey is made by the keyboard alone", async (t) => {
  const platform = ready();
  const page = await (await profile(t)).newPage();
  await enter(page, platform, "tool", await newPerson(platform));
  await page.locator('.places a[href="/tool/new"]').focus();
  await page.keyboard.press("Enter");
  await page.locator("#definition").waitFor();
  assertReachable(await walk(page));
  await page.locator("#definition").focus();
  await page.keyboard.insertText(JSON.stringify(SMALL));
  for (let pressed = 0; pressed < 4; pressed += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.matches("form.wide button"))) break;
  }
  await page.keyboard.press("Enter");
  await page.getByText("The draft is saved").waitFor();
});
