/** Two-step sign-in: added, used, left to a recovery code, removed. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { assertReachable, walk } from "./focus.mjs";
import { addTwoStep, app as authenticator, beginTwoStep, newPerson, showCode, signIn, signOut } from "./person.mjs";
import { profile, ready, watched } from "./support.mjs";

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };

/** What a page complained of, but for the statuses of answers that refuse. */
const complaints = ({ complaints }) => complaints.filter((line) => !/status of (401|422)/.test(line));

const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

for (const [size, viewport] of Object.entries(sizes)) {
  for (const javaScriptEnabled of [false, true]) {
    test(`on a ${size} ${javaScriptEnabled ? "with" : "without"} script`, async (t) => {
      const platform = ready();
      const person = await newPerson(platform);
      const context = await profile(t, { javaScriptEnabled, viewport, acceptDownloads: true });
      if (javaScriptEnabled) await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      const { page, seen } = await watched(context);

      const app = await beginTwoStep(page, platform, person);
      await page.locator("svg.qr").waitFor();
      const secret = await page.locator(".key code").innerText();
      assert.match(secret, /^([A-Z2-7]{4} ?){8}$/);
      const address = await page.getByRole("link", { name: "Open the app" }).getAttribute("href");
      assert.ok(address.startsWith("otpauth://totp/Nordsvar:walk-") && address.includes(secret.replaceAll(" ", "")), address);
      await showCode(page, "123");
      await page.locator("#code-fault").waitFor();
      assert.equal(await page.locator(".key code").innerText(), secret, "the secret is still the same");
      if (javaScriptEnabled) assert.ok(await fits(page), "nothing is wider than the window");
      await showCode(page, app.code());

      await page.getByText("They are shown only now").waitFor();
      const codes = await page.locator(".codes code").allInnerTexts();
      assert.equal(new Set(codes).size, 10);
      const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download" }).click()]);
      const saved = readFileSync(await file.path(), "utf8");
      assert.ok(saved.includes(person.email) && codes.every((code) => saved.includes(code)), saved);
      const copy = page.getByRole("button", { name: "Copy" });
      assert.equal(await copy.isVisible(), javaScriptEnabled);
      assert.equal(await page.getByRole("button", { name: "Print" }).isVisible(), javaScriptEnabled);
      if (javaScriptEnabled) {
        await copy.click();
        await page.getByText("Copied.").waitFor();
        assert.equal(await page.evaluate(() => navigator.clipboard.readText()), codes.join("\n"));
        assert.ok(await fits(page), "nothing is wider than the window");
      }
      await page.getByRole("link", { name: "I have saved them" }).click();
      await signOut(page);

      await signIn(page, platform, person);
      await page.goto(`${platform.site}/login`);
      const code = app.code();
      await showCode(page, ` ${code.slice(0, 3)} ${code.slice(3)} `);
      await page.locator("#two-step").waitFor();
      await signOut(page);

      await signIn(page, platform, person);
      await page.getByRole("link", { name: "Use a recovery code" }).click();
      await showCode(page, code);
      await page.locator("#code-fault").waitFor();
      assert.equal(await page.locator("#code").getAttribute("inputmode"), null, "it still asks for a recovery code");
      await showCode(page, codes[0].toUpperCase());
      await page.getByText("with a recovery code").waitFor();
      assert.match(await page.locator('form[action="/login/factor/codes"] dl').innerText(), /Recovery codes left\s+9/);

      await page.locator("#two-step-password").fill(person.password);
      await page.locator("#code").fill(codes[0]);
      await page.getByRole("button", { name: "Remove two-step sign-in" }).click();
      await page.locator("#code-fault").waitFor();
      await page.locator("#two-step-password").fill(person.password);
      await page.locator("#code").fill(codes[1]);
      await page.getByRole("button", { name: "Remove two-step sign-in" }).click();
      await page.getByText("Two-step sign-in is removed").waitFor();
      await signOut(page);
      await signIn(page, platform, person);
      await page.locator('form[action="/login/factor"]').waitFor();
      assert.deepEqual(complaints(seen), []);
      const foreign = seen.requests.filter((url) => !url.startsWith(platform.site) && !url.startsWith("data:"));
      assert.deepEqual(foreign, []);
      const secrets = [secret.replaceAll(" ", ""), code, ...codes];
      const told = seen.requests.filter((url) => url.startsWith("http") && secrets.some((one) => url.includes(one)));
      assert.deepEqual(told, [], "no secret is in an address");
    });
  }
}

test("with the keyboard alone", async (t) => {
  const platform = ready();
  const person = await newPerson(platform);
  const context = await profile(t);
  const { page } = await watched(context);
  const { keyboard } = page;
  const typed = async (...texts) => {
    for (const [index, text] of texts.entries()) {
      if (index > 0) await keyboard.press("Tab");
      await keyboard.type(text);
    }
    await keyboard.press("Enter");
  };
  /** Goes to what `is` says, from the top of the page, and stays there. */
  const goTo = async (is) => assertReachable(await walk(page, (stop) => (is(stop) ? "end" : undefined)));

  await page.goto(`${platform.site}/login`);
  await page.locator('[name="email"]:focus').waitFor();
  await typed(person.email, person.password);
  await page.locator("#two-step-password").waitFor();
  await goTo(({ name, what }) => name === "password" && what.includes("password"));
  await typed(person.password);
  const secret = await page.locator(".key code").innerText();
  const app = authenticator(secret);
  await goTo(({ name }) => name === "code");
  await typed(app.code());
  await page.locator(".codes").waitFor();
  const codes = await page.locator(".codes code").allInnerTexts();
  const reached = await walk(page);
  assertReachable(reached);
  const names = reached.map(({ what }) => what).join("; ");
  for (const name of ["Copy", "Download", "Print", "I have saved them"]) assert.ok(names.includes(name), names);
  await page.goto(`${platform.site}/login`);
  await goTo(({ what }) => what.includes("Sign out"));
  await keyboard.press("Enter");
  await page.locator('[name="email"]').waitFor();

  await page.locator('[name="email"]:focus').waitFor();
  await typed(person.email, person.password);
  await page.locator('form[action="/login/code"]').waitFor();
  await typed("000");
  await page.locator("#code-fault").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "code");
  await keyboard.press("Tab");
  await keyboard.press("Tab");
  await keyboard.press("Enter");
  await page.locator('form[action="/login/code?recovery=1"]').waitFor();
  await typed(codes[0]);
  await page.getByText("with a recovery code").waitFor();
});

test("an organisation that wants it leads there, in Swedish too", async (t) => {
  const platform = ready();
  const person = await newPerson(platform, "required");
  const context = await profile(t, { locale: "sv" });
  const { page } = await watched(context);
  await signIn(page, platform, person);
  await page.getByText("Din organisation vill ha inloggning i två steg").waitFor();
  assert.equal(await page.locator('form[action="/login/password"]').count(), 0);
  await context.clearCookies();
  await addTwoStep(page, platform, person);
  await page.getByRole("heading", { name: "Reservkoder" }).waitFor();
  await page.getByRole("link", { name: "Jag har sparat dem" }).click();
  await page.locator('form[action="/login/password"]').waitFor();
});
