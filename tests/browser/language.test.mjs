/** A survey in several languages: read from either side, switched between with answers in it, and told in its own words. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { assertClean, profile, publish, ready, responses, sendButton, watched, unfolded } from "./support.mjs";

const definition = JSON.parse(readFileSync(new URL("../fixtures/languages.json", import.meta.url), "utf8"));
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };

const given = {
  name: "نور Åsa",
  mail: "a@example.se",
  hours: "2.5",
  day: "2026-03-09",
  floor: "2",
  noise: "4",
  more: "رائع!",
};
const kept = {
  ...given,
  hours: 2.5,
  floor: 2,
  noise: 4,
  how: "bike",
  did: ["read", "met"],
  stars: 4,
  again: 9,
  card: true,
  parts: { light: "good", chairs: "bad" },
};
const ticked = [
  ["how", "bike"], ["did", "read"], ["did", "met"], ["stars", "4"], ["again", "9"], ["card", "true"], ["parts[light]", "good"],
  ["parts[chairs]", "bad"],
];
const picture = { name: "فاتورة 1.txt", mimeType: "text/plain", buffer: Buffer.from("hej") };

async function answer(page) {
  for (const [name, value] of Object.entries(given)) {
    const field = page.locator(`[name="${name}"]`);
    if (name === "floor") await field.selectOption(value);
    else await field.fill(value);
  }
  for (const [name, value] of ticked) await page.locator(`[name="${name}"][value="${value}"]`).check();
}

/** What the form holds now, as it was given. */
async function assertAnswered(page) {
  for (const [name, value] of Object.entries(given)) assert.equal(await page.locator(`[name="${name}"]`).inputValue(), value, name);
  for (const [name, value] of ticked) {
    assert.ok(await page.locator(`[name="${name}"][value="${value}"]`).isChecked(), `${name}: ${value}`);
  }
}

function written(page) {
  return page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);
}

