/** A shop's badge on its own pages, under a policy that allows nothing inline. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { newPerson } from "./person.mjs";
import { shop, visit } from "./shop.mjs";
import { answered, enterApp, showBadge, showComments } from "./store-evaluator.mjs";
import { profile, ready, watched } from "./support.mjs";

const platform = ready();

/** What a shop puts into its page; its customers have rated it so. */
async function badge(t, ratings) {
  const { page } = await watched(await profile(t));
  await enterApp(page, platform, await newPerson(platform));
  await answered(page, platform, ratings.map((overall) => ({ overall })));
  return showBadge(page);
}

test("a badge stands on a page with a strict policy, and says the same to everybody", async (t) => {
  const code = await badge(t, [5, 5, 5, 4, 4]);
  assert.match(code, /^<script async src="[^"]+\/apps\/store-evaluator\/badge\.js" data-badge="[a-z0-9]{16}"><\/script>$/);
  const within = code.replace("data-badge", 'data-in="there" data-badge');
  // A hostile style of the page's own, by a sheet: nothing inline is allowed.
  const files = { "/own.js": 'const own = new CSSStyleSheet(); own.replaceSync("a, i, b { display: none }"); document.adoptedStyleSheets = [own];' };
  const url = await shop(t, platform, `<script src="/own.js"></script>${code}${within}<p id="there"></p>`, {
    files,
    scripts: `'self' ${platform.site}`,
  });
  for (const viewport of [{ width: 390, height: 844 }, { width: 1280, height: 900 }]) {
    const { page, verify } = await visit(t, platform, url, { viewport });
    const links = page.getByRole("link", { name: "Nordic Coffee: 4.6/5 (5)" });
    await links.nth(1).waitFor();
    assert.equal(await links.count(), 2);
    assert.equal(await page.locator("#there > .nordsvar-badge").count(), 1);
    assert.equal(await links.first().getAttribute("href"), "https://coffee.example/");
    const [stars, full] = await links.first().evaluate((link) =>
      [...link.querySelectorAll("i, b")].map((one) => one.getBoundingClientRect().width),
    );
    assert.ok(Math.abs(full / stars - 0.92) < 0.01, `${full} of ${stars}`);
    await verify();
  }
});

test("a badge that is not there leaves the page as it is", async (t) => {
  const code = await badge(t, [5, 5]);
  const url = await shop(t, platform, code);
  const { page } = await visit(t, platform, url);
  await page.waitForLoadState("networkidle");
  assert.equal(await page.locator(".nordsvar-badge").count(), 0);
  assert.equal(await page.locator("h1").innerText(), "Shop");
  assert.deepEqual(await page.evaluate(() => window.refused), []);
});

test("comments stand below a badge as text, whatever is in them", async (t) => {
  const { page } = await watched(await profile(t));
  const person = await newPerson(platform);
  await enterApp(page, platform, person);
  const hostile = '<img src=x onerror="window.hostile=1"> & <b>bold</b>';
  const written = [[5, "Fast, and well packed."], [2, hostile], [4, "Not to be shown"]];
  const plain = [[5], [5], [4]];
  await answered(page, platform, [...written, ...plain].map(([overall, comment]) => ({ overall, ...(comment && { comment, publish: true }) })));
  const code = await showBadge(page, 5, true);
  assert.match(code, / data-comments="3"><\/script>$/);
  await showComments(page, 2);
  const bare = code.replace(' data-comments="3"', "");
  const one = code.replace('data-comments="3"', 'data-comments="1"');
  const body = `<div id="all">${code}</div><div id="one">${one}</div><div id="none">${bare}</div>`;
  const url = await shop(t, platform, body, { scripts: platform.site });
  for (const viewport of [{ width: 390, height: 844 }, { width: 1280, height: 900 }]) {
    const { page, verify } = await visit(t, platform, url, { viewport });
    await page.locator("#all li").nth(1).waitFor();
    await page.locator("#none .nordsvar-badge").waitFor();
    assert.deepEqual(await page.locator("#all li p").allInnerTexts(), [hostile, "Fast, and well packed."]);
    assert.deepEqual([await page.locator("#one li").count(), await page.locator("#none li").count()], [1, 0]);
    assert.equal(await page.locator("#all li img, #all li b").count(), 0);
    assert.equal(await page.evaluate(() => window.hostile), undefined);
    const stars = page.locator("#all").getByRole("img", { name: "2/5" });
    assert.equal(await stars.innerText(), "★★");
    assert.match(await page.locator("#all li small").first().innerText(), /^★★ \d{4}-\d{2}$/);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is too wide");
    await verify();
  }
});
