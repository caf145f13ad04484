/** What somebody has answered is there again when they come back, and is one response however often they come. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { assertClean, give, profile, publish, ready, republish, responses, sendButton, upload, watched, unfolded } from "./support.mjs";

const platform = ready();
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };
const fixture = (name) => JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8"));

const definition = {
  title: "Kept",
  elements: [
    { type: "text", name: "name" },
    { type: "radiogroup", name: "way", choices: ["bike", "bus"], showOtherItem: true },
    { type: "checkbox", name: "did", choices: ["read", "met"], defaultValue: ["met"] },
    { type: "ranking", name: "order", choices: ["a", "b"] },
  ],
};

/** Waits until the page says that what was answered is on the device, and until this is. */
async function kept(page, what = "") {
  await page.locator(".saved", { hasText: /./ }).waitFor();
  for (let tries = 0; !JSON.stringify(await draft(page)).includes(what); tries += 1) {
    assert.ok(tries < 50, `${what} is not kept`);
    await page.waitForTimeout(100);
  }
}

async function restored(page) {
  const notice = page.locator("#kept");
  await notice.waitFor();
  return notice;
}

function draft(page) {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open("nordsvar");
        opening.onsuccess = () => {
          const all = opening.result.transaction("drafts").objectStore("drafts").getAll();
          all.onsuccess = () => resolve(all.result);
          opening.result.close();
        };
      }),
  );
}

/** Sends, and is thanked; the survey then has one response with these answers, and the device nothing. */
async function sends(page, survey, answers) {
  await sendButton(page).click();
  await page.locator("#thanks").waitFor();
  const rows = await responses(platform, survey);
  assert.equal(rows.length, 1);
  assert.deepEqual(await unfolded(platform, survey, rows[0]), answers);
  assert.deepEqual(await draft(page), []);
  return rows[0];
}

async function opened(t, asked, options = {}) {
  const survey = await publish(platform, asked);
  const context = await profile(t, options);
  const { page, seen } = await watched(context);
  const url = `${platform.site}/s/${survey}${options.query ?? ""}`;
  await page.goto(url);
  return { survey, context, page, seen, url };
}

for (const viewport of [PHONE, DESKTOP]) {
  test(`every type of question is answered, reloaded and sent, ${viewport.width} wide`, async (t) => {
    const every = fixture("every-type");
    const { survey, context, page, seen, url } = await opened(t, { ...every.definition, questionsOnPageMode: "singlePage" }, { viewport });
    for (const [name, value] of every.form) await give(page, name, value);
    await page.locator('[name="papers"]').setInputFiles(upload("hej.txt", every.kept.papers[0].content));
    await page.locator('[name="signed"]').setInputFiles(upload("me.png", every.kept.signed));
    await kept(page, "file:");
    const id = (await draft(page))[0].id;
    await page.reload();
    await restored(page);
    // Another tab than the one that was closed.
    await page.close();
    const tab = await context.newPage();
    await tab.goto(url);
    await restored(tab);
    const row = await sends(tab, survey, every.kept);
    assert.equal(row.id, id);
    await assertClean(context, seen, [platform.site]);
  });
}

