/** A survey of several pages, with script and without: forth, back, passed over, sent once. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { assertClean, profile, publish, ready, responses, sendButton, settled, turnPage, watched } from "./support.mjs";

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };

const trip = {
  title: "Trip",
  description: "About your way here.",
  showProgressBar: "top",
  pages: [
    {
      name: "you",
      title: "You",
      elements: [
        { type: "text", name: "who", isRequired: true },
        { type: "boolean", name: "drove", isRequired: true },
        { type: "file", name: "ticket" },
      ],
    },
    { name: "car", title: "Your car", visibleIf: "{drove} = true", elements: [{ type: "text", name: "plate", isRequired: true }] },
    {
      name: "end",
      title: "In the end",
      elements: [
        { type: "rating", name: "score", isRequired: true },
        { type: "ranking", name: "order", choices: ["rail", "road"] },
        { type: "comment", name: "more" },
      ],
    },
  ],
};
const ticket = { name: "t.txt", mimeType: "text/plain", buffer: Buffer.from("hej") };

/** What the response says of the ticket, once it was read back as it was sent. */
async function ticketOf(platform, survey, { id, answers }) {
  const { content } = answers.ticket[0];
  assert.match(content, /^file:/);
  const path = `/api/v1/surveys/${survey}/responses/${id}/files/${content.slice("file:".length)}`;
  const file = await fetch(platform.site + path, { headers: { authorization: `Bearer ${platform.api_key}` } });
  assert.equal(await file.text(), "hej");
  return [{ name: "t.txt", type: "text/plain", size: 3, content }];
}

/** The page's heading, once it says this. */
const heading = (page, name) => page.getByRole("heading", { level: 2, name }).waitFor();
const back = (page) => page.locator('[name="nordsvar.step"][value="back"]:visible');
const shown = (page) => page.locator("form .page:not([data-away])");

for (const javaScriptEnabled of [false, true]) {
  const how = javaScriptEnabled ? "with" : "without";

  for (const viewport of [PHONE, DESKTOP]) {
    test(`three pages are one response, ${viewport.width} wide, ${how} script`, async (t) => {
      const platform = ready();
      const survey = await publish(platform, trip);
      const context = await profile(t, { javaScriptEnabled, viewport });
      const { page, seen } = await watched(context);
      await page.goto(`${platform.site}/s/${survey}`);
      if (javaScriptEnabled) await settled(page);
      await heading(page, /^Part 1 of \d – You$/);
      assert.equal(await back(page).count(), 0);
      await page.locator('[name="who"]').fill("Bo");
      await page.locator('[name="drove"][value="true"]').check();
      await page.locator('[name="ticket"]').setInputFiles(ticket);
      // Enter in a field goes on.
      await page.locator('[name="who"]').press("Enter");
      await heading(page, "Part 2 of 3 – Your car");
      assert.equal(await page.title(), "Part 2 of 3 – Trip");
      assert.equal(await shown(page).count(), 1);
      assert.equal(await page.locator("progress:visible").evaluate((bar) => bar.value), 33);
      assert.equal(await page.locator(".lead:visible").count(), 0);
      await page.locator('[name="plate"]').fill("ABC 123");
      await turnPage(page);
      await heading(page, "Part 3 of 3 – In the end");
      assert.equal(await page.locator('[value="next"]:visible').count(), 0);
      await page.locator('[name="order[rail]"]').selectOption("2");
      await page.locator('[name="order[road]"]').selectOption("1");
      await back(page).click();
      await heading(page, "Part 2 of 3 – Your car");
      assert.equal(await page.locator('[name="plate"]').inputValue(), "ABC 123");
      await turnPage(page);
      assert.equal(await page.locator('[name="order[rail]"]').inputValue(), "2");
      await page.locator('[name="score"][value="4"]').check();
      await sendButton(page).click();
      await page.locator("#thanks").waitFor();
      const found = await responses(platform, survey);
      assert.equal(found.length, 1);
      const kept = await ticketOf(platform, survey, found[0]);
      const answers = { who: "Bo", drove: true, plate: "ABC 123", score: 4, order: ["road", "rail"], ticket: kept };
      assert.deepEqual(found[0].answers, answers);
      await assertClean(context, seen, [platform.site]);
    });
  }

  test(`the browser's Back leads to the page before, ${how} script`, async (t) => {
    const platform = ready();
    const survey = await publish(platform, trip);
    const context = await profile(t, { javaScriptEnabled });
    const { page } = await watched(context);
    await page.goto(`${platform.site}/s/${survey}`);
    if (javaScriptEnabled) await settled(page);
    await page.locator('[name="who"]').fill("Bo");
    await page.locator('[name="drove"][value="true"]').check();
    await turnPage(page);
    await heading(page, /Your car/);
    await page.goBack();
    await heading(page, /You$/);
    assert.equal(await page.locator('[name="who"]').inputValue(), "Bo");
    await turnPage(page);
    await heading(page, /Your car/);
    await page.locator('[name="plate"]').fill("x");
    await turnPage(page);
    await page.locator('[name="score"][value="2"]').check();
    await sendButton(page).click();
    await page.locator("#thanks").waitFor();
    assert.equal((await responses(platform, survey)).length, 1);
  });

  test(`one question at a time, ${how} script`, async (t) => {
    const platform = ready();
    const survey = await publish(platform, { ...trip, pages: [trip.pages[0], trip.pages[2]], questionsOnPageMode: "questionPerPage" });
    const context = await profile(t, { javaScriptEnabled });
    const { page } = await watched(context);
    await page.goto(`${platform.site}/s/${survey}`);
    if (javaScriptEnabled) await settled(page);
    const visible = () => page.locator("form .question:visible").count();
    await page.locator('[name="who"]').fill("Bo");
    for (const [name, value] of [["drove", "false"], ["ticket"], ["score", "5"], ["order[rail]"]]) {
      await turnPage(page);
      await page.locator(`[name="${name}"]`).first().waitFor();
      assert.equal(await visible(), 1, name);
      if (value !== undefined) await page.locator(`[name="${name}"][value="${value}"]`).check();
    }
    await turnPage(page);
    await page.locator('[name="more"]').fill("fine");
    await sendButton(page).click();
    await page.locator("#thanks").waitFor();
    const [{ answers }] = await responses(platform, survey);
    assert.deepEqual(answers, { who: "Bo", drove: false, score: 5, more: "fine" });
  });
}

