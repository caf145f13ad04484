/** Contacts in the Customer Zone: the states of their pages. */

import { newPerson } from "./person.mjs";
import { comeIn, goTo, nobody } from "./zone.mjs";

/** A state of an owner who has come to the contacts. */
const inside = (come = async () => {}) => async (page, { platform }) => {
  const person = await newPerson(platform);
  await comeIn(page, platform, person);
  await goTo(page, "Contacts");
  await come(page);
};

/** Fills the form of somebody in, and sends it. */
async function save(page, values) {
  for (const [name, value] of Object.entries(values)) await page.locator(`#${name}`).fill(value);
  await page.locator('form[action*="/zone/contacts/"] button').click();
}

/** Adds somebody, with an address of nobody's; gives it. */
export async function add(page, values = {}) {
  const email = nobody();
  await page.locator('a[href="/zone/contacts/new"]').click();
  await save(page, { name: "Anna Ek", email, groups: "Klubben, VIP", extra: "store: Umeå", ...values });
  await page.locator("table#contacts").waitFor();
  return email;
}

/** Opens somebody's page from the list. */
export async function open(page, name) {
  await page.locator("table#contacts").getByRole("link", { name }).first().click();
  await page.locator('a[href$="/edit"]').waitFor();
}

const FILE = ["Namn;E-post;Mobil;Butik", "Anna Ek;ANNA;070-174 06 05;Umeå", "Bo;ANNA;;", "Ci;ingen adress;;", ""];

/** Has a file read. */
export async function upload(page) {
  await page.locator('a[href="/zone/contacts/import"]').click();
  const text = FILE.join("\r\n").replaceAll("ANNA", nobody());
  const buffer = Buffer.from(text);
  await page.locator("#file").setInputFiles({ name: "kunder.csv", mimeType: "text/csv", buffer });
  await page.locator('form[action="/zone/contacts/import"] button').click();
  await page.locator("table#columns").waitFor();
}

async function check(page) {
  await upload(page);
  await page.locator('button[value="check"]').click();
  await page.locator("table#counts").waitFor();
}

export const CONTACT_STATES = {
  "contacts, none": inside(),
  "contacts": inside(async (page) => {
    await add(page);
  }),
  "contacts, nobody found": inside(async (page) => {
    await page.locator("#who").fill(nobody());
    await page.locator('form.card[action="/zone/contacts"] button').click();
    await page.getByText("Nobody was found").waitFor();
  }),
  "a search that says nothing": inside(async (page) => {
    await page.locator("#name").fill("a b c d e");
    await page.locator('form.card[action="/zone/contacts"] button').click();
    await page.locator("#who-fault").waitFor();
  }),
  "a contact": inside(async (page) => {
    await add(page);
    await open(page, "Anna Ek");
  }),
  "a contact to be changed": inside(async (page) => {
    await add(page);
    await open(page, "Anna Ek");
    await page.locator('a[href$="/edit"]').click();
    await page.locator("textarea#extra").waitFor();
  }),
  "a contact without an address": inside(async (page) => {
    await page.locator('a[href="/zone/contacts/new"]').click();
    await save(page, { name: "Anna", email: "anna" });
    await page.locator("#email-fault").waitFor();
  }),
  "two contacts, before they are merged": inside(async (page) => {
    const email = await add(page, { name: "Bo Ek" });
    await add(page);
    await open(page, "Anna Ek");
    await page.locator('a[href$="/merge"]').click();
    await page.locator("#who").fill(email);
    await page.locator('form[action$="/merge"] button').click();
    await page.locator("button.danger").waitFor();
  }),
  "merging with nobody": inside(async (page) => {
    await add(page);
    await open(page, "Anna Ek");
    await page.locator('a[href$="/merge"]').click();
    await page.locator("#who").fill(nobody());
    await page.locator('form[action$="/merge"] button').click();
    await page.locator("#who-fault").waitFor();
  }),
  "erasing a contact": inside(async (page) => {
    await add(page);
    await open(page, "Anna Ek");
    await page.locator('a[href$="/erase"]').click();
    await page.locator("button.danger").waitFor();
  }),
  "importing contacts": inside(async (page) => {
    await page.locator('a[href="/zone/contacts/import"]').click();
    await page.locator("#file").waitFor();
  }),
  "the columns of a file": inside(upload),
  "what a file would come to": inside(check),
  "a file that was imported": inside(async (page) => {
    await check(page);
    await page.locator('button[value="apply"]').click();
    await page.locator(".notice.success").waitFor();
  }),
};
