/** Files go on their way as they are chosen, each with how far it has come, and are there with their response, once. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { audit } from "./axe.mjs";
import { assertClean, profile, publish, ready, responses, sendButton, watched } from "./support.mjs";

const platform = ready();
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };

const definition = {
  title: "Files",
  elements: [
    { type: "text", name: "name" },
    { type: "file", name: "photos", allowMultiple: true, maxFiles: 3, acceptedTypes: "image/*" },
    { type: "file", name: "paper", maxSize: 1_000_000, isRequired: true },
  ],
};

/** Bytes like those of a photo from a phone. */
function photo(name, size = 3_000_000) {
  const buffer = Buffer.alloc(size, 7);
  buffer.set([0xff, 0xd8, 0xff, 0xe0]);
  for (let at = 4; at < size; at += 97) buffer[at] = (at * 31) % 251;
  return { name, mimeType: "image/jpeg", buffer };
}

const paper = { name: "paper å.txt", mimeType: "text/plain", buffer: Buffer.from("hej") };

async function opened(t, options = {}, asked = definition) {
  const survey = await publish(platform, asked);
  const context = await profile(t, options);
  const { page, seen } = await watched(context);
  const url = `${platform.site}/s/${survey}`;
  await page.goto(url);
  return { survey, context, page, seen, url };
}

const field = (page, name) => page.locator(`input[type="file"][name="${name}"]`);
const lines = (page, name) => page.locator(`[data-name="${name}"] .files li`);

/** Waits until so many files of a question are there. */
async function there(page, name, count) {
  await lines(page, name).filter({ hasText: "100% sent" }).nth(count - 1).waitFor();
  assert.equal(await lines(page, name).count(), count);
}

async function content(survey, response, file) {
  const id = file.content.replace(/^file:/, "");
  const headers = { authorization: `Bearer ${platform.api_key}` };
  const url = `${platform.site}/api/v1/surveys/${survey}/responses/${response}/files/${id}`;
  const answer = await fetch(url, { headers });
  assert.equal(answer.status, 200, await answer.clone().text());
  return Buffer.from(await answer.arrayBuffer());
}

/** Fails unless there is one response, with exactly these files of a question, byte by byte. */
async function holds(survey, question, wanted) {
  for (let tries = 0; (await responses(platform, survey)).length === 0; tries += 1) {
    assert.ok(tries < 150, "it did not arrive");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const rows = await responses(platform, survey);
  assert.equal(rows.length, 1);
  const files = rows[0].answers[question] ?? [];
  assert.deepEqual(files.map(({ name, type, size }) => ({ name, type, size })), wanted.map(({ name, mimeType, buffer }) => ({ name, type: mimeType, size: buffer.length })));
  for (const [index, { buffer }] of wanted.entries()) assert.ok(buffer.equals(await content(survey, rows[0].id, files[index])));
}

/** What the device keeps of files. */
function keptFiles(page) {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open("nordsvar");
        opening.onsuccess = () => {
          const all = opening.result.transaction("files").objectStore("files").getAll();
          all.onsuccess = () => resolve(all.result.map(({ name }) => name));
          opening.result.close();
        };
      }),
  );
}