test("what is missing is pointed out on its page, without script", async (t) => {
  const platform = ready();
  const survey = await publish(platform, trip);
  const context = await profile(t, { javaScriptEnabled: false });
  const { page } = await watched(context);
  await page.goto(`${platform.site}/s/${survey}`);
  await page.locator('[name="drove"][value="false"]').check();
  // The browser would keep the form from being sent.
  await page.locator("form#survey").evaluate((form) => (form.noValidate = true));
  await turnPage(page);
  await page.locator("#errors").waitFor();
  await heading(page, /^Part 1 of 2 – You$/);
  assert.ok(await page.locator("#errors").evaluate((one) => one === document.activeElement), "the reader is taken there");
  await page.locator('[name="who"]').fill("Bo");
  await turnPage(page);
  await heading(page, "Part 2 of 2 – In the end");
});

test("a fault on an earlier page takes the reader there, with script", async (t) => {
  const platform = ready();
  const survey = await publish(platform, trip);
  const context = await profile(t);
  const { page } = await watched(context);
  await page.goto(`${platform.site}/s/${survey}`);
  await settled(page);
  await turnPage(page);
  await page.locator("#errors").waitFor();
  await heading(page, /You$/);
  await page.locator('[name="who"]').fill("Bo");
  await page.locator('[name="drove"][value="true"]').check();
  await turnPage(page);
  await page.locator('[name="plate"]').fill("x");
  await turnPage(page);
  assert.ok(await page.evaluate(() => document.activeElement.matches("h2")), "the reader is at the heading");
  await page.locator('[name="score"][value="3"]').check();
  // Emptied by somebody else, as far as this page knows.
  await page.locator('[name="who"]').evaluate((field) => (field.value = ""));
  await sendButton(page).click();
  await heading(page, /You$/);
  assert.ok(await page.locator('[name="who"]').evaluate((field) => field === document.activeElement));
  assert.equal((await responses(platform, survey)).length, 0);
});

