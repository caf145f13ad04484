/** A shop's badge on its own pages, under a policy that allows nothing inline. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { newPerson } from "./person.mjs";
import { shop, visit } from "./shop.mjs";
import { answered, enterApp, showBadge } from "./store-evaluator.mjs";
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
