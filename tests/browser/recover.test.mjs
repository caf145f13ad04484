/** A password that was forgotten: from the mail that was received to the new one, with and without a script. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { assertReachable, walk } from "./focus.mjs";
import { mailTo, newPerson, signIn } from "./person.mjs";
import { profile, ready, watched } from "./support.mjs";

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };
const NEW = "fjorton gula båtar";

const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

for (const [size, viewport] of Object.entries(sizes)) {
  for (const javaScriptEnabled of [false, true]) {
    test(`on a ${size} ${javaScriptEnabled ? "with" : "without"} script`, async (t) => {
      const platform = ready();
      const person = await newPerson(platform);
      const context = await profile(t, { javaScriptEnabled, viewport });
      const { page, seen } = await watched(context);

      await page.goto(`${platform.site}/login`);
      await page.getByRole("link", { name: "Forgotten your password?" }).click();
      await page.locator("#email").fill(person.email);
      if (javaScriptEnabled) assert.ok(await fits(page), "nothing is wider than the window");
      await page.getByRole("button", { name: "Send the mail" }).click();
      await page.getByText("a mail is on its way").waitFor();

      const { text } = await mailTo(platform, person.email);
      const [link, token] = text.match(/http\S+\/login\/recover#(\S+)/);
      await page.goto(link);
      if (javaScriptEnabled) {
        assert.equal(await page.locator("#code").inputValue(), token);
        assert.equal(page.url(), `${platform.site}/login/recover`, "the code has left the address");
        assert.equal(await page.locator("#email").count(), 0);
        assert.equal(await page.evaluate(() => document.activeElement.id), "new");
        assert.ok(await fits(page), "nothing is wider than the window");
      } else {
        await page.locator("#code").fill(token);
      }
      await page.locator("#new").fill("elva tecken");
      await page.locator('form[action="/login/recover/password"] button').click();
      await page.locator("#new-fault").waitFor();
      assert.equal(await page.locator("#code").inputValue(), token, "it is still there");
      await page.locator("#new").fill(NEW);
      await page.locator('form[action="/login/recover/password"] button').click();
      await page.getByText("The password is changed").waitFor();
      await signIn(page, platform, { ...person, password: NEW });

      const told = seen.requests.filter((url) => url.includes(token));
      assert.ok(told.every((url) => new URL(url).hash.includes(token)), "the code is in no address that is sent");
      await page.goto(`${platform.site}/login/recover`);
      await page.locator("#code").fill(token);
      await page.locator("#new").fill("femton blå båtar");
      await page.locator('form[action="/login/recover/password"] button').click();
      await page.locator("#code-fault").waitFor();
    });
  }
}

test("by keyboard alone", async (t) => {
  const platform = ready();
  const { page } = await watched(await profile(t, { viewport: sizes.desktop }));
  await page.goto(`${platform.site}/login/recover`);
  assertReachable(await walk(page));
  await page.locator("#email").focus();
  await page.keyboard.type(`nobody-${crypto.randomUUID()}@example.com`);
  await page.keyboard.press("Enter");
  await page.getByText("a mail is on its way").waitFor();
});
