/** Reports of rooms whose figures are told apart. */

import { newPerson } from "./person.mjs";
import { enterApp, fresh, send, setUp, surveyOf, tell } from "./store-evaluator.mjs";

/** An address that nothing else has. */
const somebody = () => ({ email: `${fresh()}@example.com` });

const delivery = (more) => ({ order: fresh(), status: "delivered", recipient: somebody(), ...more });

/** The day that is so many days from now. */
const day = (away) => new Date(Date.now() + away * 86_400_000).toISOString().slice(0, 10);

function stay(property, more) {
  const when = { arrival: day(-3), departure: day(0) };
  return { reservation: fresh(), status: "departed", property: { id: property }, ...when, guests: [somebody()], ...more };
}

const LATE = { from: "2026-01-01T08:00:00Z", until: "2026-01-01T12:00:00Z" };

const ROOMS = {
  deliveries: {
    home: "/apps/leveranskontroll",
    app: "delivery-control",
    stage: "after-delivery",
    told: () => [
      delivery({ carrier: "PostNord", driver: "F-17", promised: LATE }),
      delivery({ carrier: "PostNord", driver: "F-17" }),
      delivery({ carrier: "DHL", driver: "F-3" }),
      delivery({}),
    ],
  },
  stays: {
    home: "/apps/stay-evaluator",
    app: "stay-evaluator",
    stage: "post-stay",
    told: () => [stay("Havshotellet Malmö"), stay("Havshotellet Malmö", { channel: "Web" }), stay("Fjällhotellet Åre")],
  },
};

/** Has an app be told of what happened, and goes to the report by one of its parts. */
const toldApart = (room, part) => async (page, { platform }) => {
  const { home, app, stage, told } = ROOMS[room];
  const person = await newPerson(platform);
  await enterApp(page, platform, person, home);
  const instance = await setUp(page, stage, fresh(), home);
  await tell(platform, person, instance, told(), app);
  await page.locator('nav.filters a[href$="/report"]').click();
  await page.locator("#part").selectOption(part);
  await page.locator("form.stretch button").click();
  await page.locator("#told-apart").waitFor();
};

/** Names groups of properties, in the settings. */
async function group(page) {
  await page.locator('nav.filters a[href$="/settings"]').click();
  const rules = { groups: { Kusten: ["Havshotellet Malmö", "Havshotellet Visby"], Fjällen: ["Fjällhotellet Åre"] } };
  await page.locator("#own").fill(JSON.stringify(rules, undefined, 2));
  await page.locator('form[action$="/settings/json"] button').click();
  await page.locator('.notice[role="status"]').waitFor();
}

/** Has stays be told of and answered, and goes to the report by groups. */
const byGroup = async (page, { platform }) => {
  const { home, app, stage, told } = ROOMS.stays;
  const person = await newPerson(platform);
  await enterApp(page, platform, person, home);
  const instance = await setUp(page, stage, fresh(), home);
  const survey = await surveyOf(page);
  await group(page);
  await tell(platform, person, instance, told(), app);
  for (const overall of [5, 4, 5, 2, 5, 5]) await send(platform, survey, { overall, recommend: 2 * overall, reception: 3 });
  await page.locator('nav.filters a[href$="/report"]').click();
  await page.locator("#part").selectOption("group");
  await page.locator("form.stretch button").click();
  await page.locator("#told-apart").waitFor();
};

/** Goes to where a shop is compared with others, from its report. */
const compared = (come) => async (page, { platform }) => {
  await enterApp(page, platform, await newPerson(platform));
  await setUp(page);
  await page.locator('nav.filters a[href$="/report"]').click();
  await page.locator('a[href$="/benchmarks"]').click();
  await page.locator("#meaning").waitFor();
  await come(page);
};

async function share(page) {
  await page.locator('form[action$="/benchmarks/share"] button').click();
  await page.locator('.notice[role="status"]').waitFor();
}

/** What people meet there. */
export const TOLD_APART_STATES = {
  "deliveries by carrier": toldApart("deliveries", "carrier"),
  "deliveries by driver": toldApart("deliveries", "driver"),
  "stays by property": toldApart("stays", "property"),
  "stays by group": byGroup,
  "not compared with others": compared(async () => {}),
  "compared with others, of whom there are too few": compared(share),
};
