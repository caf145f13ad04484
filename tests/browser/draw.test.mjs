/** A signature is drawn, kept, drawn anew, and sent as the picture that was seen. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { assertClean, profile, publish, ready, responses, sendButton, upload, watched } from "./support.mjs";

const platform = ready();
const PNG = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=";
const WIDTHS = [{ width: 390, height: 844 }, { width: 1280, height: 900 }];

async function opened(t, dataFormat, options = {}) {
  const survey = await publish(platform, { elements: [{ type: "signaturepad", name: "signed", isRequired: true, dataFormat }] });
  const context = await profile(t, options);
  const { page, seen } = await watched(context);
  await page.goto(`${platform.site}/s/${survey}`);
  return { survey, context, page, seen };
}

/** Draws a line across the board, between two of its tenths. */
async function line(page, from, to) {
  const board = page.locator("canvas");
  // It comes with what keeps files apart.
  await board.waitFor();
  const box = await board.boundingBox();
  const at = ([x, y]) => [box.x + (box.width * x) / 10, box.y + (box.height * y) / 10];
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 8 });
  await page.mouse.up();
}

/** How much of the board is drawn on, of 1. */
const inked = (page) =>
  page.locator("canvas").evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let at = 3; at < data.length; at += 4) if (data[at] > 0) count += 1;
    return count / (data.length / 4);
  });

const chosen = (page) => page.locator('[name="signed"]').evaluate(({ files }) => files.length);
const clear = (page) => page.getByRole("button", { name: "Clear the drawing" });

/** The colour at a tenth of a picture that was sent, as red, green, blue and opacity. */
const colour = (page, url, place) =>
  page.evaluate(
    async ([address, [x, y]]) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
      const on = canvas.getContext("2d");
      on.drawImage(image, 0, 0);
      return [...on.getImageData((canvas.width * x) / 10, (canvas.height * y) / 10, 1, 1).data];
    },
    [url, place],
  );

async function sent(page, survey) {
  await sendButton(page).click();
  await page.locator("#thanks").waitFor();
  const rows = await responses(platform, survey);
  assert.equal(rows.length, 1);
  return rows[0].answers.signed;
}

for (const viewport of WIDTHS) {
  test(`a signature is drawn, kept over a reload, and drawn on, ${viewport.width} wide`, async (t) => {
    const { survey, context, page, seen } = await opened(t, "png", { viewport });
    assert.equal(await inked(page), 0);
    assert.ok(!(await clear(page).isVisible()));
    await line(page, [1, 5], [9, 5]);
    await page.locator(".saved", { hasText: /./ }).waitFor();
    await page.reload();
    await page.locator("#kept").waitFor();
    await page.waitForFunction(() => !document.querySelector("[data-clear]").hidden);
    assert.ok((await inked(page)) > 0.003);
    const picture = await sent(page, survey);
    assert.match(picture, /^data:image\/png;base64,/);
    assert.deepEqual(await colour(page, picture, [5, 5]), [0, 0, 0, 255]);
    assert.deepEqual(await colour(page, picture, [5, 1]), [0, 0, 0, 0]);
    await assertClean(context, seen, [platform.site]);
  });
}

test("a drawing is cleared, and another takes its place", async (t) => {
  const { survey, page } = await opened(t, "jpeg");
  await line(page, [1, 2], [9, 2]);
  await clear(page).click();
  assert.deepEqual([await inked(page), await chosen(page)], [0, 0]);
  await sendButton(page).click();
  await page.locator(".invalid").waitFor();
  await line(page, [1, 5], [9, 5]);
  await line(page, [5, 1], [5, 9]);
  const picture = await sent(page, survey);
  assert.match(picture, /^data:image\/jpeg;base64,/);
  assert.ok((await colour(page, picture, [5, 5]))[0] < 60);
  // Paper is white, and nothing is left of what was cleared.
  assert.ok((await colour(page, picture, [8, 2]))[0] > 200);
});

test("a drawing is lines where the survey wants those", async (t) => {
  const { survey, page } = await opened(t, "svg");
  await line(page, [1, 5], [9, 5]);
  const picture = await sent(page, survey);
  assert.match(picture, /^data:image\/svg\+xml;base64,/);
  const svg = Buffer.from(picture.split(",")[1], "base64").toString();
  assert.match(svg, /<path d="M[\d. ]+(L[\d. ]+){2,}"\/>/);
});

test("a picture that is chosen is shown, and a drawing takes its place", async (t) => {
  const { survey, page } = await opened(t, "png");
  await page.locator('[name="signed"]').setInputFiles(upload("me.png", PNG));
  await clear(page).waitFor();
  await line(page, [1, 5], [9, 5]);
  assert.equal(await chosen(page), 1);
  assert.notEqual(await sent(page, survey), PNG);
});

test("a finger draws", async (t) => {
  const { survey, page } = await opened(t, "png", { hasTouch: true, viewport: WIDTHS[0] });
  await page.locator("canvas").tap();
  await clear(page).waitFor();
  assert.match(await sent(page, survey), /^data:image\/png/);
});

test("without script a picture is chosen, and no board is shown", async (t) => {
  const { page } = await opened(t, "png", { javaScriptEnabled: false });
  assert.ok(!(await page.locator(".board").isVisible()));
  assert.ok(await page.locator('[name="signed"]').isVisible());
});