for (const [lang, viewport, said] of [
  ["sv", PHONE, "Vi har kvar det du svarade tidigare."],
  ["ar", DESKTOP, "احتفظنا بما أجبت به سابقًا."],
]) {
  test(`what was answered is kept in ${lang}, ${viewport.width} wide`, async (t) => {
    const { survey, page } = await opened(t, fixture("languages"), { viewport, query: `?lang=${lang}` });
    await page.locator('[name="name"]').fill("Åsa نور");
    await page.locator('[name="how"][value="bike"]').check();
    await kept(page);
    await page.reload();
    assert.ok((await (await restored(page)).innerText()).startsWith(said));
    assert.equal(await page.locator('[name="name"]').inputValue(), "Åsa نور");
    const [shown, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(shown <= room, `the page is ${shown} wide in ${room}`);
    await page.locator(`[name="nordsvar.switch"][value="en"]`).click();
    await page.locator('html[lang="en"]').waitFor();
    assert.equal(await page.locator('[name="name"]').inputValue(), "Åsa نور");
    await page.locator('[name="name"]').fill("Nour");
    await kept(page);
    const [{ id, answers }] = await draft(page);
    assert.deepEqual(answers, { name: "Nour", how: "bike" });
    await page.goto(`${platform.site}/s/${survey}?lang=${lang}`);
    await restored(page);
    assert.equal(await page.locator('[name="name"]').inputValue(), "Nour");
    assert.equal(await page.locator('[name="nordsvar.id"]').inputValue(), id);
  });
}

test("nothing is kept before something was changed, and nothing of what the survey itself says", async (t) => {
  const { survey, page } = await opened(t, definition);
  await page.waitForTimeout(800);
  await page.reload();
  assert.deepEqual(await draft(page), []);
  assert.equal(await page.locator("#kept").count(), 0);
  // What was taken away stays so, though the survey proposes it.
  await page.locator('[name="did"][value="met"]').uncheck();
  await kept(page);
  await page.reload();
  await restored(page);
  assert.ok(!(await page.locator('[name="did"][value="met"]').isChecked()));
  await sends(page, survey, {});
});

test("a page that is left at once has kept the last word", async (t) => {
  const { survey, page, url } = await opened(t, definition);
  await page.locator('[name="name"]').fill("half a word");
  await page.goto(`${platform.site}/`);
  await page.goto(url);
  await restored(page);
  await sends(page, survey, { name: "half a word", did: ["met"] });
});

test("what is answered before the script has come is kept", async (t) => {
  const survey = await publish(platform, definition);
  const page = await (await profile(t)).newPage();
  let come = () => undefined;
  const coming = new Promise((resolve) => (come = resolve));
  await page.route(/\/assets\/page-.*\.js/, async (route) => {
    await coming;
    await route.continue();
  });
  await page.goto(`${platform.site}/s/${survey}`, { waitUntil: "commit" });
  await page.locator('[name="name"]').fill("early");
  await page.locator('[name="did"][value="met"]').uncheck();
  come();
  await kept(page, "early");
  await page.unroute(/\/assets\/page-.*\.js/);
  await page.reload();
  await restored(page);
  await sends(page, survey, { name: "early" });
});

test("a page that is left before it knows whether it may keep something has kept the last word", async (t) => {
  const { survey, context, page, url } = await opened(t, definition);
  await page.locator('[name="name"]').fill("earlier");
  await page.locator('[name="way"][value="bus"]').check();
  await kept(page, "bus");
  await page.close();
  const hurried = await context.newPage();
  await hurried.addInitScript(() => {
    navigator.locks.request = () => new Promise(() => undefined);
  });
  await hurried.goto(url);
  await hurried.locator('[name="name"]').fill("the last");
  await hurried.goto(`${platform.site}/`);
  await hurried.close();
  const tab = await context.newPage();
  await tab.goto(url);
  await restored(tab);
  assert.equal(await tab.evaluate(() => localStorage.length), 0);
  await sends(tab, survey, { name: "the last", way: "bus", did: ["met"] });
});

test("what is chosen before the earlier answers have come stays", async (t) => {
  const { survey, page } = await opened(t, definition);
  await page.locator('[name="name"]').fill("earlier");
  await page.locator('[name="way"][value="bus"]').check();
  await kept(page);
  await page.addInitScript(() => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (...given) {
      const request = open.apply(this, given);
      let later;
      Object.defineProperty(request, "onsuccess", { set: (told) => (later = told) });
      request.addEventListener("success", (event) => setTimeout(() => later.call(request, event), 1_000));
      return request;
    };
  });
  await page.reload();
  await page.locator('[name="way"][value="bike"]').check();
  await restored(page);
  await sends(page, survey, { name: "earlier", way: "bike", did: ["met"] });
});

test("a place that is taken after a reload is handed over", async (t) => {
  const { survey, page } = await opened(t, definition);
  const [first, second] = [page.locator('[name="order[a]"]'), page.locator('[name="order[b]"]')];
  await first.click();
  await page.keyboard.press("Escape");
  await first.selectOption("1");
  await second.selectOption("2");
  await kept(page);
  await page.reload();
  await restored(page);
  await page.locator('[name="order[b]"]').selectOption("1");
  await sends(page, survey, { did: ["met"], order: ["b", "a"] });
});

