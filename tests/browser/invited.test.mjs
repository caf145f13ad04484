/** Who was invited: what the link chooses, one answer, with script and without, and the way to get no more messages. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { audit } from "./axe.mjs";
import { invite, KNOWN, ORDER } from "./invited.mjs";
import { assertClean, profile, publish, ready, responses, sendButton, settled, watched } from "./support.mjs";

const platform = ready();
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };

async function invited(t, options = {}) {
  const survey = options.survey ?? (await publish(platform, ORDER));
  const links = await invite(platform, survey, { ...KNOWN, ...options.more });
  const context = options.context ?? (await profile(t, { viewport: PHONE, ...options }));
  const { page, seen } = await watched(context);
  return { survey, context, page, seen, ...links };
}

const star = (page, value) => page.locator(`[name="overall"][value="${value}"]`);
const answers = async (survey) => (await responses(platform, survey)).map((row) => row.answers);
const drafts = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open("nordsvar");
        opening.onsuccess = () => {
          const all = opening.result.transaction("drafts").objectStore("drafts").getAll();
          all.onsuccess = () => resolve(all.result.map(({ survey }) => survey));
          opening.result.close();
        };
      }),
  );

async function sends(page) {
  await sendButton(page).click();
  await page.locator("#thanks").waitFor();
}

for (const viewport of [PHONE, DESKTOP]) {
  for (const javaScriptEnabled of [true, false]) {
    const how = `${viewport.width} wide, ${javaScriptEnabled ? "with" : "without"} script`;
    test(`a choice from the mail is sent from the page, ${how}`, async (t) => {
      const { survey, context, page, seen, link } = await invited(t, { viewport, javaScriptEnabled });
      await page.goto(`${link}?q=overall&v=4`);
      if (javaScriptEnabled) await settled(page);
      assert.equal(await star(page, 4).isChecked(), true);
      assert.equal(await page.locator('[name="who"]').inputValue(), "Åsa");
      assert.match(await page.locator("form#survey").innerText(), /More about order 2026-117\?/);
      assert.deepEqual(await answers(survey), []);
      await page.locator('[name="more"]').fill("All well");
      await sends(page);
      assert.deepEqual(await answers(survey), [{ overall: 4, who: "Åsa", order: "2026-117", more: "All well" }]);
      await page.goto(link);
      assert.match(await page.locator("main").innerText(), /This invitation was answered before/);
      assert.equal(await page.locator("form").count(), 0);
      // A page that says 409 is one that the browser tells of.
      const ours = seen.complaints.filter((line) => !/status of 409/.test(line));
      await assertClean(context, { ...seen, complaints: ours }, [platform.site]);
    });
  }
}

test("a choice may be changed, and a later link goes before what was kept", async (t) => {
  const { survey, page, link } = await invited(t);
  await page.goto(`${link}?q=overall&v=2`);
  await settled(page);
  await star(page, 3).check({ force: true });
  await page.locator('[name="more"]').fill("A word");
  await page.locator(".saved", { hasText: /./ }).waitFor();
  await page.goto(link);
  await page.locator("#kept").waitFor();
  assert.equal(await star(page, 3).isChecked(), true);
  await page.goto(`${link}?q=overall&v=5`);
  await page.locator("#kept").waitFor();
  assert.equal(await star(page, 5).isChecked(), true);
  assert.equal(await page.locator('[name="more"]').inputValue(), "A word");
  await sends(page);
  assert.deepEqual(await answers(survey), [{ overall: 5, who: "Åsa", order: "2026-117", more: "A word" }]);
  assert.deepEqual(await drafts(page), []);
});

test("each invitation to a survey has answers of its own on the device", async (t) => {
  const first = await invited(t);
  const { survey, context } = first;
  const second = await invited(t, { survey, context, more: { known: { order: "2026-118" } } });
  await first.page.goto(first.link);
  await settled(first.page);
  await first.page.locator('[name="more"]').fill("Of the first");
  await first.page.locator(".saved", { hasText: /./ }).waitFor();
  await second.page.goto(second.link);
  await settled(second.page);
  assert.equal(await second.page.locator('[name="more"]').inputValue(), "");
  await star(second.page, 1).check({ force: true });
  await sends(second.page);
  assert.equal((await drafts(first.page)).length, 1);
  await star(first.page, 5).check({ force: true });
  await sends(first.page);
  const want = [
    { overall: 1, order: "2026-118" },
    { overall: 5, who: "Åsa", order: "2026-117", more: "Of the first" },
  ];
  assert.deepEqual(await answers(survey), want);
});

test("what waited too long is told of in a plain word, and forgotten", async (t) => {
  const { survey, context, page, link } = await invited(t);
  await page.goto(link);
  await settled(page);
  await page.route("**/responses", (route) => route.abort());
  await star(page, 4).check({ force: true });
  await sendButton(page).click();
  await page.locator('#status[data-state="waiting"]').waitFor();
  // Meanwhile it is answered elsewhere.
  const elsewhere = (await watched(await profile(t))).page;
  await elsewhere.goto(`${link}?q=overall&v=1`);
  await settled(elsewhere);
  await sends(elsewhere);
  await page.unroute("**/responses");
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  const told = page.locator('#status[data-state="failed"]');
  await told.waitFor();
  assert.match(await told.innerText(), /^This invitation was answered before; the first answers count\. Thank you!$/);
  assert.deepEqual(await answers(survey), [{ overall: 1, who: "Åsa", order: "2026-117" }]);
  const later = await context.newPage();
  await later.goto(`${platform.site}/s/${survey}`);
  await settled(later);
  await later.waitForTimeout(500);
  assert.equal(await later.locator("#status").isHidden(), true);
});

test("another language is the same invitation", async (t) => {
  const { survey, page, link } = await invited(t);
  await page.goto(`${link}?q=overall&v=4`);
  await settled(page);
  await page.locator('button[name="nordsvar.switch"][value="ar"]').click();
  await page.locator('html[dir="rtl"]').waitFor();
  await settled(page);
  assert.equal(await star(page, 4).isChecked(), true);
  assert.ok(page.url().startsWith(link));
  await sends(page);
  assert.deepEqual(await answers(survey), [{ overall: 4, who: "Åsa", order: "2026-117" }]);
});

test("no more invitations by one button, without a script", async (t) => {
  const { page, unsubscribe } = await invited(t, { javaScriptEnabled: false });
  await page.goto(unsubscribe);
  assert.match(await page.locator("main").innerText(), /No more invitations\?/);
  await page.locator("form button").click();
  assert.match(await page.locator("#unsubscribed").innerText(), /^You will get no more invitations to surveys from [^{]+\.$/);
  await page.goto(unsubscribe);
  await page.locator("form button").click();
  assert.match(await page.locator("#unsubscribed").innerText(), /It was so already/);
});

test("axe finds nothing on what the invited meet", async (t) => {
  const { page, link, unsubscribe } = await invited(t);
  await page.goto(`${link}?q=overall&v=4`);
  await settled(page);
  await audit(page, "the survey", ["light", "zoomed and dark"]);
  await page.goto(unsubscribe);
  await audit(page, "no more invitations", ["light", "zoomed and dark"]);
});
