/** Store Evaluator's room: coming in, setting up, and the states of its pages. */

import { inviting } from "./invited.mjs";
import { asOperator, newPerson } from "./person.mjs";

export const HOME = "/apps/store-evaluator";

/** A name that nothing else has. */
export const fresh = () => `shop-${crypto.randomUUID()}`;

/** Comes in by the page that everybody sees, signing in on the way. */
export async function enterApp(page, { site }, { email, password }, home = HOME) {
  await page.goto(`${site}${home}`);
  await page.locator(`a[href="${home}/instances"]`).click();
  await page.locator('[name="email"]').fill(email);
  await page.locator('[name="password"]').fill(password);
  await page.locator('form[action="/login"] button').click();
  await page.locator(`form[action$="${home}/session"] button`).click();
  await page.locator(".places").waitFor();
}

/** Goes to the form that sets up. */
export const makeForm = (page, home = HOME) => page.locator(`.places a[href="${home}/new"]`).click();

/** Sets up a stage; gives its name. */
export async function setUp(page, stage = "checkout", name = fresh(), home = HOME) {
  await makeForm(page, home);
  await page.locator("#title").fill("Nordic Coffee");
  await page.locator("#instance").fill(name);
  await page.locator(`[name="stage"][value="${stage}"]`).check();
  await page.locator(`form[action="${home}/new"] button`).click();
  await page.locator("#command").waitFor();
  return name;
}

/** Goes to a part of what is set up, by the last part of its address. */
export async function goToPart(page, part) {
  await page.locator(`nav.filters a[href$="/${part}"]`).click();
  await page.locator('nav.filters [aria-current="page"]').waitFor();
}

/** An API key of somebody's organisation that may send events, or what another grant lets it. */
export async function keyOf(platform, { user: tenant }, grant) {
  const grants = [grant];
  const expires_at = Math.floor(Date.now() / 1000) + 3600;
  return JSON.parse(await asOperator(platform, "POST", "/v1/api-keys", { id: fresh(), tenant, grants, expires_at })).key;
}

