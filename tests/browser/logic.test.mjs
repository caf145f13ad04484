/** What respondents see follows from what they answer, at once. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { assertClean, delivered, newMark, profile, publish, ready, sendButton, watched } from "./support.mjs";

/** Opens a survey of this test's own, once its logic is at work. */
async function open(t, definition, options) {
  const platform = ready();
  const survey = await publish(platform, definition);
  const context = await profile(t, options);
  const { page, seen } = await watched(context);
  await page.goto(`${platform.site}/s/${survey}`);
  if (options?.javaScriptEnabled !== false) await page.locator("form[data-follows]").waitFor();
  const clean = () => assertClean(context, seen, [platform.site]);
  return { platform, survey, page, seen, clean };
}

const question = (page, name) => page.locator(`[data-name="${name}"]`);

const HOUSEHOLD = {
  title: "Household",
  showQuestionNumbers: "on",
  elements: [
    { type: "text", name: "age", inputType: "number", title: "How old are you?" },
    {
      type: "radiogroup", name: "car", title: "At {age}, do you drive?", visibleIf: "{age} >= 18", isRequired: true,
      choices: ["yes", "no", { value: "still", visibleIf: "{age} > 80" }],
    },
    { type: "comment", name: "why", title: "Why?", visibleIf: "{car} = 'no'", requiredIf: "{age} > 30" },
    { type: "expression", name: "months", title: "In months", expression: "{age} * 12", displayStyle: "decimal" },
    { type: "text", name: "mark" },
  ],
};

test("questions come and go, are numbered and named, and only what applies is sent", async (t) => {
  const { platform, survey, page, clean } = await open(t, HOUSEHOLD);
  const mark = newMark();
  await question(page, "car").waitFor({ state: "hidden" });
  assert.equal(await page.locator(".applies").count(), 0);
  assert.match(await question(page, "months").innerText(), /^2\. In months/);

  await page.fill('[name="age"]', "40");
  await question(page, "car").waitFor();
  assert.match(await question(page, "car").locator("legend").innerText(), /^2\. At 40, do you drive\?/);
  assert.equal(await page.locator(":focus").getAttribute("name"), "age", "the focus stays where it is");
  assert.equal(await question(page, "months").locator("output").innerText(), "480");
  assert.equal(await question(page, "car").locator('[value="still"]').isVisible(), false);

  await sendButton(page).click();
  assert.equal(await question(page, "car").locator(".error").innerText(), "This question needs an answer.");
  await question(page, "car").locator('[value="no"]').check();
  assert.equal(await question(page, "why").locator(".required").count(), 1);
  await page.fill('[name="why"]', "too dear");
  await question(page, "car").locator('[value="yes"]').check();
  await question(page, "why").waitFor({ state: "hidden" });
  await page.fill('[name="mark"]', mark);
  await sendButton(page).click();

  const { answers } = await delivered(platform, survey, mark);
  assert.deepEqual(answers, { age: 40, car: "yes", months: 480, mark });
  await clean();
});

test("what is hidden for now is there again as it was, or empty if the survey says so", async (t) => {
  for (const [clearInvisibleValues, wanted] of [["onComplete", "kept"], ["onHidden", ""]]) {
    const { page } = await open(t, {
      clearInvisibleValues,
      elements: [{ type: "boolean", name: "a" }, { type: "text", name: "b", visibleIf: "{a} = true" }],
    });
    await page.check('[name="a"][value="true"]');
    await page.fill('[name="b"]', "kept");
    await page.check('[name="a"][value="false"]');
    await page.check('[name="a"][value="true"]');
    assert.equal(await page.inputValue('[name="b"]'), wanted, clearInvisibleValues);
  }
});

test("choices that are offered no more are no answer, and triggers and expressions set others", async (t) => {
  const { platform, survey, page } = await open(t, {
    elements: [
      { type: "checkbox", name: "know", choices: ["tea", "coffee", "milk"] },
      { type: "radiogroup", name: "best", choicesFromQuestion: "know", choicesFromQuestionMode: "selected" },
      { type: "text", name: "copy", readOnly: true, setValueExpression: "{best}" },
      { type: "text", name: "mark" },
    ],
    triggers: [{ type: "setvalue", expression: "{best} = 'milk'", setToName: "mark", setValue: "from a trigger" }],
  });
  const best = question(page, "best");
  assert.equal(await best.locator(".option:visible").count(), 0);
  await page.check('[name="know"][value="tea"]');
  await page.check('[name="know"][value="milk"]');
  assert.deepEqual(await best.locator(".option:visible").allInnerTexts(), ["tea", "milk"]);
  await best.locator('[value="milk"]').check();
  assert.equal(await page.inputValue('[name="mark"]'), "from a trigger");
  assert.equal(await page.inputValue('[name="copy"]'), "milk");
  await page.uncheck('[name="know"][value="milk"]');
  assert.equal(await best.locator(":checked").count(), 0);
  const mark = newMark();
  await page.fill('[name="mark"]', mark);
  await sendButton(page).click();
  const { answers } = await delivered(platform, survey, mark);
  assert.equal(answers.best, undefined);
  assert.deepEqual(answers.know, ["tea"]);
});

