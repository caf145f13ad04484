/** The Customer Zone: an owner comes in and runs the organisation, a colleague is invited by a mail that is received. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { assertReachable, walk } from "./focus.mjs";
import { PASSWORD, addTwoStep, newPerson, showCode } from "./person.mjs";
import { profile, ready, watched } from "./support.mjs";
import { comeIn, goTo, invite, invited, joined, nobody } from "./zone.mjs";

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };

const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

/** The heading and the links of the rooms that somebody sees. */
const rooms = (page) => page.locator(".places a").allInnerTexts();

for (const [size, viewport] of Object.entries(sizes)) {
  for (const javaScriptEnabled of [false, true]) {
    test(`on a ${size} ${javaScriptEnabled ? "with" : "without"} script`, async (t) => {
      const platform = ready();
      const owner = await newPerson(platform);
      const context = await profile(t, { javaScriptEnabled, viewport });
      const { page, seen } = await watched(context);

      await comeIn(page, platform, owner);
      assert.deepEqual(await rooms(page), ["Overview", "Contacts", "People", "API keys", "Security", "Audit log", "Survey Tool"]);
      if (javaScriptEnabled) assert.ok(await fits(page), "nothing is wider than the window");
      await goTo(page, "People");
      const email = nobody();
      await invite(page, email, "editor");
      await page.getByText("The invitation is on its way").waitFor();
      if (javaScriptEnabled) assert.ok(await fits(page), "nothing is wider than the window");

      const colleague = { email, password: PASSWORD };
      const theirs = await watched(await profile(t, { javaScriptEnabled, viewport }));
      const { link, token } = await invited(platform, email);
      await theirs.page.goto(link);
      if (javaScriptEnabled) {
        assert.equal(await theirs.page.locator("#code").inputValue(), token);
        assert.equal(theirs.page.url(), `${platform.site}/login/join`, "the code has left the address");
        assert.equal(await theirs.page.evaluate(() => document.activeElement.id), "new");
      } else {
        await theirs.page.locator("#code").fill(token);
      }
      await theirs.page.locator("#new").fill("elva tecken");
      await theirs.page.locator('form[action="/login/join"] button').click();
      await theirs.page.locator("#new-fault").waitFor();
      await theirs.page.locator("#new").fill(PASSWORD);
      await theirs.page.locator('form[action="/login/join"] button').click();
      await theirs.page.getByText("Your account is ready").waitFor();
      await comeIn(theirs.page, platform, colleague);
      assert.deepEqual(await rooms(theirs.page), ["Overview", "Contacts", "Survey Tool"], "an editor sees contacts, and runs nothing");
      await theirs.page.goto(`${platform.site}/zone/people`);
      await theirs.page.getByText("You may not do this").waitFor();

      // What they may do by now counts, wherever they are.
      await goTo(page, "People");
      await page.getByRole("link", { name: email }).click();
      await page.locator('[name="role"][value="administrator"]').check();
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await page.locator(".notice.success").waitFor();
      await theirs.page.goto(`${platform.site}/zone/people`);
      await theirs.page.getByRole("heading", { name: "People", exact: true }).waitFor();
      await page.getByRole("link", { name: email }).click();
      await page.locator('form[action$="/suspend"] button').click();
      await page.getByText("Suspended", { exact: true }).waitFor();
      await theirs.page.goto(`${platform.site}/zone/people`);
      await theirs.page.locator('[name="password"]').waitFor();

      await goTo(page, "Audit log");
      await page.locator(".rows").getByText("suspend-person").waitFor();
      await page.getByRole("link", { name: "Verify the log" }).click();
      await page.getByText("The log is whole").waitFor();
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.locator('[name="password"]').waitFor();
      await page.goto(`${platform.site}/zone/audit`);
      await page.locator('[name="password"]').waitFor();
      const told = [...seen.requests, ...theirs.seen.requests].filter((url) => url.includes(token));
      assert.ok(told.every((url) => new URL(url).hash.includes(token)), "the code is in no address that is sent");
      assert.deepEqual(seen.complaints.filter((line) => !/status of (401|403|422)/.test(line)), []);
    });
  }
}

test("with a second factor, which the organisation asks of everybody then", async (t) => {
  const platform = ready();
  const owner = await newPerson(platform);
  const { page } = await watched(await profile(t, { viewport: sizes.desktop }));
  const { app } = await addTwoStep(page, platform, owner);
  await page.context().clearCookies();
  await page.goto(`${platform.site}/zone`);
  await page.locator('[name="email"]').fill(owner.email);
  await page.locator('[name="password"]').fill(owner.password);
  await page.locator('form[action="/login"] button').click();
  await showCode(page, app.code());
  await page.locator('form[action$="/zone/session"] button').click();
  await goTo(page, "People");
  const colleague = await joined(page, platform, "viewer");
  await goTo(page, "Security");
  await page.locator('[value="required"]').check();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.locator(".notice.success").waitFor();
  const theirs = await (await profile(t)).newPage();
  await theirs.goto(`${platform.site}/zone`);
  await theirs.locator('[name="email"]').fill(colleague.email);
  await theirs.locator('[name="password"]').fill(colleague.password);
  await theirs.locator('form[action="/login"] button').click();
  await theirs.locator("#two-step-password").waitFor();
  await theirs.goto(`${platform.site}/zone/people`);
  assert.equal(await theirs.locator(".places").count(), 0, "they add a second factor first");
});

test("an API key is made, shown once, used and ended", async (t) => {
  const platform = ready();
  const { page } = await watched(await profile(t, { viewport: sizes.desktop }));
  await comeIn(page, platform, await newPerson(platform));
  await goTo(page, "API keys");
  await page.locator("#label").fill("Kassan");
  await page.locator('[name="role"][value="viewer"]').check();
  await page.getByRole("button", { name: "Make a key" }).click();
  const key = await page.locator("textarea#key").inputValue();
  const surveys = async () => (await fetch(`${platform.site}/api/v1/surveys`, { headers: { authorization: `Bearer ${key}` } })).status;
  assert.equal(await surveys(), 200);
  await page.getByRole("link", { name: "I have kept it" }).click();
  assert.ok(!(await page.content()).includes(key));
  await page.getByRole("link", { name: "End: Kassan" }).click();
  await page.getByRole("button", { name: "End" }).click();
  await page.getByText("The key was ended").waitFor();
  assert.equal(await surveys(), 401);
});

test("by keyboard alone", async (t) => {
  const platform = ready();
  const { page } = await watched(await profile(t, { viewport: sizes.desktop }));
  await comeIn(page, platform, await newPerson(platform));
  for (const room of ["People", "API keys", "Security", "Audit log"]) {
    await goTo(page, room);
    await page.reload();
    assertReachable(await walk(page));
  }
  await page.reload();
  await page.keyboard.press("Tab");
  assert.match(await page.evaluate(() => document.activeElement.className), /skip/);
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.localName), "main");
  await goTo(page, "People");
  const email = nobody();
  await page.locator("#email").focus();
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByText("The invitation is on its way").waitFor();
  assert.ok((await page.locator("#invitations").innerText()).includes(email));
});
