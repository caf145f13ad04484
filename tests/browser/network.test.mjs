/** Networks as they are: gone, slow, in the way. What was answered arrives, once, and the page says what has and has not. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { assertClean, profile, publish, ready, responses, sendButton, watched } from "./support.mjs";

const platform = ready();
const definition = { title: "Networks", elements: [{ type: "text", name: "word" }, { type: "rating", name: "stars" }] };
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };
const PROBLEM = "application/problem+json";

async function opened(t, options = {}) {
  const survey = await publish(platform, definition);
  const context = await profile(t, options);
  const { page, seen } = await watched(context);
  const url = `${platform.site}/s/${survey}`;
  await page.goto(url);
  return { survey, context, page, seen, url };
}

async function answer(page, word) {
  await page.locator('[name="word"]').fill(word);
  await page.locator('[name="stars"][value="4"]').check();
  await sendButton(page).click();
}

/** Waits until the survey has a response, and holds that it is this one. */
async function arrives(survey, word) {
  for (let tries = 0; (await responses(platform, survey)).length === 0; tries += 1) {
    assert.ok(tries < 100, `${word} did not arrive`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.deepEqual((await responses(platform, survey)).map(({ answers }) => answers), [{ word, stars: 4 }]);
}

const banner = (page, state) => page.locator(`#status[data-state="${state}"]`);

for (const viewport of [PHONE, DESKTOP]) {
  test(`sent without a network, from a tab that is closed, it arrives from any page, ${viewport.width} wide`, async (t) => {
    const { survey, context, page, url } = await opened(t, { viewport });
    await context.setOffline(true);
    await answer(page, "offline");
    await banner(page, "waiting").waitFor();
    assert.match(await banner(page, "waiting").innerText(), /kept on this device[^]*Waiting for the network/);
    const second = await context.newPage();
    await page.close();
    await context.setOffline(false);
    await second.goto(`${url}/receipt`);
    await banner(second, "done").waitFor();
    assert.match(await banner(second, "done").innerText(), /have been received/);
    assert.ok((await second.locator("#status textarea").inputValue()).length > 50);
    await arrives(survey, "offline");
    await second.goto(url);
    await second.waitForTimeout(500);
    assert.equal(await second.locator("#kept").count(), 0);
    await arrives(survey, "offline");
  });
}

test("the page that waits sends as soon as the network is back", async (t) => {
  const { survey, context, page } = await opened(t);
  await context.setOffline(true);
  await answer(page, "back");
  await banner(page, "waiting").waitFor();
  await context.setOffline(false);
  await page.locator("#thanks").waitFor();
  await arrives(survey, "back");
});

test("responses to several surveys arrive from one page, each with its receipt", async (t) => {
  const { survey, context, page } = await opened(t);
  const other = await publish(platform, definition);
  const tab = await context.newPage();
  await tab.goto(`${platform.site}/s/${other}`);
  await context.setOffline(true);
  for (const one of [page, tab]) {
    await answer(one, "several");
    await banner(one, "waiting").waitFor();
  }
  await tab.close();
  const third = await context.newPage();
  await page.close();
  await context.setOffline(false);
  await third.goto(`${platform.site}/s/${await publish(platform, definition)}`);
  await third.locator("#status textarea").nth(1).waitFor();
  await arrives(survey, "several");
  await arrives(other, "several");
});

test("storage that asks for time is given it, and nobody's glance makes it less", async (t) => {
  const { survey, page, seen } = await opened(t);
  const attempts = [];
  await page.route("**/responses", async (route) => {
    attempts.push(Date.now());
    if (attempts.length > 2) return route.continue();
    const body = JSON.stringify({ type: "urn:x:unavailable", title: "Unavailable", status: 503 });
    return route.fulfill({ status: 503, headers: { "content-type": PROBLEM, "retry-after": "2" }, body });
  });
  await answer(page, "patient");
  await banner(page, "waiting").waitFor();
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await page.locator("#thanks").waitFor();
  await arrives(survey, "patient");
  const waits = attempts.slice(1).map((at, index) => at - attempts[index]);
  assert.equal(waits.length, 2);
  assert.ok(waits.every((wait) => wait >= 1_990), `${waits}`);
  assert.ok(seen.complaints.every((line) => line.includes("503")));
});

test("a portal's pages are no answers", async (t) => {
  const { survey, page } = await opened(t);
  const portal = [
    (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<h1>Sign in to the network</h1>" }),
    (route) => route.fulfill({ status: 302, headers: { location: "http://portal.example/" } }),
    (route) => route.fulfill({ status: 403, contentType: "text/html", body: "no" }),
    (route) => route.fulfill({ status: 200, contentType: "application/json", body: '{"receipt":"x"}' }),
  ];
  await page.route("**/responses", (route) => (portal.shift() ?? ((it) => it.continue()))(route));
  await answer(page, "portal");
  await banner(page, "waiting").waitFor();
  for (let tries = 0; portal.length > 0 && tries < 60; tries += 1) {
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await page.waitForTimeout(250);
  }
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.locator("#thanks").waitFor();
  await arrives(survey, "portal");
});

for (const viewport of [PHONE, DESKTOP]) {
  test(`on slow 3G a survey is opened, answered and received once, ${viewport.width} wide`, async (t) => {
    const { survey, context, page, url } = await opened(t, { viewport });
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    const slow = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
    await session.send("Network.emulateNetworkConditions", slow);
    await page.goto(url);
    await answer(page, "slow");
    await banner(page, "busy").waitFor();
    await page.locator("#thanks").waitFor();
    await arrives(survey, "slow");
  });
}

test("a tab that ends while it sends leaves one response", async (t) => {
  const { survey, context, page, url } = await opened(t);
  // The server has it, and nobody hears so.
  await page.route("**/responses", async (route) => {
    await route.fetch();
    await new Promise(() => undefined);
  });
  await answer(page, "unheard");
  await arrives(survey, "unheard");
  const tab = await context.newPage();
  await page.close();
  await tab.goto(url);
  await tab.locator("#thanks").waitFor();
  await arrives(survey, "unheard");
});

test("a device that is full says that it keeps nothing, and sends", async (t) => {
  const { survey, page } = await opened(t);
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await page.route("**/responses", (route) => route.abort(), { times: 1 });
  await answer(page, "full");
  await banner(page, "waiting").waitFor();
  assert.match(await banner(page, "waiting").innerText(), /cannot keep the answers/);
  assert.equal(await page.locator(".saved", { hasText: /./ }).count(), 0);
  await page.locator("#thanks").waitFor();
  await arrives(survey, "full");
});

test("what is refused while another survey is open is there to be put right at its own", async (t) => {
  const { survey, context, page, url } = await opened(t);
  await context.setOffline(true);
  await answer(page, "refused");
  await banner(page, "waiting").waitFor();
  const tab = await context.newPage();
  await page.close();
  const invalid_params = [{ name: "word", reason: "Not that." }];
  const body = JSON.stringify({ type: "urn:x:answers", title: "Rejected", status: 422, invalid_params });
  await tab.route(`**/${survey}/responses`, (route) => route.fulfill({ status: 422, contentType: PROBLEM, body }));
  await context.setOffline(false);
  await tab.goto(`${platform.site}/s/${await publish(platform, definition)}`);
  await banner(tab, "failed").waitFor();
  await tab.unroute(`**/${survey}/responses`);
  await tab.goto(url);
  await tab.locator("#kept").waitFor();
  assert.equal(await tab.locator('[name="word"]').inputValue(), "refused");
  await answer(tab, "put right");
  await tab.locator("#thanks").waitFor();
  await arrives(survey, "put right");
});

test("who has nothing to send asks for nothing", async (t) => {
  const { context, page, seen, url } = await opened(t);
  await page.clock.install();
  await page.goto(url);
  await page.locator('[name="word"]').fill("only kept");
  const before = seen.requests.length;
  await page.clock.runFor("30:00");
  assert.deepEqual(seen.requests.slice(before), []);
  await assertClean(context, seen, [platform.site]);
});