test("what is wrong is said when a question is left, and taken back while it is put right", async (t) => {
  const { page, seen } = await open(t, {
    elements: [
      { type: "text", name: "mail", inputType: "email" },
      { type: "text", name: "from", inputType: "number" },
      {
        type: "text", name: "to", inputType: "number", isRequired: true,
        validators: [{ type: "expression", expression: "{to} > {from}", text: "It must be more than {from}." }],
      },
      {
        type: "checkbox", name: "some", choices: [1, 2, 3], minSelectedChoices: 2,
        validators: [{ type: "answercount", maxCount: 2, text: "At most two, please." }],
      },
      { type: "text", name: "code", validators: [{ type: "regex", regex: "^[a-z]+$", text: "Small letters only." }] },
    ],
  });
  const error = (name) => question(page, name).locator(".error");
  // What a field's change comes to may be said a moment after it.
  const says = (name, words) => error(name).filter({ hasText: words }).waitFor();
  await page.focus('[name="to"]');
  await page.keyboard.press("Tab");
  assert.equal(await error("to").isVisible(), false, "who only looks has done nothing wrong");
  await page.fill('[name="mail"]', "nobody");
  await page.fill('[name="from"]', "5");
  await says("mail", /e-mail/);
  await page.fill('[name="mail"]', "nobody@example.org");
  assert.equal(await error("mail").isVisible(), false);
  await page.fill('[name="to"]', "4");
  await page.focus('[name="code"]');
  await says("to", /^It must be more than 5\.$/);
  await page.keyboard.type("ABC");
  await page.check('[name="some"][value="1"]');
  await says("code", /^Small letters only\.$/);
  await page.focus('[name="from"]');
  await says("some", /at least 2/);
  for (const value of [2, 3]) await page.check(`[name="some"][value="${value}"]`);
  await page.focus('[name="from"]');
  await says("some", /^At most two, please\.$/);
  await sendButton(page).click();
  assert.equal(await page.locator("#errors li").count(), 3);
  assert.ok(!seen.requests.some((url) => url.endsWith("/responses")));
});

test("what is kept on the device is there again, with what it shows", async (t) => {
  const { page } = await open(t, {
    elements: [
      { type: "boolean", name: "a" },
      { type: "text", name: "b", visibleIf: "{a} = true" },
      { type: "checkbox", name: "c", choices: ["x", { value: "y", visibleIf: "{b} notempty" }] },
    ],
  });
  await page.check('[name="a"][value="true"]');
  await page.fill('[name="b"]', "kept");
  await page.check('[name="c"][value="y"]');
  await page.locator(".saved", { hasText: /./ }).waitFor();
  await page.reload();
  await page.locator("#kept").waitFor();
  await page.locator("form[data-follows]").waitFor();
  await question(page, "b").waitFor();
  assert.equal(await page.inputValue('[name="b"]'), "kept");
  assert.equal(await page.isChecked('[name="c"][value="y"]'), true);
});

const FAMILY = {
  elements: [
    {
      type: "paneldynamic", name: "people", title: "Who lives here?", panelCount: 1, maxPanelCount: 6,
      templateElements: [
        { type: "text", name: "name", title: "Name", isRequired: true },
        { type: "text", name: "nick", title: "What else is {panel.name} called?", visibleIf: "{panel.name} notempty" },
      ],
    },
    {
      type: "matrixdynamic", name: "trips", rowCount: 1, minRowCount: 1,
      columns: [{ name: "to", cellType: "text" }, { name: "km", cellType: "text", inputType: "number", totalType: "sum" }],
    },
    { type: "text", name: "mark" },
  ],
};