/** Tells of orders as somebody's shop does; gives the results. */
export async function tell(platform, person, instance, orders, app = "store-evaluator") {
  const { site } = platform;
  const key = await keyOf(platform, person, { role: "editor", scope: `app:${app}` });
  const answer = await fetch(`${site}/api/v1/apps/${app}/events?instance=${instance}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify(orders),
  });
  if (answer.status !== 202) throw new Error(await answer.text());
  return (await answer.json()).items;
}

/** An order of a buyer whom nothing else knows. */
export function order(more = {}) {
  const key = fresh();
  return { order: key, stage: "checkout", buyer: { email: `${key}@example.com`, name: "Elsa Exempel" }, ...more };
}

/** A state of an owner who has come in. */
const inside = (come = async () => {}) => async (page, { platform }) => {
  const person = await newPerson(platform);
  await enterApp(page, platform, person);
  await come(page, platform, person);
};

/** A state of a part of what an owner has set up. */
const part = (name, come = async () => {}) =>
  inside(async (page, platform, person) => {
    const instance = await setUp(page);
    await goToPart(page, name);
    await come(page, (orders) => tell(platform, person, instance, orders));
  });

async function withOrders(page, told) {
  await told([order(), order({ test: true }), order({ wholesale: true })]);
  await goToPart(page, "invitations");
  await page.locator("#asked").waitFor();
}

/** The survey that a shop asks, from its first page. */
export const surveyOf = async (page) => (await page.locator('a[href*="/tool/surveys/"]').getAttribute("href")).split("/").pop();

/** Answers a survey. */
export async function send({ site }, survey, answers) {
  // A UUIDv7: it begins with its moment.
  const moment = Date.now().toString(16).padStart(12, "0");
  const response = `${moment.slice(0, 8)}-${moment.slice(8)}-7${crypto.randomUUID().slice(15)}`;
  const answer = await fetch(`${site}/s/${survey}/responses`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ id: response, version: 1, language: "en", answers, complete: true }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

/** Sets up a shop and has its survey answered. */
export async function answered(page, { site }, given) {
  await setUp(page);
  const survey = await surveyOf(page);
  for (const answers of given) await send({ site }, survey, answers);
}

/** Sets up a shop and has somebody answer so that it is alerted; goes to its alerts, of which there is one. */
async function withAlert(page, platform, person) {
  const instance = await setUp(page);
  const token = await keyOf(platform, person, { role: "owner", scope: "tenant" });
  const answers = { overall: 1, found: "no", better: ["price", "delivery"], comment: "Two hours, and no answer." };
  await inviting({ survey: await surveyOf(page), instance, token, answers });
  await goToPart(page, "alerts");
  await page.locator("#alerts").waitFor();
}

/** Goes from there to the alert. */
async function toAlert(page) {
  await page.locator("#alerts tbody a").click();
  await page.locator("dl.answers").waitFor();
}

/** The same where answers are linked to their orders; goes to the orders. Gives the link of whoever has not answered yet. */
async function withLinked(page, platform, person) {
  const instance = await setUp(page);
  const token = await keyOf(platform, person, { role: "owner", scope: "tenant" });
  const answers = { overall: 1, found: "no", better: ["price", "delivery"], comment: "Two hours, and no answer." };
  const { link } = await inviting({ survey: await surveyOf(page), instance, token, answers, linked: true });
  await goToPart(page, "orders");
  await page.locator("#orders").waitFor();
  return link;
}

/** Has a shop's survey answered, and goes to its report. */
async function withAnswers(page, platform) {
  const given = [[5, "yes", 5], [4, "yes", 4], [2, "no", 3], [5, "partly", 5]];
  await answered(page, platform, given.map(([overall, found, easy]) => ({ overall, found, easy })));
  await goToPart(page, "report");
  await page.locator(".figures").waitFor();
}

/** Shows a badge, from so many answers on; gives what a page puts into itself for our script. */
export async function showBadge(page, least = 5, withComments = false) {
  await goToPart(page, "report");
  await page.locator('a[href$="/badge"]').click();
  await page.locator('[name="on"]').check();
  await page.locator("#page").fill("https://coffee.example/");
  await page.locator("#least").fill(String(least));
  if (withComments) await page.locator('[name="comments"]').check();
  await page.locator('form[action$="/badge"] button').click();
  return page.locator("#script").inputValue();
}

/** Goes from the badge to the comments, and has so many of them shown, from the oldest on. */
export async function showComments(page, count) {
  await page.locator('main a[href$="/badge/comments"]').click();
  for (let shown = 0; shown < count; shown += 1) {
    await page.locator('nav.filters a[href$="?which=waiting"]').click();
    await page.waitForURL(/which=waiting$/);
    await page.locator('form:has([name="decision"][value="shown"]) button').last().click();
    await page.waitForURL(/&decided$/);
  }
}

/** Has a shop's survey answered with comments, switches those on, and goes to them. */
async function withComments(page, platform) {
  const written = ["Fast, and well packed.", "Two hours late, and nobody answered the telephone.", "Anna in the shop was very kind."];
  const given = [5, 1, 5].map((overall, place) => ({ overall, comment: written[place], publish: true }));
  await answered(page, platform, [...given, { overall: 4 }, { overall: 5 }]);
  await showBadge(page, 5, true);
}

/** Goes from the alerts to the rules that raise them. */
async function toRules(page) {
  await page.locator('main a[href$="/alert-rules"]').click();
  await page.locator("#at_most").waitFor();
}

/** What people meet in the room. */
export const STORE_EVALUATOR_STATES = {
  "what Store Evaluator is": async (page, { platform: { site } }) => {
    await page.goto(`${site}${HOME}`);
  },
  "setting up a shop": inside((page) => makeForm(page)),
  "setting up a shop with a fault": inside(async (page) => {
    await makeForm(page);
    await page.locator("#instance").fill("Shop 1");
    await page.locator(`form[action="${HOME}/new"] button`).click();
    await page.locator("#instance-fault").waitFor();
  }),
  "a shop that is set up": inside((page) => setUp(page)),
  "shops": inside(async (page) => {
    await setUp(page);
    await setUp(page, "after-delivery");
    await page.locator(`.places a[href="${HOME}"]`).click();
    await page.locator("#instances").waitFor();
  }),
  "a shop's settings": part("settings"),
  "a shop's settings with faults": part("settings", async (page) => {
    await page.locator("#delay").fill("soon");
    await page.locator('form[action$="/settings"] button').click();
    await page.locator("#faults").waitFor();
  }),
  "a shop's texts": part("texts"),
  "a shop's texts with faults": part("texts", async (page) => {
    await page.locator("#subject").fill("About {everything}");
    await page.locator('form[action$="/texts"][method="post"] button').click();
    await page.locator("#faults").waitFor();
  }),
  "no invitations": part("invitations"),
  "no alerts": part("alerts"),
  "alerts": inside(withAlert),
  "alerts of a state in which there are none": inside(async (page, platform, person) => {
    await withAlert(page, platform, person);
    await page.locator('nav.filters a[href$="?state=handled"]').click();
    await page.locator("#alerts-caption").waitFor();
  }),
  "an alert with its answers": inside(async (page, platform, person) => {
    await withAlert(page, platform, person);
    await toAlert(page);
  }),
  "an alert that is handled": inside(async (page, platform, person) => {
    await withAlert(page, platform, person);
    await toAlert(page);
    await page.locator("#note").fill("We have called them.");
    await page.locator('form[action$="/handle"] button').click();
    await page.locator("dl.facts dd", { hasText: "We have called them." }).waitFor();
  }),
  "no orders, and no answers linked": part("orders"),
  "orders with their answers": inside(withLinked),
  "an order with its answers": inside(async (page, platform, person) => {
    await withLinked(page, platform, person);
    await page.locator("#orders tbody a").last().click();
    await page.locator("dl.answers").waitFor();
  }),
  "a survey whose answers are linked": inside(async (page, told, person) => {
    const link = await withLinked(page, told, person);
    await page.goto(new URL(link, page.url()).href);
    await page.getByText("Your answers are not anonymous.").waitFor();
  }),
  "a shop's alert rules": part("alerts", toRules),
  "a shop's alert rules with faults": part("alerts", async (page) => {
    await toRules(page);
    await page.locator("#mails").fill("nobody");
    await page.locator('form[action$="/alert-rules"] button').click();
    await page.locator("#faults").waitFor();
  }),
  "invitations": part("invitations", withOrders),
  "an invitation": part("invitations", async (page, told) => {
    await withOrders(page, told);
    await page.locator("#asked tbody a").last().click();
    await page.locator("#history").waitFor();
  }),
  "an empty report": part("report"),
  "a report": inside(withAnswers),
  "a report with a fault": part("report", async (page) => {
    await page.goto(`${page.url()}?from=x`);
    await page.locator('[role="alert"]').waitFor();
  }),
  "no badge": part("report", async (page) => {
    await page.locator('a[href$="/badge"]').click();
    await page.locator("#shop").waitFor();
  }),
  "a badge": part("report", (page) => showBadge(page)),
  "a badge with comments": inside(withComments),
  "comments to look at": inside(async (page, platform) => {
    await withComments(page, platform);
    await showComments(page, 2);
    await page.locator('select[name="decision"]').selectOption("names-somebody");
    await page.locator('form:has(select[name="decision"]) button').click();
    await page.locator('nav.filters a[href$="?which=all"]').click();
    await page.locator("article .mark.bad").waitFor();
  }),
  "no comments, and none switched on": part("report", async (page) => {
    await showBadge(page);
    await page.goto(`${page.url().split("?")[0]}/comments`);
    await page.locator(".notice").waitFor();
  }),
  "erasing a person": inside(async (page) => {
    await page.locator(`.places a[href="${HOME}/erase"]`).click();
    await page.locator("#who").waitFor();
  }),
};
