/** A survey in another site's page keeps what is answered there, unless that page says that many use the device. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { delivered, newMark, publish, ready, sendButton } from "./support.mjs";
import { hears, shop, visit, widget, WIDTHS } from "./shop.mjs";

const platform = ready();
const definition = { title: "Framed", locale: "en", elements: [{ type: "text", name: "word" }] };

/** Sites as browsers see them are names without ports: the survey's own, of which frames may keep things, and any other. */
const OWN = new URL(platform.site).hostname;
const OTHER = OWN === "localhost" ? "127.0.0.1" : "localhost";

async function framed(t, attributes, options, host = OWN) {
  const survey = await publish(platform, definition);
  const url = (await shop(t, platform, widget({ ...platform, survey }, attributes))).replace("127.0.0.1", host);
  const { page, verify } = await visit(t, platform, url, options);
  const frame = page.frameLocator("iframe");
  await frame.locator("form").waitFor();
  return { survey, page, frame, verify };
}

for (const viewport of Object.values(WIDTHS)) {
  test(`in a frame it is there again after a reload, ${viewport.width} wide`, async (t) => {
    const { survey, page, frame, verify } = await framed(t, {}, { viewport });
    const mark = newMark();
    await frame.locator('[name="word"]').fill(mark);
    await frame.locator(".saved", { hasText: /./ }).waitFor();
    await page.reload();
    await frame.locator("#kept").waitFor();
    assert.equal(await frame.locator('[name="word"]').inputValue(), mark);
    await sendButton(frame).click();
    await frame.locator("#thanks").waitFor();
    await hears(page, "completed");
    assert.deepEqual((await delivered(platform, survey, mark)).answers, { word: mark });
    await verify();
  });
}

test("where the browser lets a frame keep nothing it works, and says nothing of keeping", async (t) => {
  // What frames of other sites may keep is a setting.
  const { survey, page, frame, verify } = await framed(t, {}, { whole: true }, OTHER);
  const denied = () =>
    new Promise((resolve) => {
      const opening = indexedDB.open("any");
      Object.assign(opening, { onsuccess: () => resolve(false), onerror: () => resolve(true) });
    });
  assert.ok(await page.frames()[1].evaluate(denied), "this test looks at nothing");
  const mark = newMark();
  await frame.locator('[name="word"]').fill(mark);
  await page.waitForTimeout(800);
  assert.equal(await frame.locator(".saved, #kept").count(), 0);
  await sendButton(frame).click();
  await frame.locator("#thanks").waitFor();
  await delivered(platform, survey, mark);
  await verify();
});

test("with data-draft off nothing is kept in a frame", async (t) => {
  const { survey, page, frame, verify } = await framed(t, { draft: "off" }, {});
  await frame.locator('[name="word"]').fill("not kept");
  await page.waitForTimeout(800);
  assert.equal(await frame.locator(".saved").count(), 0);
  await page.reload();
  await frame.locator("form").waitFor();
  await page.waitForTimeout(300);
  assert.equal(await frame.locator('[name="word"]').inputValue(), "");
  const mark = newMark();
  await frame.locator('[name="word"]').fill(mark);
  await sendButton(frame).click();
  await frame.locator("#thanks").waitFor();
  await delivered(platform, survey, mark);
  await verify();
});
