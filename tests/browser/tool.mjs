/** The Survey Tool: coming in, making surveys, and the states of its pages. */

import { enter, newPerson } from "./person.mjs";
import { every } from "./support.mjs";

/** A small survey. */
export const SMALL = {
  title: "Lunch",
  elements: [
    { type: "text", name: "word", title: "Which word comes to your mind?" },
    { type: "radiogroup", name: "fruit", title: "Which fruit?", choices: [{ value: "a", text: "Apple" }, { value: "p", text: "Pear" }] },
  ],
};

/** A definition with three faults. */
export const BROKEN = `{
  "title": "Lunch",
  "elements": [
    { "type": "txet", "name": "word" },
    { "type": "rating" },
    { "type": "text", "name": "when", "visibleIf": "{word} = " }
  ]
}`;

/** Pastes a definition and saves it, from wherever in the tool. */
export async function paste(page, text) {
  await page.locator("#definition").fill(text);
  await page.locator("form.wide button").click();
}

/** Makes a survey of a definition, up to its page; gives its address. */
export async function make(page, definition) {
  await page.locator('.places a[href="/tool/new"]').click();
  await paste(page, JSON.stringify(definition, null, 2));
  await page.locator("dl.facts").waitFor();
  return page.url().split("?")[0];
}

/** Makes a survey and publishes it; gives its address. */
export async function publishInTool(page, definition) {
  const address = await make(page, definition);
  await page.locator('form[action$="/publish"] button').click();
  await page.locator("#link").waitFor();
  return address;
}

/** Answers a survey as a program does; gives the response's name. */
export async function answered({ site }, survey, answers, more = {}) {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  const hex = Date.now().toString(16).padStart(12, "0") + Buffer.from(bytes).toString("hex");
  const id = [hex.slice(0, 8), hex.slice(8, 12), `7${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-");
  const body = JSON.stringify({ id, version: 1, language: "en", complete: true, answers, ...more });
  const answer = await fetch(`${site}/s/${survey}/responses`, { method: "POST", headers: { "content-type": "application/json" }, body });
  if (!answer.ok) throw new Error(await answer.text());
  return id;
}

/** A state of an owner who has come in. */
const inside = (come) => async (page, { platform }) => {
  await enter(page, platform, "tool", await newPerson(platform));
  await come(page, platform);
};

const makeForm = (page) => page.locator('.places a[href="/tool/new"]').click();

/** A survey with a question of every type, and a response of a person's and of a machine's. */
async function withResponses(page, platform) {
  const address = await publishInTool(page, every.definition);
  const survey = address.split("/").at(-1);
  await answered(platform, survey, every.sent);
  await answered(platform, survey, { ...every.sent, line: "machine" }, { more: "x" });
  return address;
}

/** What people of a company meet in the tool. */
export const TOOL_STATES = {
  "no survey": inside(async () => {}),
  "surveys": inside(async (page, platform) => {
    const address = await publishInTool(page, SMALL);
    await answered(platform, address.split("/").at(-1), { word: "soup" });
    await make(page, { ...SMALL, title: "A title that is longer than others are, and goes on for a while" });
    await page.goto(`${new URL(page.url()).origin}/tool`);
  }),
  "making a survey": inside(makeForm),
  "a definition with faults": inside(async (page) => {
    await makeForm(page);
    await paste(page, BROKEN);
    await page.locator("#faults").waitFor();
  }),
  "a definition that is no JSON": inside(async (page) => {
    await makeForm(page);
    await paste(page, '{ "title": ');
    await page.locator("#fault").waitFor();
  }),
  "a draft": inside((page) => make(page, SMALL)),
  "a draft that may not be published": inside((page) =>
    make(page, { ...SMALL, nordsvar: { theme: { accent: "#ffffff", background: "#ffffff" } } }),
  ),
  "a draft that lacks texts": inside((page) => make(page, { title: { default: "Lunch", sv: "Lunch" }, elements: [{ type: "text", name: "word", title: { default: "A word", sv: "Ett ord" } }, { type: "text", name: "b", title: { sv: "Bara" } }] })),
  "changing a draft": inside(async (page) => {
    await make(page, SMALL);
    await page.locator('a[href$="/definition"]').click();
    await page.locator("#replace").waitFor();
  }),
  "a published survey": inside((page) => publishInTool(page, SMALL)),
  "closing a survey": inside(async (page) => {
    await publishInTool(page, SMALL);
    await page.locator('a[href$="/close"]').click();
    await page.locator("button.danger").waitFor();
  }),
  "a closed survey": inside(async (page) => {
    await publishInTool(page, SMALL);
    await page.locator('a[href$="/close"]').click();
    await page.locator("button.danger").click();
    await page.locator(".notice.success").waitFor();
  }),
  "no responses": inside(async (page) => {
    await page.goto(`${await publishInTool(page, SMALL)}/responses`);
  }),
  "responses": inside(async (page, platform) => {
    await page.goto(`${await withResponses(page, platform)}/responses?state=all`);
  }),
  "a response": inside(async (page, platform) => {
    await page.goto(`${await withResponses(page, platform)}/responses`);
    await page.locator("tbody a").first().click();
    await page.locator(".answers").first().waitFor();
  }),
  "a response that is out of the figures": inside(async (page, platform) => {
    await page.goto(`${await withResponses(page, platform)}/responses`);
    await page.locator("tbody a").first().click();
    await page.locator('form[action$="/set-aside"] button').click();
    await page.locator(".notice.success").waitFor();
  }),
  "a response that may be a machine's": inside(async (page, platform) => {
    await page.goto(`${await withResponses(page, platform)}/responses?state=suspected`);
    await page.locator("tbody a").first().click();
    await page.locator(".answers").first().waitFor();
  }),
  "no such survey": inside(async (page, { site }) => {
    await page.goto(`${site}/tool/surveys/none`);
  }),
};
