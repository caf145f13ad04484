/** Signing in through an organisation's own identity provider, which is another site: there and back, in, and out again. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { atProvider, named, ofOrganisation, provider, toProvider } from "./organisation.mjs";
import { newPerson } from "./person.mjs";
import { profile, ready, watched } from "./support.mjs";
import { comeIn, goTo } from "./zone.mjs";

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };

const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

for (const [size, viewport] of Object.entries(sizes)) {
  for (const javaScriptEnabled of [false, true]) {
    test(`on a ${size} ${javaScriptEnabled ? "with" : "without"} script`, async (t) => {
      const platform = ready();
      const person = await ofOrganisation(platform);
      const { page, seen } = await watched(await profile(t, { javaScriptEnabled, viewport }));

      await toProvider(page, platform, person);
      assert.ok(page.url().startsWith(provider(platform)), page.url());
      await atProvider(page, person.email);
      await page.getByRole("heading", { name: "Your organisation says who you are" }).waitFor();
      await page.getByText(person.email).waitFor();
      if (javaScriptEnabled) assert.ok(await fits(page), "nothing is wider than the window");
      const token = await page.locator('[name="token"]').getAttribute("value");
      await page.getByRole("button", { name: "Sign in" }).click();

      await page.waitForURL(`${platform.site}/login`);
      await page.getByText("through your organisation").waitFor();
      if (javaScriptEnabled) assert.ok(await fits(page), "nothing is wider than the window");
      assert.ok(seen.requests.every((url) => !url.includes(token)), "what leads in is in no address");
      await page.locator('form[action="/login/logout"] button').click();
      await page.locator('[name="password"]').waitFor();
      assert.deepEqual(seen.complaints, []);
    });
  }
}

test("from the zone, by an address of one's own, and back to the zone", async (t) => {
  const platform = ready();
  const person = await ofOrganisation(platform);
  const { page } = await watched(await profile(t));
  await page.goto(`${platform.site}/zone`);
  await page.goto(`${platform.site}/login/organisation/${person.user}`);
  await atProvider(page, person.email);
  await page.locator('form[action$="/login/identity"] button').click();
  await page.locator('form[action$="/zone/session"] button').click();
  await page.locator(".places").waitFor();
});

test("an owner says by which provider, and a colleague signs in by it", async (t) => {
  const platform = ready();
  const person = await newPerson(platform);
  const { page, seen } = await watched(await profile(t));
  await comeIn(page, platform, person);
  await goTo(page, "Security");
  await page.locator("#issuer").fill(provider(platform));
  await page.locator("#client_id").fill("nordsvar-public");
  await page.getByRole("button", { name: "Save the provider" }).click();
  await page.getByText("Your people can sign in by it").waitFor();
  const other = await watched(await profile(t));
  await named(other.page, platform, person);
  await page.getByRole("link", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByText("The provider is removed.").waitFor();
  assert.deepEqual([...seen.complaints, ...other.seen.complaints], []);
});
