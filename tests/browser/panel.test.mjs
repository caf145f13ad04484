/** Dialog, card and panel, for those who have no mouse, read the other way, or want no motion. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { delivered, newMark, ready } from "./support.mjs";
import { heard, hears, opens, settled, shop, there, visit, widget, WIDTHS } from "./shop.mjs";

const platform = ready();
const { site, survey } = platform;

/** What has the focus, on the page and in the widget. */
function focused(page) {
  return page.evaluate(() => {
    const inner = document.activeElement?.shadowRoot?.activeElement;
    return (inner ?? document.activeElement)?.tagName.toLowerCase();
  });
}

/** Answers what is in the focused frame with the keyboard, and sends it. */
async function typeAnswers(page, mark) {
  const frame = page.frames().find((one) => one.url().startsWith(`${site}/s/`));
  const answered = new Set();
  for (let presses = 0; ; presses += 1) {
    assert.ok(presses < 300, "the button that sends was not reached");
    await page.keyboard.press("Tab");
    assert.notEqual(await focused(page), "a", "the focus is out of the dialog");
    const { tag, type, name, checked } = await frame.evaluate(() => {
      const { tagName, type, name, checked } = document.activeElement;
      return { tag: tagName.toLowerCase(), type, name, checked };
    });
    if (tag === "textarea") await page.keyboard.type(mark);
    else if (type === "radio" && !checked && !answered.has(name)) await page.keyboard.press("Space");
    else if (tag === "button" && type === "submit" && name !== "nordsvar.switch") break;
    if (name) answered.add(name);
  }
  await page.keyboard.press("Enter");
}

for (const kind of ["popup", "side-tab"]) {
  test(`a ${kind} is opened, answered and closed with the keyboard alone`, async (t) => {
    const body = `<a href="/">Home</a> <button id="ask">Ask</button>${widget(platform, { kind, click: "#ask" })}<a href="/x">End</a>`;
    const { page, verify } = await visit(t, platform, await shop(t, platform, body));
    if (kind === "side-tab") await page.locator(".tab").focus();
    else {
      await settled(page);
      await page.locator("#ask").focus();
    }
    await page.keyboard.press("Enter");
    await opens(page);
    assert.equal(await focused(page), "dialog");
    const dialog = page.getByRole("dialog");
    await page.frameLocator(".nordsvar-open iframe").locator("form").waitFor();
    const title = await page.frameLocator(".nordsvar-open iframe").locator("h1").textContent();
    await page.getByRole("dialog", { name: title, exact: true }).waitFor();
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), "button");

    const mark = newMark();
    await typeAnswers(page, mark);
    await page.frameLocator(".nordsvar-open iframe").locator("#thanks").waitFor();
    await delivered(platform, survey, mark);
    // The focus is in the frame, so the page in it has to pass the key on.
    assert.equal(await focused(page), "iframe");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    assert.equal(await focused(page), "button");
    const back = await page.evaluate(() => document.activeElement.id || document.activeElement.className);
    assert.equal(back, kind === "popup" ? "ask" : "nordsvar");
    assert.equal((await heard(page)).at(-1), "closed");
    await verify();
  });
}

test("a popup keeps the focus, and closes by Escape before its page has come", async (t) => {
  const body = `<a href="/">Home</a> <button id="ask">Ask</button>${widget(platform, { kind: "popup", click: "#ask" })}`;
  const { page, context, verify } = await visit(t, platform, await shop(t, platform, body));
  await settled(page);
  let answer;
  await context.route(`**/s/${survey}*`, async (route) => {
    await new Promise((resolve) => (answer = resolve));
    await route.continue();
  });
  await page.locator("#ask").click();
  await opens(page);
  for (let presses = 0; presses < 6; presses += 1) {
    await page.keyboard.press("Tab");
    assert.ok(!["a"].includes(await focused(page)));
  }
  await page.getByRole("button", { name: "Close" }).focus();
  await page.keyboard.press("Escape");
  assert.deepEqual([await focused(page), await heard(page)], ["button", ["closed"]]);
  answer();
  await hears(page, "ready");
  assert.equal((await there(page)).open, 0);
  await page.locator("#ask").click();
  await opens(page);
  await verify();
});

