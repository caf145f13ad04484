/** When another site's page shows a survey, to whom, and how often. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fill, newMark, questions, ready } from "./support.mjs";
import { hears, heard, opens, settled, shop, there, visit, widget, WIDTHS } from "./shop.mjs";

const platform = ready();
const { survey } = platform;

const NOTHING = { hosts: 0, frames: 0, open: 0 };
const LONG = `<button id="ask">Ask</button>${"<p>Text</p>".repeat(200)}`;
const DAY_MS = 86_400_000;
const KEY = `nordsvar:${survey}`;

/** Visits a page with the widget, and waits until the widget is armed. */
async function armed(t, attributes, options = {}) {
  const url = await shop(t, platform, LONG + widget(platform, attributes));
  const visited = await visit(t, platform, url, options);
  await settled(visited.page);
  return visited;
}

const track = (page, event) => page.evaluate((name) => window.nordsvar.track(name), event);
const stored = (page) => page.evaluate(() => ({ ...localStorage }));
const close = (page) => page.getByRole("button", { name: "Close" }).click();

for (const [width, viewport] of Object.entries(WIDTHS)) {
  for (const [what, attributes, fire] of [
    ["a delay", { delay: 1 }, () => undefined],
    ["half of the page", { scroll: 50 }, (page) => page.evaluate(() => scrollTo(0, document.body.scrollHeight * 0.6))],
    ["the pointer leaving upwards", { exit: "" }, leave],
    ["the host page's word", { event: "bought" }, (page) => track(page, "bought")],
    ["a click", { click: "#ask" }, (page) => page.locator("#ask").click()],
  ]) {
    test(`a popup waits for ${what}, on a ${width}`, async (t) => {
      const { page, verify } = await armed(t, { kind: "popup", ...attributes }, { viewport });
      assert.deepEqual(await there(page), NOTHING);
      await fire(page);
      await opens(page);
      await hears(page, "ready");
      assert.deepEqual(await there(page), { hosts: 1, frames: 1, open: 1 });
      await verify();
    });
  }
}

/** The pointer goes to the window's upper edge and on. */
async function leave(page) {
  await page.mouse.move(200, 200);
  await page.evaluate(() => {
    // Leaving the window is nothing that a driven pointer can do.
    const gone = (clientY) => document.documentElement.dispatchEvent(new MouseEvent("mouseleave", { clientY }));
    gone(400);
    if (document.querySelector(".nordsvar")) throw new Error("it left sideways");
    gone(-1);
  });
}

test("a short page has been seen at once", async (t) => {
  const url = await shop(t, platform, widget(platform, { kind: "slide-in", scroll: 90 }));
  const { page, verify } = await visit(t, platform, url);
  await opens(page);
  await verify();
});

test("what happened before the script came is not lost", async (t) => {
  const { page, verify } = await armed(t, { kind: "popup", event: "bought" }, {
    prepare: () => (window.nordsvarEvents = ["bought"]),
  });
  await opens(page);
  await verify();
});

test("what is inline waits, too", async (t) => {
  const { page, verify } = await armed(t, { event: "bought" });
  await track(page, "other");
  assert.deepEqual(await there(page), NOTHING);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await track(page, "bought");
  await hears(page, "ready");
  await verify();
});

test("an audience of none is asked nothing, unless it asks", async (t) => {
  const attributes = { kind: "popup", event: "bought", click: "#ask", audience: 0 };
  const { page, verify } = await armed(t, attributes);
  await track(page, "bought");
  assert.deepEqual(await there(page), NOTHING);
  await page.locator("#ask").click();
  await opens(page);
  await verify();
});

test("an audience of a hundred is everybody, and one of half is drawn for each page view", async (t) => {
  const { page, verify } = await armed(t, { kind: "popup", event: "none" });
  const drawn = await page.evaluate((id) => {
    const count = (audience) => {
      let shown = 0;
      for (let views = 0; views < 400; views += 1) {
        const one = window.nordsvar.show({ survey: id, audience });
        shown += one.isConnected ? 1 : 0;
        one.destroy();
      }
      return shown;
    };
    return [count(0), count(50), count("50"), count(100)];
  }, survey);
  assert.deepEqual([drawn[0], drawn[3]], [0, 400]);
  // 400 fair draws are outside of this once in about 10^12 runs.
  for (const half of drawn.slice(1, 3)) assert.ok(half > 130 && half < 270, `${half} of 400`);
  await verify();
});