test("as many entries as were added are there again, and those that were taken away are not", async (t) => {
  const templateElements = [{ type: "text", name: "who" }];
  const { survey, page } = await opened(t, { title: "Lists", elements: [{ type: "paneldynamic", name: "people", panelCount: 1, templateElements }] });
  const shown = page.locator("[data-entry]:visible");
  const names = ["Ada", "Bo", "Cai", "Dag", "Eva", "Fia"];
  for (const [index, name] of names.entries()) {
    if ((await shown.count()) <= index) await page.getByRole("button", { name: "Add" }).click();
    await shown.nth(index).locator("input").fill(name);
  }
  await kept(page, "Fia");
  await page.reload();
  await restored(page);
  assert.equal(await shown.count(), names.length);
  await shown.nth(1).getByRole("button", { name: /^Remove/ }).click();
  await kept(page, '"Ada"},{"who":"Cai"');
  await page.reload();
  await restored(page);
  await sends(page, survey, { people: names.filter((name) => name !== "Bo").map((who) => ({ who })) });
});

for (const undone of [false, true]) {
  test(`starting over takes the answers away${undone ? ", and back when it is undone" : ""}`, async (t) => {
    const { survey, page } = await opened(t, definition);
    await page.locator('[name="name"]').fill("Åsa");
    await page.locator('[name="did"][value="read"]').check();
    await kept(page);
    const [{ id }] = await draft(page);
    await page.reload();
    await (await restored(page)).getByRole("button", { name: "Start over" }).click();
    assert.equal(await page.locator('[name="name"]').inputValue(), "");
    assert.ok(await page.locator('[name="did"][value="met"]').isChecked());
    await page.waitForTimeout(500);
    assert.deepEqual(await draft(page), []);
    if (undone) {
      await page.locator("#kept").getByRole("button", { name: "Undo" }).click();
      await kept(page);
      await page.reload();
      await restored(page);
      const row = await sends(page, survey, { name: "Åsa", did: ["read", "met"] });
      assert.equal(row.id, id);
    } else {
      await page.locator('[name="name"]').fill("Bo");
      await kept(page);
      assert.equal(await page.locator("#kept").count(), 0);
      const row = await sends(page, survey, { name: "Bo", did: ["met"] });
      assert.notEqual(row.id, id);
    }
  });
}

test("of another version what still fits is there", async (t) => {
  const { survey, page } = await opened(t, definition);
  await page.locator('[name="name"]').fill("Åsa");
  await page.locator('[name="way"][value="bus"]').check();
  await kept(page);
  const [{ id }] = await draft(page);
  const [name, , did] = definition.elements;
  const way = { type: "radiogroup", name: "way", choices: ["bike", "train"] };
  await republish(platform, survey, { title: "Kept", elements: [name, way, did, { type: "text", name: "more", defaultValue: "new" }] });
  await page.reload();
  assert.match(await (await restored(page)).innerText(), /has changed/);
  assert.equal(await page.locator('[name="name"]').inputValue(), "Åsa");
  const row = await sends(page, survey, { name: "Åsa", did: ["met"], more: "new" });
  assert.equal(row.version, 2);
  assert.notEqual(row.id, id);
});

test("answers that nobody came back to for 30 days are forgotten", async (t) => {
  const { page } = await opened(t, definition);
  await page.locator('[name="name"]').fill("Åsa");
  await kept(page);
  await page.clock.setSystemTime(Date.now() + 30 * 86_400_000 + 60_000);
  await page.goto(page.url());
  await page.waitForTimeout(500);
  assert.equal(await page.locator('[name="name"]').inputValue(), "");
  assert.deepEqual(await draft(page), []);
});

test("a survey for devices that many use keeps nothing", async (t) => {
  const { survey, page } = await opened(t, { ...definition, nordsvar: { draft: false } });
  await page.locator('[name="name"]').fill("Åsa");
  await page.waitForTimeout(800);
  assert.equal(await page.locator(".saved").count(), 0);
  await page.reload();
  await page.waitForTimeout(300);
  assert.equal(await page.locator('[name="name"]').inputValue(), "");
  await page.locator('[name="name"]').fill("Bo");
  await sendButton(page).click();
  await page.locator("#thanks").waitFor();
  assert.deepEqual((await responses(platform, survey)).map(({ answers }) => answers), [{ name: "Bo", did: ["met"] }]);
});

test("where the browser keeps nothing it works, and says nothing of keeping", async (t) => {
  const { survey, page } = await opened(t, definition);
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("denied", "SecurityError");
    };
  });
  await page.reload();
  await page.locator('[name="name"]').fill("Åsa");
  await page.waitForTimeout(800);
  assert.equal(await page.locator(".saved").count(), 0);
  await sendButton(page).click();
  await page.locator("#thanks").waitFor();
  assert.equal((await responses(platform, survey)).length, 1);
});