for (const javaScriptEnabled of [false, true]) {
  const how = javaScriptEnabled ? "with" : "without";

  for (const [lang, dir, viewport, thanks] of [
    ["sv", "ltr", PHONE, "Tack!"],
    ["ar", "rtl", PHONE, "شكرًا لك!"],
    ["ar", "rtl", DESKTOP, "شكرًا لك!"],
  ]) {
    test(`a survey is answered in ${lang}, ${viewport.width} wide, ${how} script`, async (t) => {
      const platform = ready();
      const survey = await publish(platform, definition);
      const context = await profile(t, { javaScriptEnabled, viewport });
      const { page, seen } = await watched(context);
      await page.goto(`${platform.site}/s/${survey}?lang=${lang}`);
      assert.deepEqual(await written(page), [lang, dir]);
      const [shown, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(shown <= room, `the page is ${shown} wide in ${room}`);

      // A box stands where reading begins, its words after it; numbers go up the way one reads.
      const [box, words] = [page.locator('[name="how"]').first(), page.locator('[name="how"] ~ span').first()];
      const ahead = (await box.boundingBox()).x < (await words.boundingBox()).x;
      assert.equal(ahead, dir === "ltr");
      const [low, high] = [page.locator('[name="again"]').nth(0), page.locator('[name="again"]').nth(1)];
      assert.equal((await low.boundingBox()).x < (await high.boundingBox()).x, dir === "ltr");

      await answer(page);
      const directions = await page.evaluate(() =>
        ["name", "mail", "hours", "more"].map((name) => getComputedStyle(document.querySelector(`[name="${name}"]`)).direction),
      );
      assert.deepEqual(directions, ["rtl", "ltr", "ltr", "rtl"], "what is written decides, and an address is written one way");
      await sendButton(page).click();
      await page.getByText(thanks).waitFor();
      assert.deepEqual(await written(page), [lang, dir]);

      const found = await responses(platform, survey);
      assert.equal(found.length, 1);
      assert.equal(found[0].language, lang);
      assert.deepEqual(found[0].answers, kept);
      await assertClean(context, seen, [platform.site]);
    });
  }

  test(`answers outlive a change of language ${how} script`, async (t) => {
    const platform = ready();
    const survey = await publish(platform, definition);
    const context = await profile(t, { javaScriptEnabled, locale: "sv-SE" });
    const { page, seen } = await watched(context);
    await page.goto(`${platform.site}/s/${survey}?embed=1`);
    assert.deepEqual(await written(page), ["sv", "ltr"]);
    const id = await page.locator('[name="nordsvar.id"]').inputValue();
    await answer(page);
    await page.locator('[name="picture"]').setInputFiles(picture);

    const arabic = page.getByRole("button", { name: "العربية" });
    await arabic.focus();
    await page.keyboard.press("Enter");
    await page.locator('html[lang="ar"]').waitFor();
    assert.deepEqual(await written(page), ["ar", "rtl"]);
    await page.getByRole("heading", { name: "زيارتك إلى المكتبة" }).waitFor();
    assert.equal(await arabic.getAttribute("aria-current"), "true");
    assert.ok(await arabic.evaluate((button) => button === document.activeElement), "the reader stays at the switch");
    assert.ok(page.url().endsWith("?embed=1&lang=ar"), page.url());
    assert.equal(await page.locator('[name="nordsvar.id"]').inputValue(), id);
    await assertAnswered(page);
    assert.equal(await page.locator(".invalid").count(), 0, "nothing is checked yet");
    await page.getByText(picture.name).waitFor();

    await page.getByRole("button", { name: "English" }).click();
    await page.locator('html[lang="en"]').waitFor();
    await assertAnswered(page);
    await sendButton(page).click();
    await page.getByText("Thank you!").waitFor();
    const found = await responses(platform, survey);
    assert.equal(found.length, 1, "one response, in however many languages it was made");
    const content = `data:text/plain;base64,${picture.buffer.toString("base64")}`;
    const { name, mimeType: type } = picture;
    assert.deepEqual([found[0].id, found[0].language], [id, "en"]);
    assert.deepEqual(await unfolded(platform, survey, found[0]), { ...kept, picture: [{ name, type, content }] });
    await assertClean(context, seen, [platform.site]);
  });
}

test("Enter in a field sends the form, and changes no language", async (t) => {
  const platform = ready();
  const survey = await publish(platform, definition);
  const context = await profile(t, { javaScriptEnabled: false, locale: "sv" });
  const { page } = await watched(context);
  await page.goto(`${platform.site}/s/${survey}`);
  await page.locator('[name="name"]').fill("Åsa");
  await page.locator('[name="name"]').press("Enter");
  await page.getByText("Tack!").waitFor();
});

test("bounds are told in the page's language, not the browser's", async (t) => {
  const platform = ready();
  const survey = await publish(platform, definition);
  const context = await profile(t, { locale: "en" });
  const { page, seen } = await watched(context);
  for (const [lang, said] of [
    ["sv", ["Måste vara minst 1,5.", "Får inte vara före 2026-03-08.", "Skriv en e-postadress"]],
    ["ar", ["يجب ألا تقل القيمة عن 1.5.", "8\u200f/3\u200f/2026", "يرجى كتابة عنوان بريد إلكتروني"]],
  ]) {
    await page.goto(`${platform.site}/s/${survey}?lang=${lang}`);
    await page.locator('[name="name"]').fill("x");
    await page.locator('[name="hours"]').fill("0.5");
    await page.locator('[name="day"]').fill("2026-03-07");
    await page.locator('[name="mail"]').fill("x");
    await sendButton(page).click();
    const summary = page.locator("#errors");
    await summary.waitFor();
    for (const words of said) assert.ok((await summary.textContent()).includes(words), `${lang}: ${words}`);
  }
  assert.ok(!seen.requests.some((url) => url.endsWith("/responses")));
  await assertClean(context, seen, [platform.site]);
});

test("without a network the form stays, and says so", async (t) => {
  const platform = ready();
  const survey = await publish(platform, definition);
  const context = await profile(t, { locale: "sv" });
  const { page } = await watched(context);
  await page.goto(`${platform.site}/s/${survey}`);
  await page.locator('[name="name"]').fill("Åsa");
  await context.setOffline(true);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText("Vi kan inte nås just nu").waitFor();
  assert.equal(await page.locator('[name="name"]').inputValue(), "Åsa");
});

test("a failure is told in the language that the link names", async (t) => {
  const { site } = ready();
  const context = await profile(t, { locale: "en" });
  const { page } = await watched(context);
  await page.goto(`${site}/s/there-is-none?lang=fi`);
  assert.equal(await page.locator("html").getAttribute("lang"), "fi");
  await page.getByRole("heading", { name: "Täällä ei ole mitään" }).waitFor();
});
