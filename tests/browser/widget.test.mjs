/** Another site shows surveys on its pages, in every kind there is. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { delivered, fill, newMark, questions, ready, sendButton } from "./support.mjs";
import { heard, hears, opens, settled, shop, there, visit, widget, WIDTHS } from "./shop.mjs";

const platform = ready();
const { site, survey } = platform;

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

/** Answers what is in the frame, and sees that it arrives once. */
async function answered(page, frame) {
  const mark = newMark();
  await fill(frame, await questions(platform, survey), mark);
  await sendButton(frame).click();
  await frame.locator("#thanks").waitFor();
  await hears(page, "completed");
  await delivered(platform, survey, mark);
}

for (const [width, viewport] of Object.entries(WIDTHS)) {
  test(`inline, on a ${width}: as tall as it is, and the page is told how it goes`, async (t) => {
    const body = `<div id="here"></div><p>After the survey</p>${widget(platform, { target: "#here" })}`;
    const { page, verify } = await visit(t, platform, await shop(t, platform, body), { viewport });
    const element = page.locator("#here iframe");
    const frame = page.frameLocator("#here iframe");
    await frame.locator("form").waitFor();
    await assertFits(page, element, frame);
    await answered(page, frame);
    assert.deepEqual(await heard(page), ["ready", "answered", "completed"]);
    const details = await page.evaluate(() => window.heard.map(([, detail]) => detail));
    assert.deepEqual(details, [{ survey }, { survey }, { survey }], "no answer and no receipt is told");
    await assertFits(page, element, frame);
    await verify();
  });

  for (const [kind, ask] of Object.entries({
    popup: (page) => page.locator("#feedback").click(),
    "slide-in": (page) => page.evaluate(() => scrollTo(0, document.body.scrollHeight)),
    "side-tab": (page) => page.getByRole("button", { name: "Your opinion" }).click(),
  })) {
    test(`${kind}, on a ${width}: the demo's page is asked, answered and closed`, async (t) => {
      const { page, verify } = await visit(t, platform, `${platform.demo}/${kind}`, { viewport });
      await settled(page);
      await ask(page);
      await opens(page);
      const frame = page.frameLocator(".nordsvar-open iframe");
      await frame.locator("form").waitFor();
      const box = await page.locator(".nordsvar-open dialog").boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= viewport.width, `it is ${box.x} to ${box.x + box.width} wide`);
      assert.ok(box.height <= 0.85 * viewport.height + 1, `it is ${box.height} tall`);
      await answered(page, frame);
      await page.getByRole("button", { name: "Close" }).click();
      assert.deepEqual(await heard(page), ["ready", "answered", "completed", "closed"]);
      assert.equal((await there(page)).open, 0);
      await verify();
    });
  }
}

test("the demo's inline page asks for its survey when the reader comes near", async (t) => {
  const { page, verify } = await visit(t, platform, `${platform.demo}/inline`);
  await page.frameLocator(".nordsvar iframe").locator("form").waitFor();
  const far = `${"<p>Text</p>".repeat(200)}<div id="here"></div>`;
  const url = await shop(t, platform, far + widget(platform, { target: "#here" }));
  const second = await visit(t, platform, url);
  await second.page.locator("#here > .nordsvar").waitFor({ state: "attached" });
  assert.deepEqual(await there(second.page), { hosts: 1, frames: 0, open: 0 });
  await second.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await hears(second.page, "ready");
  await second.verify();
  await verify();
});

test("nothing is made before the host page is idle", async (t) => {
  const url = await shop(t, platform, widget(platform) + widget(platform, { kind: "popup" }));
  const { page, verify } = await visit(t, platform, url, {
    prepare: () => {
      window.waiting = [];
      window.requestIdleCallback = (work) => window.waiting.push(work);
    },
  });
  await page.waitForFunction(() => window.waiting.length === 2);
  assert.deepEqual(await there(page), { hosts: 0, frames: 0, open: 0 });
  assert.equal(await page.evaluate(() => document.querySelectorAll("script").length), 2);
  await page.evaluate(() => window.waiting.forEach((work) => work()));
  await hears(page, "ready");
  await verify();
});

