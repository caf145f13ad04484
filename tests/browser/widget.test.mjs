/** Another site shows a survey on its own page, under a strict policy. */

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";

import { assertClean, delivered, fill, newMark, profile, questions, ready, sendButton, watched } from "./support.mjs";

/** A shop's page with the widget, on an origin of its own. */
async function shop(t, { site, survey }) {
  const policy = `default-src 'none'; script-src ${site}; frame-src ${site}`;
  const html = `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,"><h1>Shop</h1>
    <div id="here"></div><p id="after">After the survey</p>
    <script async src="${site}/widget.js" data-survey="${survey}" data-target="#here" data-lang="en"></script>`;
  const server = createServer((_, answer) => {
    answer.setHeader("content-type", "text/html; charset=utf-8");
    answer.setHeader("content-security-policy", `${policy}; img-src data:`);
    answer.end(html);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
}

test("the widget shows the survey inline, as tall as it is, and tells when it was answered", async (t) => {
  const platform = ready();
  const { site, survey } = platform;
  const origin = await shop(t, platform);
  const context = await profile(t);
  const { page, seen } = await watched(context);
  const mark = newMark();
  await page.goto(origin);
  await page.evaluate(() => {
    window.heard = [];
    for (const name of ["ready", "completed", "error"]) {
      document.addEventListener(`nordsvar:${name}`, (event) => window.heard.push([name, event.detail.survey]));
    }
  });

  const element = page.locator("#here iframe");
  await element.waitFor();
  const frame = page.frameLocator("#here iframe");
  await frame.locator("form").waitFor();
  await assertFits(page, element, frame);
  await fill(frame, await questions(platform, survey), mark);
  await sendButton(frame).click();
  await frame.locator("#thanks").waitFor();
  await page.waitForFunction(() => window.heard.some(([name]) => name === "completed"));
  assert.deepEqual(await page.evaluate(() => window.heard.filter(([name]) => name !== "ready")), [["completed", survey]]);
  await assertFits(page, element, frame);

  await delivered(platform, survey, mark);
  await assertClean(context, seen, [site, origin]);
});

/** The frame is as tall as what it shows: nothing scrolls inside it, and little is empty. */
async function assertFits(page, element, frame) {
  const inside = () => frame.locator("html").evaluate((html) => html.getBoundingClientRect().height);
  const outside = () => element.evaluate((one) => one.clientHeight);
  for (let tries = 0; Math.abs((await inside()) - (await outside())) > 2; tries += 1) {
    assert.ok(tries < 50, `the frame is ${await outside()} tall, what it shows ${await inside()}`);
    await page.waitForTimeout(100);
  }
  assert.ok(await frame.locator("html").evaluate((html) => html.scrollHeight <= html.clientHeight + 1));
}
