/** The rooms of the external apps that are not Store Evaluator's: what is told in each, and the states of their pages. */

import { FLOW_STATES } from "./flows.mjs";
import { newPerson } from "./person.mjs";
import { enterApp, fresh, goToPart, setUp } from "./store-evaluator.mjs";

/** A day that is so many from today. */
const day = (away) => new Date(Date.now() + away * 86_400_000).toISOString().slice(0, 10);

const delivery = (key, email, more) => ({ order: key, status: "delivered", language: "en", recipient: { email }, carrier: "PostNord", ...more });

const stay = (key, email, status, days) => ({
  reservation: key,
  status,
  property: { id: "hotel", name: "Havshotellet" },
  arrival: day(days[0]),
  departure: day(days[1]),
  guests: [{ email, language: "en" }],
});

/** The apps, each at a stage: what is told, what a mail's link chooses, what else is answered, and what staff read of it. */
export const APPS = [
  {
    home: "/apps/leveranskontroll",
    events: "/api/v1/apps/delivery-control/events",
    title: "Leveranskontroll",
    stage: "after-delivery",
    told: (key, email) => delivery(key, email),
    poor: ["received", "no"],
    read: /has your order arrived|have you received/i,
  },
  {
    home: "/apps/delivery-control",
    events: "/api/v1/apps/delivery-control/events",
    title: "Delivery Control Survey",
    stage: "after-business-delivery",
    told: (key, email) => delivery(key, email, { business: true }),
    poor: ["received", "no"],
    read: /received|arrived/i,
  },
  {
    home: "/apps/stay-evaluator",
    events: "/api/v1/apps/stay-evaluator/events",
    title: "Stay Evaluator",
    stage: "post-stay",
    told: (key, email) => stay(key, email, "departed", [-3, 0]),
    poor: ["overall", "1"],
    read: /stay/i,
  },
  {
    home: "/apps/why-cancel",
    events: "/api/v1/apps/why-cancel/events",
    title: "Why Cancel",
    stage: "cancelled",
    told: (key, email) => ({ stage: "cancelled", subscription: key, plan: "Plus", language: "en", subscriber: { email } }),
    poor: ["reason", "technical"],
    read: /reason|why/i,
  },
];

/** Tells an app of something as a customer's system does; gives what became of it. */
export async function tellApp({ site, api_key: apiKey }, app, instance, events) {
  const answer = await fetch(`${site}${app.events}?instance=${instance}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${apiKey}` },
    body: JSON.stringify(events),
  });
  if (answer.status !== 202) throw new Error(await answer.text());
  return (await answer.json()).items.map(({ result }) => result);
}

/** Sets an app's instance up that sends at any hour, and gives its name. */
export async function openApp(page, story, app) {
  await enterApp(page, story, story.person, app.home);
  const instance = await setUp(page, app.stage, fresh(), app.home);
  await goToPart(page, "settings");
  const policy = JSON.parse(await page.locator("#policy").inputValue());
  policy.window = { from: "00:00", to: "24:00", holidays: [] };
  await page.locator("#policy").fill(JSON.stringify(policy));
  await page.locator('form[action$="/settings/json"] button').click();
  await page.locator('.notice[role="status"]').waitFor();
  return instance;
}

const about = ({ home }) => async (page, { platform: { site } }) => {
  await page.goto(`${site}${home}`);
};

/** What is played in calls: none yet, what is taken, what is not. */
const CALLS = [
  ["calls without recordings", undefined],
  ["recordings of calls", "https://shop.example/calls/question.wav"],
  ["recordings that are wrong", "http://shop.example/calls/question.wav"],
];

/** Sets up what is played in a shop's calls. */
const calls = (question) => async (page, { platform }) => {
  const person = await newPerson(platform);
  const [app] = APPS;
  await enterApp(page, platform, person, app.home);
  const instance = await setUp(page, app.stage, fresh(), app.home);
  await page.locator(`a[href$="/${instance}/calls"]`).click();
  await page.locator("#question").waitFor();
  if (question === undefined) return;
  await page.locator("#question").fill(question);
  await page.locator("#thanks").fill("https://shop.example/calls/thanks.wav");
  await page.locator('form[action$="/calls"][method="post"] button').click();
  await page.locator('.notice[role="status"], [role="alert"]').first().waitFor();
};

/** What people meet in the rooms that is not the same in all of them. */
export const APP_STATES = Object.fromEntries([
  ...APPS.map((app) => [`what ${app.title} is`, about(app)]),
  [
    "a hotel's rules",
    async (page, { platform }) => {
      const person = await newPerson(platform);
      const [, , app] = APPS;
      await enterApp(page, platform, person, app.home);
      await setUp(page, app.stage, fresh(), app.home);
      await goToPart(page, "settings");
      await page.locator("#own").fill('{ "from_nights": 0 }');
      await page.locator('form[action$="/settings/json"] button').click();
      await page.locator("#faults, [role=alert]").first().waitFor();
    },
  ],
  [
    "settings that a colleague has changed",
    async (page, { platform }) => {
      const person = await newPerson(platform);
      const [app] = APPS;
      await enterApp(page, platform, person, app.home);
      await setUp(page, app.stage, fresh(), app.home);
      await goToPart(page, "settings");
      const other = await page.context().newPage();
      await other.goto(page.url());
      await other.locator('form[action$="/settings"] button').click();
      await other.locator('.notice[role="status"]').waitFor();
      await other.close();
      await page.locator("#delay").fill("3");
      await page.locator('form[action$="/settings"] button').click();
      await page.locator("[role=alert]").waitFor();
    },
  ],
  ...CALLS.map(([name, recordings]) => [name, calls(recordings)]),
  ...Object.entries(FLOW_STATES),
]);
