/** Passkeys, with an authenticator that the browser pretends to have: added, used alone and after the password, removed. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { assertReachable, walk } from "./focus.mjs";
import { addPasskey, authenticator, beginPasskey, newPerson, showCode, signIn, signOut } from "./person.mjs";
import { profile, ready, watched } from "./support.mjs";

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };

/** What a page complained of, but for the statuses of answers that refuse. */
const complaints = ({ complaints }) => complaints.filter((line) => !/status of (401|422)/.test(line));

const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

for (const [size, viewport] of Object.entries(sizes)) {
  test(`on a ${size}`, async (t) => {
    const platform = ready();
    const person = await newPerson(platform);
    const context = await profile(t, { viewport });
    const { page, seen } = await watched(context);
    const device = await authenticator(page);

    await beginPasskey(page, platform, person);
    assert.ok(await fits(page), "nothing is wider than the window");
    assert.equal(await page.locator("[data-no-passkey]").isVisible(), false);
    assert.equal(await page.locator("#name").inputValue(), "Chrome, Linux");
    await device.refuse();
    await page.getByRole("button", { name: "Make the passkey" }).click();
    await page.getByText("No passkey was made. Nothing has changed").waitFor();
    await device.allow();
    await page.locator("#name").fill("Min telefon");
    await page.getByRole("button", { name: "Make the passkey" }).click();
    await page.getByText("They are shown only now").waitFor();
    const codes = await page.locator(".codes code").allInnerTexts();
    assert.equal(codes.length, 10);
    await page.getByRole("link", { name: "I have saved them" }).click();
    await page.getByRole("heading", { name: "Min telefon" }).waitFor();
    assert.ok(await fits(page), "nothing is wider than the window");

    // The same authenticator makes no second one.
    await page.locator("#passkey-password").fill(person.password);
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByRole("button", { name: "Make the passkey" }).click();
    await page.getByText("This device has a passkey of yours here already").waitFor();
    await page.goto(`${platform.site}/login`);
    await signOut(page);

    await device.refuse();
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.getByText("No passkey was used. You can try again.").waitFor();
    await device.allow();
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.getByText(", with a passkey").first().waitFor();
    await signOut(page);

    await signIn(page, platform, person);
    assert.ok(await fits(page), "nothing is wider than the window");
    assert.equal(await page.locator("#code").count(), 0, "there is no app");
    await page.getByRole("button", { name: "Use a passkey" }).click();
    await page.locator("#passkeys").waitFor();
    await signOut(page);
    await signIn(page, platform, person);
    await page.getByRole("link", { name: "Use a recovery code" }).click();
    await showCode(page, codes[0]);
    await page.getByText("with a recovery code").waitFor();

    await page.locator("#passkey-0").fill("Nyckelknippan");
    await page.getByRole("button", { name: "Rename" }).click();
    await page.getByRole("heading", { name: "Nyckelknippan" }).waitFor();
    await page.locator("#passkey-0-password").fill("a guess");
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    await page.locator("#passkey-fault").waitFor();
    await page.locator("#passkey-0-password").fill(person.password);
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    await page.getByText("The passkey is removed").waitFor();
    await signOut(page);
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.getByText("This passkey is not taken").waitFor();
    await signIn(page, platform, person);
    await page.locator("#passkeys").waitFor();
    assert.deepEqual(complaints(seen), []);
    const foreign = seen.requests.filter((url) => !url.startsWith(platform.site) && !url.startsWith("data:"));
    assert.deepEqual(foreign, []);
  });
}

test("with the keyboard alone", async (t) => {
  const platform = ready();
  const person = await newPerson(platform);
  const context = await profile(t);
  const { page } = await watched(context);
  const { keyboard } = page;
  await authenticator(page);
  /** Goes to what `is` says, from the top of the page, and stays there. */
  const goTo = async (is) => assertReachable(await walk(page, (stop) => (is(stop) ? "end" : undefined)));

  await page.goto(`${platform.site}/login`);
  await page.locator('[name="email"]:focus').waitFor();
  await keyboard.type(person.email);
  await keyboard.press("Tab");
  await keyboard.type(person.password);
  await keyboard.press("Enter");
  await page.locator("#passkey-password").waitFor();
  await page.locator("#passkey-password").focus();
  await keyboard.type(person.password);
  await keyboard.press("Enter");
  await page.getByRole("button", { name: "Make the passkey" }).waitFor();
  await goTo(({ what }) => what.includes("Make the passkey"));
  await keyboard.press("Enter");
  await page.locator(".codes").waitFor();
  await page.goto(`${platform.site}/login`);
  const reached = await walk(page);
  assertReachable(reached);
  const names = reached.map(({ what }) => what).join("; ");
  for (const name of ["Rename", "Remove", "Add a passkey", "Make new recovery codes"]) assert.ok(names.includes(name), names);
  await goTo(({ what }) => what.includes("Sign out"));
  await keyboard.press("Enter");
  await page.locator('[name="email"]').waitFor();
  await goTo(({ what }) => what.includes("Sign in with a passkey"));
  await keyboard.press("Enter");
  await page.locator("#passkeys").waitFor();
  await goTo(({ what }) => what.includes("Sign out"));
  await keyboard.press("Enter");
  await page.locator('[name="email"]:focus').waitFor();

  await signIn(page, platform, person);
  // Nothing else is to be done here: the button has the focus.
  await page.locator("form[data-passkey] button:focus").waitFor();
  await keyboard.press("Enter");
  await page.locator("#passkeys").waitFor();
});

test("without script there is the password", async (t) => {
  const platform = ready();
  const person = await newPerson(platform);
  const context = await profile(t, { javaScriptEnabled: false });
  const { page } = await watched(context);
  await page.goto(`${platform.site}/login`);
  assert.equal(await page.locator("form[data-passkey]").isVisible(), false);
  await beginPasskey(page, platform, person);
  await page.getByText("This browser cannot use passkeys here").waitFor();
  assert.equal(await page.locator("form[data-passkey]").isVisible(), false);
  await page.getByRole("link", { name: "Cancel" }).click();
  await page.locator("#passkeys").waitFor();
});

test("an organisation that wants two steps is content with one, in Swedish too", async (t) => {
  const platform = ready();
  const person = await newPerson(platform, "required");
  const context = await profile(t, { locale: "sv" });
  const { page } = await watched(context);
  await authenticator(page);
  await addPasskey(page, platform, person);
  await page.getByRole("heading", { name: "Reservkoder" }).waitFor();
  await page.getByRole("link", { name: "Jag har sparat dem" }).click();
  await page.locator('form[action="/login/password"]').waitFor();
  await signOut(page);
  await page.getByRole("button", { name: "Logga in med lösennyckel" }).click();
  await page.getByText("med en lösennyckel").first().waitFor();
});