test("it stays away after it was closed, not after it was shown", async (t) => {
  const attributes = { kind: "popup", event: "bought", click: "#ask", cooldown: 7 };
  const { page, verify } = await armed(t, attributes);
  await track(page, "bought");
  await opens(page);
  await hears(page, "ready");
  assert.deepEqual(await stored(page), {});
  await page.reload();
  await settled(page);
  await track(page, "bought");
  await opens(page);
  await close(page);
  assert.deepEqual(Object.keys(await stored(page)), [KEY]);
  assert.ok(Math.abs(Date.now() - Number((await stored(page))[KEY])) < 60_000);

  await page.reload();
  await settled(page);
  await track(page, "bought");
  assert.deepEqual(await there(page), NOTHING);
  await page.locator("#ask").click();
  await opens(page);

  await page.evaluate(([key, long]) => localStorage.setItem(key, Date.now() - long), [KEY, 8 * DAY_MS]);
  await page.reload();
  await settled(page);
  await track(page, "bought");
  await opens(page);
  assert.deepEqual(await stored(page), {}, "what is over is forgotten");
  await verify();
});

test("it stays away after it was begun; without a cool-down nothing is kept", async (t) => {
  const { page, verify } = await armed(t, { kind: "slide-in", event: "bought" });
  await track(page, "bought");
  await opens(page);
  const frame = page.frameLocator(".nordsvar-open iframe");
  await frame.locator("form").waitFor();
  await fill(frame, (await questions(platform, survey)).slice(0, 1), newMark());
  await hears(page, "answered");
  assert.deepEqual(Object.keys(await stored(page)), [KEY]);

  await page.evaluate((id) => {
    document.querySelector(".nordsvar").destroy();
    localStorage.clear();
    window.nordsvar.show({ survey: id, kind: "popup", cooldown: 0 });
  }, survey);
  await opens(page);
  await close(page);
  assert.deepEqual(await stored(page), {});
  await verify();
});

test("the script's own closing is not the visitor's", async (t) => {
  const { page, verify } = await armed(t, { kind: "popup", event: "bought" });
  await track(page, "bought");
  await opens(page);
  await page.evaluate(() => document.querySelector(".nordsvar").close());
  assert.deepEqual(await heard(page), ["ready", "closed"]);
  assert.deepEqual(await stored(page), {});
  await track(page, "bought");
  await opens(page);
  await verify();
});

test("a device that keeps nothing is no hindrance", async (t) => {
  const { page, verify } = await armed(t, { kind: "popup", event: "bought" }, {
    prepare: () => {
      if (window !== top) return;
      Object.defineProperty(window, "localStorage", {
        get() {
          throw new DOMException("not here", "SecurityError");
        },
      });
    },
  });
  await track(page, "bought");
  await opens(page);
  await close(page);
  assert.equal((await there(page)).open, 0);
  await track(page, "bought");
  assert.equal((await there(page)).open, 0, "the page itself remembers");
  await verify();
});

test("what cannot come is not shown unasked, and may come later", async (t) => {
  const { page, context, verify } = await armed(t, { kind: "popup", event: "bought" }, {
    prepare: () => {
      if (window !== top) return;
      const real = window.setTimeout;
      window.setTimeout = (work, wait) => real(work, wait === 20_000 ? 1_000 : wait);
    },
  });
  const pattern = `**/s/${survey}*`;
  await context.route(pattern, (route) => route.fulfill({ status: 200, contentType: "text/html", body: "Portal" }));
  await track(page, "bought");
  await hears(page, "error");
  assert.deepEqual(await page.evaluate(() => window.heard), [["error", { survey, reason: "timeout" }]]);
  assert.deepEqual(await there(page), { hosts: 1, frames: 0, open: 0 });
  await context.unroute(pattern);
  await track(page, "bought");
  await opens(page);
  await verify();
});