test("rows and panels are added and taken away by the keyboard, and come back", async (t) => {
  const { platform, survey, page, clean } = await open(t, FAMILY);
  const people = question(page, "people");
  assert.equal(await people.locator(".entry:visible").count(), 1);
  await page.fill('[name="people[0][name]"]', "Bo");
  assert.equal(await people.locator("label", { hasText: "What else is Bo called?" }).isVisible(), true);
  for (const name of ["Eva", "Ines", "Maj", "Ulf", "Åsa"]) {
    await people.locator(".add").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.type(name);
  }
  assert.equal(await people.locator(".add").isVisible(), false, "there may be six");
  assert.equal(await people.locator(".entry").nth(5).locator("legend").innerText(), "Entry 6");

  await people.getByRole("button", { name: "Remove: Entry 2" }).focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(":focus").innerText(), "Undo");
  assert.equal(await people.locator(".entry:visible").count(), 5);
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(":focus").inputValue(), "Eva");
  assert.equal(await people.locator(".entry:visible").count(), 6);
  await people.getByRole("button", { name: "Remove: Entry 1", exact: true }).click();

  const trips = question(page, "trips");
  await page.fill('[name="trips[0][km]"]', "2.5");
  await trips.locator(".add").click();
  await trips.locator('input[type="number"]:visible').nth(1).fill("4");
  assert.equal(await trips.locator("tfoot output").innerText(), "6.5");
  const mark = newMark();
  await page.fill('[name="mark"]', mark);
  await sendButton(page).click();
  const { answers } = await delivered(platform, survey, mark);
  assert.deepEqual(answers.people.map(({ name }) => name), ["Eva", "Ines", "Maj", "Ulf", "Åsa"]);
  assert.deepEqual(answers.trips, [{ km: 2.5 }, { km: 4 }]);
  await clean();
});

test("without the module or any script the page is whole, and says what may not apply", async (t) => {
  const { page } = await open(t, HOUSEHOLD, { javaScriptEnabled: false });
  assert.equal(await question(page, "why").isVisible(), true);
  assert.ok((await page.locator(".applies").count()) > 0);

  const platform = ready();
  const survey = await publish(platform, HOUSEHOLD);
  const other = await (await profile(t)).newPage();
  await other.route(/\/assets\/logic-/, (route) => route.abort());
  const mark = newMark();
  await other.goto(`${platform.site}/s/${survey}`);
  await other.fill('[name="mark"]', mark);
  assert.equal(await question(other, "why").isVisible(), true);
  await sendButton(other).click();
  assert.equal((await delivered(platform, survey, mark)).answers.mark, mark);
});

test("a button that is pressed while the module comes stays under the press", async (t) => {
  const platform = ready();
  const survey = await publish(platform, HOUSEHOLD);
  const page = await (await profile(t)).newPage();
  let come = () => undefined;
  const coming = new Promise((resolve) => (come = resolve));
  await page.route(/\/assets\/logic-/, async (route) => {
    await coming;
    await route.continue();
  });
  const mark = newMark();
  await page.goto(`${platform.site}/s/${survey}`);
  await page.fill('[name="mark"]', mark);
  await sendButton(page).scrollIntoViewIfNeeded();
  const box = await sendButton(page).boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  const loaded = page.waitForResponse(/\/assets\/logic-/);
  come();
  await (await loaded).finished();
  await page.waitForTimeout(300);
  assert.deepEqual(await sendButton(page).boundingBox(), box);
  await page.mouse.up();
  await page.locator("#thanks").waitFor();
  assert.equal((await delivered(platform, survey, mark)).answers.mark, mark);
});

test("a press that never ends holds the module up for a moment only", async (t) => {
  const platform = ready();
  const survey = await publish(platform, HOUSEHOLD);
  const page = await (await profile(t)).newPage();
  let come = () => undefined;
  const coming = new Promise((resolve) => (come = resolve));
  await page.route(/\/assets\/logic-/, async (route) => {
    await coming;
    await route.continue();
  });
  await page.goto(`${platform.site}/s/${survey}`);
  await page.locator("h1").dispatchEvent("pointerdown");
  come();
  await page.locator("form[data-follows]").waitFor();
});

test("a survey without logic carries none", async (t) => {
  const platform = ready();
  const { page, seen } = await watched(await profile(t));
  await page.goto(`${platform.site}/s/${platform.survey}`);
  await page.waitForLoadState("networkidle");
  assert.equal(await page.locator("#logic").count(), 0);
  assert.ok(!seen.requests.some((url) => url.includes("logic-")));
});
