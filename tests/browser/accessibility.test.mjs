/**
 * Every page and state of ours under axe-core, in every way in which people look at them. A state is a line of a table: what it
 * is called, and how a page comes into it.
 */

import { readFileSync } from "node:fs";
import { test } from "node:test";

import { audit, LOOKS } from "./axe.mjs";
import { PATIENCE, browser, close, fill, publish, questions, ready, sendButton } from "./support.mjs";

const platform = ready();
const { site, demo, survey } = platform;
const read = (name) => JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8"));

/** What is asked, each as a survey of its own, published once. */
const definitions = {
  every: { ...read("every-type").definition, questionsOnPageMode: "singlePage" },
  languages: read("languages"),
};
const surveys = {};
for (const [name, definition] of Object.entries(definitions)) surveys[name] = await publish(platform, definition);

const open = (path) => (page) => page.goto(`${site}${path()}`);
const every = (query = "") => open(() => `/s/${surveys.every}${query}`);
const languages = (query = "") => open(() => `/s/${surveys.languages}${query}`);

/** Sends the form as it stands, and waits for what comes. */
async function send(page, comes) {
  await sendButton(page).click();
  await page.locator(comes).first().waitFor();
}

/** Answers the demo survey. */
async function answered(page) {
  await page.goto(`${site}/s/${survey}`);
  await fill(page, await questions(platform, survey), "A word");
  await send(page, "#thanks, .thanks");
}

async function closed(page) {
  const id = await publish(platform, definitions.languages);
  await close(platform, id);
  await page.goto(`${site}/s/${id}`);
}

/** The states of pages whose script runs. */
const STATES = {
  "the demo survey": open(() => `/s/${survey}`),
  "every type of question": every(),
  "every type with faults": async (page) => {
    await every()(page);
    await send(page, "#errors:not([hidden])");
  },
  "one fault": async (page) => {
    await every()(page);
    await page.locator('[name="email"]').fill("nobody");
    for (const name of ["line", "contact[town]", "reason", "trips[0][to]", "people[0][name]"]) {
      const field = page.locator(`[name="${name}"]`);
      if (await field.isVisible()) await field.fill("x");
    }
    await send(page, ".invalid");
  },
  "in a frame": every("?embed=1"),
  "several languages": languages(),
  "right to left": languages("?lang=ar"),
  "right to left with faults": async (page) => {
    await languages("?lang=ar")(page);
    await send(page, "#errors:not([hidden]), .invalid");
  },
  thanks: answered,
  "the receipt page": open(() => `/s/${survey}/receipt`),
  "a receipt that is none": async (page) => {
    await page.goto(`${site}/s/${survey}/receipt`);
    await page.locator("textarea#receipt").fill("a receipt");
    await send(page, ".notice");
  },
  "waiting for storage": async (page) => {
    await page.goto(`${site}/s/${survey}`);
    await fill(page, await questions(platform, survey), "A word");
    await page.route("**/responses", (route) => route.abort());
    await send(page, '#status[data-state="waiting"]');
  },
  "a closed survey": closed,
  "no such page": open(() => "/s/there-is-none"),
  landing: open(() => "/"),
  login: open(() => "/login"),
  "a login refused": async (page) => {
    await page.goto(`${site}/login`);
    await page.locator('[name="email"]').fill("nobody@example.com");
    await page.locator('[name="password"]').fill("not the password");
    await send(page, ".error, .errors");
  },
};

/** The states of pages without script that differ from those with one. */
const SCRIPTLESS = {
  "every type without script": every(),
  "every type with faults, without script": async (page) => {
    await every()(page);
    // The browser's own checks would keep the form from being sent.
    await page.locator("form#survey").evaluate((form) => (form.noValidate = true));
    await send(page, "#errors:not([hidden])");
  },
  "thanks without script": answered,
};

/** Another site's pages with the widget in them, and what opens it there. */
const HOSTS = { inline: undefined, popup: "#feedback", "side-tab": ".tab", "slide-in": undefined };
for (const [kind, opener] of Object.entries(HOSTS)) {
  STATES[`the widget, ${kind}`] = async (page) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`${demo}/${kind}`);
    if (opener !== undefined) await page.locator(opener).click();
    // What comes when the reader is near it, or has read on.
    else await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.frameLocator("iframe").locator("form").waitFor();
  };
}

/** On the second platform pages are the same bytes: there the states are looked at in the two ways that differ most. */
const looks = process.env.NORDSVAR_EDGE === "workers" ? ["light", "zoomed and dark"] : Object.keys(LOOKS);

for (const [how, states] of Object.entries({ with: STATES, without: SCRIPTLESS })) {
  test(`axe finds nothing ${how} script`, async (t) => {
    const started = await browser(t);
    for (const [name, come] of Object.entries(states)) {
      await t.test(name, async () => {
        // A profile for each: what one leaves on the device would be taken up by the next.
        const context = await started.newContext({ locale: "en" });
        context.setDefaultTimeout(PATIENCE);
        // axe itself is script: the page's own is kept away, and what is left is the page without one.
        if (how === "without") await context.route("**/assets/*.js", (route) => route.abort());
        const page = await context.newPage();
        await come(page);
        await audit(page, name, looks);
        await context.close();
      });
    }
  });
}