for (const viewport of [PHONE, DESKTOP]) {
  test(`files are sent as they are chosen, ${viewport.width} wide`, async (t) => {
    const { survey, context, page, seen } = await opened(t, { viewport });
    const [first, second] = [photo("one.jpg"), photo("two.jpg", 2_000_000)];
    await field(page, "photos").setInputFiles([first, second]);
    await there(page, "photos", 2);
    await field(page, "paper").setInputFiles([paper]);
    await there(page, "paper", 1);
    assert.match(await lines(page, "photos").first().innerText(), /one\.jpg \(3 MB\)/);
    await sendButton(page).click();
    await page.locator("#thanks").waitFor();
    await holds(survey, "photos", [first, second]);
    await holds(survey, "paper", [paper]);
    assert.deepEqual(await keptFiles(page), []);
    assert.ok(!seen.requests.some((url) => /one|paper/.test(url)), "no name stands in an address");
    await assertClean(context, seen, [platform.site]);
  });

  test(`a file can be taken away while it is on its way, ${viewport.width} wide`, async (t) => {
    const { survey, context, page } = await opened(t, { viewport });
    await context.route(/\/files\//, () => undefined);
    await field(page, "photos").setInputFiles([photo("one.jpg")]);
    const bar = lines(page, "photos").locator("progress");
    await bar.waitFor();
    assert.equal(await page.getByRole("progressbar", { name: "one.jpg" }).count(), 1);
    await page.getByRole("button", { name: "Remove one.jpg" }).click();
    assert.equal(await lines(page, "photos").count(), 0);
    assert.ok(await field(page, "photos").evaluate((input) => input === document.activeElement));
    await context.unroute(/\/files\//);
    const other = photo("two.jpg", 5_000);
    await field(page, "photos").setInputFiles([other]);
    await field(page, "paper").setInputFiles([paper]);
    await there(page, "paper", 1);
    await sendButton(page).click();
    await page.locator("#thanks").waitFor();
    await holds(survey, "photos", [other]);
  });
}

test("what is not taken is said before anything of it is sent", async (t) => {
  const { page, seen } = await opened(t);
  const photos = page.locator('[data-name="photos"]');
  await field(page, "photos").setInputFiles([photo("big.jpg", 10_000_001)]);
  await photos.getByText(/big\.jpg: At most 10.MB a file\./).waitFor();
  await field(page, "photos").setInputFiles([{ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("x") }]);
  await photos.getByText("a.txt: Files of this type are not taken.").waitFor();
  assert.equal(await photos.getByText("big.jpg").count(), 0);
  await field(page, "photos").setInputFiles([1, 2, 3, 4].map((number) => photo(`${number}.jpg`, 100)));
  await photos.getByText("4.jpg: At most 3 files.").waitFor();
  await there(page, "photos", 3);
  assert.equal(seen.requests.filter((url) => url.includes("/files/")).length, 3);
  // Told apart only by its first bytes, it is refused by the server.
  await page.getByRole("button", { name: "Remove 3.jpg" }).click();
  await field(page, "photos").setInputFiles([{ name: "no.png", mimeType: "image/png", buffer: Buffer.from("<html>") }]);
  await lines(page, "photos").filter({ hasText: "Files of this type are not taken." }).waitFor();
  await sendButton(page).click();
  assert.match(await page.locator('[data-name="paper"] .error').first().innerText(), /needs an answer/);
});

for (const viewport of [PHONE, DESKTOP]) {
  test(`chosen without a network, from a tab that is closed, files arrive from any page, ${viewport.width} wide`, async (t) => {
    const { survey, context, page, url } = await opened(t, { viewport });
    await context.setOffline(true);
    const one = photo("one.jpg");
    await field(page, "photos").setInputFiles([one]);
    await field(page, "paper").setInputFiles([paper]);
    await lines(page, "photos").filter({ hasText: "Waiting for the network." }).waitFor();
    await sendButton(page).click();
    await page.locator('#status[data-state="waiting"]').waitFor();
    const second = await context.newPage();
    await page.close();
    await context.setOffline(false);
    await second.goto(`${url}/receipt`);
    await second.locator('#status[data-state="done"]').waitFor();
    await holds(survey, "photos", [one]);
    await holds(survey, "paper", [paper]);
    for (let tries = 0; (await keptFiles(second)).length > 0; tries += 1) {
      assert.ok(tries < 50, "nothing is left on the device");
      await second.waitForTimeout(100);
    }
  });
}

test("files are there again after a reload, whether they had arrived or not", async (t) => {
  const { survey, context, page } = await opened(t);
  const [one, two] = [photo("one.jpg", 50_000), photo("two.jpg", 60_000)];
  await field(page, "photos").setInputFiles([one]);
  await there(page, "photos", 1);
  await context.route(/\/files\//, (route) => route.abort());
  await field(page, "photos").setInputFiles([two]);
  await field(page, "paper").setInputFiles([paper]);
  await page.locator(".saved", { hasText: /./ }).waitFor();
  await page.waitForTimeout(800);
  await context.unroute(/\/files\//);
  await page.reload();
  await page.locator("#kept").waitFor();
  await there(page, "photos", 2);
  await there(page, "paper", 1);
  await sendButton(page).click();
  await page.locator("#thanks").waitFor();
  await holds(survey, "photos", [one, two]);
  await holds(survey, "paper", [paper]);
});

test("files that are gone from the server are brought again", async (t) => {
  const { survey, context, page } = await opened(t);
  // As if the server had removed them: it never had them.
  await context.route(/\/files\//, (route) => route.fulfill({ status: 201, contentType: "application/json", body: "{}" }));
  const one = photo("one.jpg", 50_000);
  await field(page, "photos").setInputFiles([one]);
  await field(page, "paper").setInputFiles([paper]);
  await there(page, "photos", 1);
  await there(page, "paper", 1);
  await context.unroute(/\/files\//);
  await sendButton(page).click();
  await page.locator("#thanks").waitFor();
  await holds(survey, "photos", [one]);
});

test("without a script files go page by page", async (t) => {
  const pages = [{ elements: definition.elements }, { elements: [{ type: "text", name: "last" }] }];
  const { survey, page } = await opened(t, { javaScriptEnabled: false }, { title: "Pages", pages });
  const one = photo("one.jpg");
  await field(page, "photos").setInputFiles([one]);
  await field(page, "paper").setInputFiles([paper]);
  await page.locator('button[value="next"]').last().click();
  await page.locator('[name="last"]').waitFor();
  await page.locator('button[value="back"]').click();
  assert.ok(await page.getByLabel("Keep one.jpg").isChecked());
  await page.locator('button[value="next"]').last().click();
  await page.locator('[name="last"]').fill("x");
  await sendButton(page).click();
  await page.getByText("received").first().waitFor();
  await holds(survey, "photos", [one]);
  await holds(survey, "paper", [paper]);
});

test("a page with files passes axe, from right to left as well, and is walked by keys", async (t) => {
  for (const [options, asked] of [[{}, definition], [{ locale: "ar" }, { ...definition, locale: "ar" }]]) {
    const { context, page } = await opened(t, options, asked);
    await field(page, "photos").setInputFiles([photo("one.jpg", 5_000), photo("two.jpg", 5_000)]);
    await lines(page, "photos").nth(1).waitFor();
    await context.route(/\/files\//, () => undefined);
    await field(page, "paper").setInputFiles([paper]);
    await lines(page, "paper").locator("progress").waitFor();
    await audit(page, `files in ${asked.locale ?? "en"}`);
    await field(page, "photos").focus();
    for (const name of ["one.jpg", "two.jpg"]) {
      await page.keyboard.press("Tab");
      const named = await page.evaluate(() => document.activeElement?.getAttribute("aria-labelledby")?.split(" ").map((id) => document.getElementById(id)?.textContent).join(" "));
      assert.ok(named?.endsWith(name), named);
    }
    await page.keyboard.press("Enter");
    assert.equal(await lines(page, "photos").count(), 1);
  }
});
