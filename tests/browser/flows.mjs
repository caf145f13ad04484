/** The pages of those who are about to cancel, and of staff who see to them. */

import { newPerson } from "./person.mjs";
import { enterApp, fresh, keyOf, setUp } from "./store-evaluator.mjs";

const HOME = "/apps/why-cancel";

/** What the seller of these states offers. */
const OFFERS = {
  offers: [
    {
      id: "half-price",
      reasons: ["too-expensive"],
      discount: { code: "STAY50", percent: 50, months: 3 },
      texts: {
        en: { title: "Half price for three months", text: "Stay for half of what you pay today." },
        sv: { title: "Halva priset i tre månader", text: "Stanna för hälften av vad du betalar i dag." },
      },
    },
    { id: "break", reasons: ["temporary", "not-using"], pause: { months: 6 }, texts: { en: { title: "Take a break" }, sv: { title: "Ta en paus" } } },
  ],
};

const start = (language) => ({
  subscription: fresh(),
  plan: "Plus",
  amount: { value: "99.00", currency: "SEK" },
  term: "month",
  started_on: "2025-03-01",
  language,
  cancel_url: "https://shop.example/cancel",
  keep_url: "https://shop.example/account",
});

/** Sets up who sells subscriptions, by the room; gives the instance and what starts flows of it. */
async function seller(page, platform) {
  const person = await newPerson(platform);
  await enterApp(page, platform, person, HOME);
  const instance = await setUp(page, "cancelled", fresh(), HOME);
  await page.locator(`a[href$="/${instance}/offers"]`).click();
  await page.locator("#offers").fill(JSON.stringify(OFFERS, undefined, 2));
  await page.locator('form[action$="/offers"] button').click();
  await page.locator('.notice[role="status"]').waitFor();
  const key = await keyOf(platform, person, { role: "editor", scope: "app:why-cancel" });
  const begin = async () => {
    const language = (await page.locator("html").getAttribute("lang")).startsWith("sv") ? "sv" : "en";
    const answer = await fetch(`${platform.site}/api/v1/apps/why-cancel/flows?instance=${instance}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
      body: JSON.stringify(start(language)),
    });
    if (answer.status !== 201) throw new Error(await answer.text());
    const { pathname } = new URL((await answer.json()).url);
    return `${platform.site}${pathname}`;
  };
  const tell = async (events) => {
    const answer = await fetch(`${platform.site}/api/v1/apps/why-cancel/events?instance=${instance}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
      body: JSON.stringify(events),
    });
    if (answer.status !== 202) throw new Error(await answer.text());
  };
  return { instance, begin, tell };
}

/** Some who have left: asked, not asked for several reasons, come back, and one who tries it out. */
const leavers = () => {
  const left = (name, more) => {
    const { language, cancel_url, keep_url, ...told } = start();
    const email = `${name.toLowerCase()}@example.com`;
    return { ...told, stage: "cancelled", subscriber: { name: `${name} Exempel`, email }, ...more };
  };
  const back = left("Dora", { reason: "temporary", amount: { value: "1188", currency: "SEK" }, term: "year" });
  return [
    left("Anna"),
    left("Bo", { reason: "too-expensive" }),
    left("Carl", { by: "payment", plan: "Basic" }),
    left("Eva", { consent: false, by: "staff", started_on: "2026-10-01" }),
    left("Fia", { reason: "service", test: true }),
    back,
    { stage: "resumed", subscription: back.subscription },
  ];
};

/** Says why. */
async function tellWhy(page, reason) {
  await page.locator(`[name="reason"][value="${reason}"]`).check();
  await page.locator('form:has([name="reason"]) button[type="submit"]:not([name])').click();
}

/** Presses the cancel button, and goes on. */
const begun = (goOn = async () => {}) => async (page, { platform }) => {
  const { begin } = await seller(page, platform);
  await page.goto(await begin());
  await page.locator("#cancel").waitFor();
  await goOn(page);
};

/** What people meet there. */
export const FLOW_STATES = {
  "why somebody cancels": begun(),
  "an offer to who cancels": begun(async (page) => {
    await tellWhy(page, "too-expensive");
    await page.locator('[name="offer"]').waitFor({ state: "attached" });
  }),
  "who cancels, without an offer": begun(async (page) => {
    await tellWhy(page, "technical");
    await page.locator('[name="reason"]').waitFor({ state: "detached" });
  }),
  "who takes an offer": begun(async (page) => {
    await tellWhy(page, "too-expensive");
    await page.locator('button[value="accept"]').first().click();
    await page.locator('[name="offer"]').waitFor({ state: "detached" });
  }),
  "a flow that there is not": async (page, { platform }) => {
    await page.goto(`${platform.site}${HOME}/flow/k1.a.b`);
  },
  "what is offered": async (page, { platform }) => {
    const { instance } = await seller(page, platform);
    await page.goto(`${platform.site}${HOME}/instances/${instance}/offers`);
  },
  "offers with faults": async (page, { platform }) => {
    await seller(page, platform);
    await page.locator("#offers").fill('{ "offers": [{ "id": "Half", "reasons": [], "contact": {} }] }');
    await page.locator('form[action$="/offers"] button').click();
    await page.locator("[role=alert], #faults").first().waitFor();
  },
  "what became of flows": async (page, { platform }) => {
    const { instance, begin, tell } = await seller(page, platform);
    await page.goto(await begin());
    await tellWhy(page, "too-expensive");
    await page.locator('button[value="accept"]').click();
    await page.locator("#taken").waitFor();
    await tell(leavers());
    await page.goto(`${platform.site}${HOME}/instances/${instance}/flows`);
  },
  "no flows yet": async (page, { platform }) => {
    const { instance } = await seller(page, platform);
    await page.goto(`${platform.site}${HOME}/instances/${instance}/flows`);
  },
  "who has cancelled": async (page, { platform }) => {
    const { instance, tell } = await seller(page, platform);
    await tell(leavers());
    await page.goto(`${platform.site}${HOME}/instances/${instance}/leavers`);
  },
  "nobody has cancelled": async (page, { platform }) => {
    const { instance } = await seller(page, platform);
    await page.goto(`${platform.site}${HOME}/instances/${instance}/leavers`);
  },
};
