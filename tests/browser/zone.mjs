/** The Customer Zone: coming in, inviting, and the states of its pages. */

import { PASSWORD, enter, mailTo, newPerson, signIn } from "./person.mjs";

/** Comes into the zone, by signing in on the way. */
export const comeIn = (page, platform, person) => enter(page, platform, "zone", person);

/** Goes to one of the zone's rooms, by its name. */
export async function goTo(page, room) {
  await page.locator(".places").getByRole("link", { name: room }).click();
  await page.locator(".places [aria-current]", { hasText: room }).waitFor();
}

/** Invites somebody, from the page of the people. */
export async function invite(page, email, role) {
  await page.locator("#email").fill(email);
  await page.locator(`[name="role"][value="${role}"]`).check();
  await page.locator('form[action="/zone/people"] button').click();
}

/** The link that the newest mail to an address brought, and the code in it. */
export async function invited(platform, email) {
  const { text } = await mailTo(platform, email);
  const [link, token] = text.match(/http\S+\/login\/join#(\S+)/);
  return { link, token };
}

/** An address of nobody's. */
export const nobody = () => `walk-${crypto.randomUUID()}@example.com`;

/** Invites somebody who takes it up; gives them. */
export async function joined(page, platform, role) {
  const person = { email: nobody(), password: PASSWORD };
  await invite(page, person.email, role);
  await page.getByText("The invitation is on its way").waitFor();
  const { link } = await invited(platform, person.email);
  const other = await page.context().newPage();
  await other.goto(link);
  await other.locator("#new").fill(person.password);
  await other.locator('form[action="/login/join"] button').click();
  await other.locator('[name="email"]').waitFor();
  await other.close();
  return person;
}

/** A state of an owner who has come in. */
const inside = (room, come = async () => {}) => async (page, { platform }) => {
  const person = await newPerson(platform);
  await comeIn(page, platform, person);
  if (room !== undefined) await goTo(page, room);
  await come(page, platform, person);
};

async function makeKey(page, label) {
  await page.locator("#label").fill(label);
  await page.locator('[name="role"][value="viewer"]').check();
  await page.locator('form[action="/zone/keys"] button').click();
}

async function hasKey(page) {
  await makeKey(page, "Kassan");
  await page.locator("textarea#key").waitFor();
  await goTo(page, "API keys");
}

async function hasColleague(page, platform) {
  const person = await joined(page, platform, "editor");
  await goTo(page, "People");
  await page.getByRole("link", { name: person.email }).click();
  await page.locator('form[action$="/suspend"]').waitFor();
}

const join = (code) => async (page, { platform }) => {
  await page.goto(`${platform.site}/login/join`);
  if (code === undefined) return;
  await page.locator("#code").fill(code);
  await page.locator("#new").fill(PASSWORD);
  await page.locator('form[action="/login/join"] button').click();
  await page.locator("#code-fault").waitFor();
};

/** What people of a company meet in the zone, and on their way to it. */
export const ZONE_STATES = {
  "on the way into the zone": async (page, { platform }) => {
    await signIn(page, platform, await newPerson(platform));
    await page.goto(`${platform.site}/zone`);
    await page.locator('form[action$="/zone/session"]').waitFor();
  },
  "the zone": inside(),
  "people, nobody but oneself": inside("People"),
  "people, and invitations": inside("People", async (page, platform) => {
    await joined(page, platform, "administrator");
    await invite(page, nobody(), "analyst");
    await page.locator('form[action$="/withdraw"]').waitFor();
  }),
  "an invitation to no address": inside("People", async (page, _, person) => {
    await invite(page, person.email, "viewer");
    await page.locator("#email-fault").waitFor();
  }),
  "somebody's page": inside("People", hasColleague),
  "somebody who is suspended": inside("People", async (page, platform) => {
    await hasColleague(page, platform);
    await page.locator('form[action$="/suspend"] button').click();
    await page.locator(".notice").waitFor();
  }),
  "removing somebody": inside("People", async (page, platform) => {
    await hasColleague(page, platform);
    await page.locator('a[href$="/remove"]').click();
    await page.locator("button.danger").waitFor();
  }),
  "API keys, none": inside("API keys"),
  "API keys": inside("API keys", hasKey),
  "an API key without a label": inside("API keys", async (page) => {
    await makeKey(page, " ");
    await page.locator("#label-fault").waitFor();
  }),
  "an API key, shown once": inside("API keys", async (page) => {
    await makeKey(page, "Kassan");
    await page.locator("textarea#key").waitFor();
  }),
  "ending an API key": inside("API keys", async (page) => {
    await hasKey(page);
    await page.locator('a[href$="/end"]').click();
    await page.locator("button.danger").waitFor();
  }),
  "the rules": inside("Security"),
  "the audit log": inside("Audit log"),
  "the audit log, whole": inside("Audit log", async (page) => {
    await page.locator('a[href="/zone/audit/verify"]').click();
    await page.locator(".notice.success").waitFor();
  }),
  "no such page of the zone": inside(undefined, async (page, { site }) => {
    await page.goto(`${site}/zone/people/nobody`);
  }),
  "an invitation": join(),
  "an invitation that does not hold": join("a code"),
};
