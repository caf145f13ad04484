/** Store Evaluator, as an owner walks through it: from what it is to an invitation that is cancelled. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { assertReachable, walk } from "./focus.mjs";
import { newPerson } from "./person.mjs";
import { enterApp, fresh, goToPart, makeForm, order, setUp, tell } from "./store-evaluator.mjs";
import { profile, ready, watched } from "./support.mjs";

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };

const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

for (const [size, viewport] of Object.entries(sizes)) {
  for (const javaScriptEnabled of [true, false]) {
    test(`from setting up to an invitation on a ${size} ${javaScriptEnabled ? "with" : "without"} script`, async (t) => {
      const platform = ready();
      const { page, seen } = await watched(await profile(t, { javaScriptEnabled, viewport }));
      const fitting = async () => javaScriptEnabled && assert.ok(await fits(page), "nothing is wider than the window");

      const person = await newPerson(platform);
      await enterApp(page, platform, person);
      await fitting();
      const instance = await setUp(page);
      await page.getByText("It is set up").waitFor();
      await fitting();
      assert.match(await page.locator("#command").inputValue(), new RegExp(`events\\?instance=${instance}'`));

      await goToPart(page, "settings");
      await fitting();
      await page.locator("#reminders").fill("4");
      await page.locator('form[action$="/settings"] button').click();
      await page.getByText("It is saved").waitFor();
      assert.equal(await page.locator("#reminders").inputValue(), "4");

      await goToPart(page, "texts");
      await fitting();
      await page.locator("#subject").fill("How was it, {first_name|there}?");
      await page.locator('form[action$="/texts"][method="post"] button').click();
      await page.getByText("The texts are saved").waitFor();
      await page.getByText("How was it, Anna?").waitFor();
      await page.locator("iframe.letter").waitFor();
      const alone = page.getByRole("link", { name: "Open it in a tab of its own" });
      const [mail] = await Promise.all([page.context().waitForEvent("page"), alone.click()]);
      await mail.getByRole("heading", { name: "How did shopping with us go?" }).waitFor();
      await mail.close();

      const one = order();
      const [{ result }] = await tell(platform, person, instance, [one]);
      assert.equal(result, "scheduled");
      await goToPart(page, "invitations");
      await page.locator("#who").fill(one.buyer.email);
      await page.getByRole("button", { name: "Search" }).click();
      await fitting();
      assert.ok(!page.url().includes(one.order), "what is looked for stands in no address");
      await page.locator("#asked tbody a").click();
      await page.getByText("The event came in.").waitFor();
      await fitting();
      await page.getByRole("link", { name: "Cancel", exact: true }).click();
      await page.locator("button.danger").click();
      await page.getByText("It is cancelled.").waitFor();
      assert.deepEqual(seen.complaints, []);
    });
  }
}

test("a shop is set up by the keyboard alone", async (t) => {
  const platform = ready();
  const page = await (await profile(t)).newPage();
  await enterApp(page, platform, await newPerson(platform));
  await makeForm(page);
  await page.locator("#instance").waitFor();
  assertReachable(await walk(page));
  await page.locator("#instance").focus();
  await page.keyboard.insertText(fresh());
  await page.keyboard.press("Enter");
  await page.getByText("It is set up").waitFor();
});
