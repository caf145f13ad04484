/** Files with rows in the rooms of apps: the states of their pages. */

import { newPerson } from "./person.mjs";
import { enterApp, fresh, setUp } from "./store-evaluator.mjs";

/** A file in which two rows cannot be read. */
const FILE = [
  "Ordernr;E-post;Telefon;Orderdatum;Butik",
  "ME-1;ME-1@example.com;;;Umeå",
  "ME-2;ingen adress;;;Luleå",
  "ME-3;ME-3@example.com;070-174 06 05;i går;Kiruna",
  "ME-4;ME-4@example.com;;;Gällivare",
];

/** A state of an owner who has come to the form for a file. */
const inside = (come = async () => {}) => async (page, { platform }) => {
  const person = await newPerson(platform);
  await enterApp(page, platform, person);
  await setUp(page);
  await page.locator('main a[href$="/table"]').click();
  await page.locator("#file").waitFor();
  await come(page);
};

/** Has a file read. */
async function upload(page, lines = FILE) {
  const buffer = Buffer.from(lines.join("\r\n").replaceAll("ME", fresh()));
  await page.locator("#file").setInputFiles({ name: "order.csv", mimeType: "text/csv", buffer });
  await page.locator('form[action$="/table"] button').click();
}

/** Has it looked at. */
async function check(page, lines = FILE) {
  await upload(page, lines);
  await page.locator("table#columns").waitFor();
  await page.locator('button[value="check"]').click();
  await page.locator("table#counts").waitFor();
}

export const ROWS_STATES = {
  "a form for a file with rows": inside(),
  "a file with rows that has none": inside(async (page) => {
    await upload(page, FILE.slice(0, 1));
    await page.locator("#file-fault").waitFor();
  }),
  "the columns of a file with rows": inside(async (page) => {
    await upload(page);
    await page.locator("table#columns").waitFor();
  }),
  "the columns of a file with rows, with a fault": inside(async (page) => {
    await upload(page);
    await page.locator("#column-1").selectOption("");
    await page.locator('button[value="check"]').click();
    await page.locator('[role="alert"]').waitFor();
  }),
  "what a file with rows would come to": inside((page) => check(page)),
  "a file with rows of which some cannot be read": inside(async (page) => {
    await check(page);
    await page.locator('button[value="apply"]').click();
    await page.locator(".notice.error").waitFor();
  }),
  "a file with rows that is taken": inside(async (page) => {
    await check(page);
    await page.locator('[name="leave-out"]').check();
    await page.locator('button[value="apply"]').click();
    await page.locator(".notice.success").waitFor();
  }),
};