test("a message from anybody but the survey's own page is not heard", async (t) => {
  const body = `<div id="here"></div>${widget(platform, { target: "#here" })}`;
  const { page, verify } = await visit(t, platform, await shop(t, platform, body));
  await hears(page, "ready");
  const before = await page.locator("#here iframe").evaluate((frame) => frame.style.height);
  // The page itself, an empty frame of it, and the survey's page in a frame that is not the widget's.
  await page.evaluate(async ({ site, survey }) => {
    const say = { type: "nordsvar:completed", survey, height: 77 };
    window.postMessage(say, "*");
    const empty = document.body.appendChild(document.createElement("iframe"));
    empty.contentWindow.parent.postMessage(say, "*");
    empty.contentWindow.setTimeout(() => window.postMessage(say, "*"));
    const other = document.createElement("iframe");
    const told = new Promise((resolve) => {
      addEventListener("message", ({ source }) => source === other.contentWindow && resolve());
    });
    other.src = `${site}/s/${survey}?embed=1`;
    document.body.append(other);
    await told;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }, { site, survey });
  assert.deepEqual(await heard(page), ["ready"]);
  assert.equal(await page.locator("#here iframe").evaluate((frame) => frame.style.height), before);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await verify();
});

test("two surveys are never open at a time, and each hears its own page", async (t) => {
  const kinds = { kind: "slide-in", event: "bought" };
  const body = `<button id="ask">Ask</button>${widget(platform, kinds)}${widget(platform, { ...kinds, kind: "popup" })}
    ${widget(platform, { kind: "side-tab" })}${widget(platform)}`;
  const { page, verify } = await visit(t, platform, await shop(t, platform, body));
  await page.locator(".tab").waitFor();
  await page.frameLocator(".nordsvar > iframe").locator("form").waitFor();
  await page.evaluate(() => window.nordsvar.track("bought"));
  await opens(page);
  await page.evaluate(() => window.nordsvar.track("bought"));
  await page.waitForTimeout(500);
  assert.equal((await there(page)).open, 1);
  // Who asks gets what was asked for, in its place.
  await page.evaluate(() => [...document.querySelectorAll(".nordsvar")].find((one) => one.shadowRoot?.querySelector(".tab")).open());
  await page.locator(".nordsvar-open dialog.side-tab[open]").waitFor();
  assert.equal((await there(page)).open, 1);
  await page.frameLocator(".nordsvar-open iframe").locator("form").waitFor();
  await answered(page, page.frameLocator(".nordsvar-open iframe"));
  assert.equal(await page.frameLocator(".nordsvar > iframe").locator("#thanks").count(), 0);
  await verify();
});

test("what is destroyed leaves nothing and comes no more", async (t) => {
  const { page, verify } = await visit(t, platform, await shop(t, platform, `<button id="b">B</button>${widget(platform, { kind: "side-tab" })}`));
  await page.locator(".tab").waitFor();
  const left = await page.evaluate(async (id) => {
    const before = document.body.innerHTML;
    const common = { survey: id, event: "e", click: "#b", scroll: 0, exit: true, delay: 0 };
    const all = ["inline", "popup", "slide-in", "side-tab"].map((kind) => window.nordsvar.show({ ...common, kind }));
    all[1].open();
    all.forEach((one) => one.destroy());
    const now = document.body.innerHTML;
    window.nordsvar.track("e");
    document.querySelector("#b").click();
    all.forEach((one) => one.open());
    document.documentElement.dispatchEvent(new MouseEvent("mouseleave", { clientY: -1 }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    document.querySelector(".nordsvar").destroy();
    return { same: before === now, tabs: document.querySelectorAll(".nordsvar").length };
  }, survey);
  assert.deepEqual(left, { same: true, tabs: 0 });
  await verify();
});