test("where the other pages do not come, the server turns them", async (t) => {
  const platform = ready();
  const survey = await publish(platform, trip);
  const context = await profile(t);
  const { page } = await watched(context);
  await page.route(`**/s/${survey}*`, (route) => (route.request().resourceType() === "fetch" ? route.abort() : route.continue()));
  await page.goto(`${platform.site}/s/${survey}`);
  await page.locator('[name="who"]').fill("Bo");
  await page.locator('[name="drove"][value="false"]').check();
  await turnPage(page);
  await heading(page, "Part 2 of 2 – In the end");
  await page.locator('[name="score"][value="3"]').check();
  await sendButton(page).click();
  await page.locator("#thanks").waitFor();
  assert.deepEqual((await responses(platform, survey))[0].answers, { who: "Bo", drove: false, score: 3 });
});

test("where what keeps files apart does not come, the server turns the pages", async (t) => {
  const platform = ready();
  const survey = await publish(platform, trip);
  const context = await profile(t);
  const { page } = await watched(context);
  await page.route("**/assets/files-*.js", (route) => route.abort());
  const failed = page.waitForEvent("requestfailed", (request) => request.url().includes("/assets/files-"));
  await page.goto(`${platform.site}/s/${survey}`);
  await failed;
  assert.equal(await shown(page).count(), 1);
  await page.locator('[name="who"]').fill("Bo");
  await page.locator('[name="drove"][value="false"]').check();
  await page.locator('[name="ticket"]').setInputFiles(ticket);
  await turnPage(page);
  await heading(page, "Part 2 of 2 – In the end");
  await page.locator('[name="score"][value="3"]').check();
  await sendButton(page).click();
  await page.locator("#thanks").waitFor();
  const [response] = await responses(platform, survey);
  const kept = await ticketOf(platform, survey, response);
  assert.deepEqual(response.answers, { who: "Bo", drove: false, score: 3, ticket: kept });
});

test("one page is in sight until all have come with what keeps their files apart", async (t) => {
  const platform = ready();
  const survey = await publish(platform, trip);
  const context = await profile(t);
  const { page } = await watched(context);
  let go;
  const held = new Promise((resolve) => (go = resolve));
  await page.route("**/assets/files-*.js", async (route) => {
    await held;
    await route.continue();
  });
  const asked = page.waitForRequest((request) => request.url().includes("/assets/files-"));
  await page.goto(`${platform.site}/s/${survey}`);
  await asked;
  assert.equal(await page.locator("form .page").count(), 1);
  go();
  await settled(page);
  assert.equal(await page.locator("form .page").count(), 3);
  assert.equal(await shown(page).count(), 1);
});

test("what is typed before the other pages come is not lost", async (t) => {
  const platform = ready();
  const survey = await publish(platform, trip);
  const context = await profile(t);
  const { page } = await watched(context);
  let go;
  const held = new Promise((resolve) => (go = resolve));
  await page.route(`**/s/${survey}*`, async (route) => {
    if (route.request().resourceType() === "fetch") await held;
    await route.continue();
  });
  await page.goto(`${platform.site}/s/${survey}`);
  await page.locator('[name="who"]').fill("Bo");
  await page.locator('[name="drove"][value="false"]').check();
  await page.locator('[name="ticket"]').setInputFiles(ticket);
  go();
  await settled(page);
  assert.equal(await page.locator('[name="who"]').inputValue(), "Bo");
  assert.ok(await page.locator('[name="drove"][value="false"]').isChecked());
  await page.locator('[data-name="ticket"] .files li', { hasText: "t.txt" }).waitFor();
});

test("a large response says how much of it has gone", async (t) => {
  const platform = ready();
  const survey = await publish(platform, {
    elements: ["a", "b", "c", "d", "e", "f", "g", "h"].map((name) => ({ type: "comment", name })),
  });
  const context = await profile(t);
  const { page } = await watched(context);
  await page.goto(`${platform.site}/s/${survey}`);
  for (const field of await page.locator("form textarea:visible").all()) await field.fill("x".repeat(19_000));
  const bars = page.evaluate(
    () =>
      new Promise((resolve) => {
        new MutationObserver(() => {
          const bar = document.querySelector("#status progress");
          if (bar !== null) resolve(bar.max);
        }).observe(document.body, { childList: true, subtree: true });
      }),
  );
  await sendButton(page).click();
  assert.equal(await bars, 100);
  await page.locator("#thanks").waitFor();
  assert.equal((await responses(platform, survey)).length, 1);
});