test("a popup that the browser closes by itself is closed by the visitor", async (t) => {
  const body = `<button id="ask">Ask</button>${widget(platform, { kind: "popup", click: "#ask" })}`;
  const { page, verify } = await visit(t, platform, await shop(t, platform, body));
  await settled(page);
  for (let times = 1; times <= 2; times += 1) {
    await page.locator("#ask").click();
    await opens(page);
    await hears(page, "ready");
    await page.locator("dialog").evaluate((dialog) => dialog.requestClose());
    await page.waitForFunction((wanted) => window.heard.filter(([name]) => name === "closed").length === wanted, times);
    assert.equal((await there(page)).open, 0);
  }
  assert.equal(await page.evaluate(() => localStorage.length), 1);
  await verify();
});

test("a card takes no focus and covers no phone", async (t) => {
  const body = `<input id="name">${widget(platform, { kind: "slide-in" })}`;
  const viewport = WIDTHS.phone;
  const { page, verify } = await visit(t, platform, await shop(t, platform, body), { viewport });
  await page.locator("#name").focus();
  await opens(page);
  assert.equal(await page.evaluate(() => document.activeElement.id), "name");
  const { x, y, width, height } = await page.locator("dialog").boundingBox();
  assert.ok(height <= 0.85 * viewport.height && y >= 0.15 * viewport.height - 17, `${y} to ${y + height}`);
  assert.ok(x >= 0 && x + width <= viewport.width);
  // What is too tall scrolls inside, and its end can be reached.
  const frame = page.frameLocator(".nordsvar-open iframe");
  await frame.getByRole("button", { name: "Send" }).scrollIntoViewIfNeeded();
  const send = await frame.getByRole("button", { name: "Send" }).boundingBox();
  assert.ok(send.y > y && send.y + send.height <= y + height + 1, "the button that sends is within the card");
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), viewport.width);
  await page.getByRole("button", { name: "Close" }).click();
  await page.locator("dialog").waitFor({ state: "hidden" });
  await verify();
});

test("right to left, in Swedish, in print, without motion, above everything", async (t) => {
  const body = `<div id="top"></div>${widget(platform, { kind: "slide-in", lang: "sv" })}`;
  const url = await shop(t, platform, body, { html: 'lang="ar" dir="rtl"' });
  const { page, verify } = await visit(t, platform, url, { reducedMotion: "reduce" });
  await opens(page);
  await page.getByRole("button", { name: "Stäng" }).waitFor();
  const { x, width } = await page.locator("dialog").boundingBox();
  assert.ok(x < 40 && x + width < 600, `${x} to ${x + width}`);
  const moving = () => page.locator("dialog").evaluate((dialog) => getComputedStyle(dialog).animationName);
  assert.equal(await moving(), "none");
  await page.emulateMedia({ reducedMotion: "no-preference" });
  assert.notEqual(await moving(), "none");
  await page.evaluate(() => {
    const style = document.querySelector("#top").style;
    Object.assign(style, { position: "fixed", inset: "0", zIndex: "999999" });
  });
  await page.getByRole("button", { name: "Stäng" }).click({ trial: true });
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator("dialog").isHidden());
  await verify();
});

test("a label of the host page's own counts, and styles of its own do not", async (t) => {
  const attributes = { kind: "side-tab", label: "Säg till!", "close-label": "Bort", title: "Vår fråga" };
  const { page, verify } = await visit(t, platform, await shop(t, platform, widget(platform, attributes)));
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(".nordsvar { display: none; position: static } button, dialog, iframe { display: none !important }");
    document.adoptedStyleSheets = [sheet];
  });
  await page.getByRole("button", { name: "Säg till!" }).click();
  await page.getByRole("dialog", { name: "Vår fråga" }).getByRole("button", { name: "Bort" }).click();
  await page.getByRole("button", { name: "Säg till!" }).waitFor();
  await verify();
});
