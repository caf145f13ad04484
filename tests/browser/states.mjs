/**
 * The pages of ours and their states: what each is called, and how a page comes into it. What people meet anew is a new line here,
 * and is looked at wherever the others are.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { CONTACT_STATES } from "./contacts.mjs";
import { INVITED_STATES } from "./invited.mjs";
import { ORGANISATION_STATES } from "./organisation.mjs";
import { addPasskey, addTwoStep, authenticator, beginPasskey, beginTwoStep, newPerson, showCode, signIn } from "./person.mjs";
import { answerEvery, close, every, fill, publish, questions, sendButton } from "./support.mjs";
import { APP_STATES } from "./apps.mjs";
import { ROWS_STATES } from "./rows.mjs";
import { STORE_EVALUATOR_STATES } from "./store-evaluator.mjs";
import { TOLD_APART_STATES } from "./told-apart.mjs";
import { TOOL_STATES } from "./tool.mjs";
import { ZONE_STATES } from "./zone.mjs";

const languages = JSON.parse(readFileSync(new URL("../fixtures/languages.json", import.meta.url), "utf8"));

/** A brand, in light and dark. */
const THEME = {
  accent: "#7a1f5c",
  background: "#fdf6fa",
  dark: { accent: "#f0a8d4", background: "#1b0d15", surface: "#281520" },
  radius: 4,
  font: "serif",
  logo: `data:image/svg+xml;base64,${Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 180 40"><rect width="40" height="40" rx="8" fill="#7a1f5c"/><text x="52" y="29" font-family="Georgia" font-size="26" fill="#b0408c">Example</text></svg>').toString("base64")}`,
  logoAlt: "Example",
};

/** What needs more room than there is. */
const WIDE = {
  title: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
  elements: [
    { type: "matrix", name: "scale", columns: Array.from({ length: 11 }, (_, n) => `Column ${n}`), rows: ["food", "the people at the desk"] },
    { type: "matrixdropdown", name: "lines", rows: ["one", "two"], columns: Array.from({ length: 9 }, (_, n) => ({ name: `Quantity ${n}`, cellType: "text" })) },
    { type: "radiogroup", name: "long", choices: ["Unterbeamtengesellschaftsvorsitzendenstellvertreterversammlung".repeat(2), "b"] },
    { type: "rating", name: "often", rateValues: ["Never", "Sometimes", "Often", "Always, without exception"] },
    { type: "dropdown", name: "one", choices: ["A choice that is written at such a length that it does not fit into the field it is shown in, nor into two"] },
  ],
};

/** The languages' survey, with settings of our own. */
const set = (nordsvar) => ({ ...languages, nordsvar: { ...languages.nordsvar, ...nordsvar } });

/** A survey of several pages, after one that only says what it is. */
const PAGED = {
  ...every.definition,
  showProgressBar: "top",
  firstPageIsStartPage: true,
  pages: [{ name: "start", title: "Before you begin", elements: [{ type: "html", name: "hello", html: "<p>It takes a <b>minute</b>.</p>" }] }, ...every.definition.pages],
};

/** A survey that takes one response and has it. */
async function full(platform) {
  const survey = await publish(platform, { elements: [{ type: "text", name: "word" }], nordsvar: { limit: 1 } });
  const response = { id: "01890a5d-ac96-774b-bcce-b302099a8057", version: 1, language: "en", complete: true, answers: { word: "the last" } };
  const answer = await fetch(`${platform.site}/s/${survey}/responses`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(response),
  });
  const said = await answer.text();
  assert.equal(answer.status, 201, said);
  return survey;
}

/** Publishes what the states ask, each once, and gives the names. */
export async function surveysOf(platform) {
  const closed = await publish(platform, languages);
  await close(platform, closed);
  return {
    every: await publish(platform, { ...every.definition, questionsOnPageMode: "singlePage" }),
    languages: await publish(platform, languages),
    themed: await publish(platform, { ...every.definition, questionsOnPageMode: "singlePage", nordsvar: { theme: THEME } }),
    wide: await publish(platform, WIDE),
    paged: await publish(platform, PAGED),
    single: await publish(platform, { ...every.definition, questionsOnPageMode: "questionPerPage" }),
    early: await publish(platform, set({ opens: "2099-01-01T00:00:00Z" })),
    full: await full(platform),
    busy: await publish(platform, { title: "Lunch", elements: [{ type: "text", name: "word" }], nordsvar: { perMinute: 1 } }),
    closed,
  };
}

/** Opens a survey, by its name in [`surveysOf`]; without one, the demo's. */
const open = (name, query = "") => async (page, { platform, surveys, hasScript }) => {
  await page.goto(`${platform.site}/s/${name === undefined ? platform.survey : surveys[name]}${query}`);
  if (!hasScript) return;
  // The script takes the form over once all that it needs has come.
  await page.waitForFunction(() => {
    const form = document.querySelector("form#survey");
    return form === null || form.noValidate;
  });
};

/** Opens a page at an address of the site's own. */
const at = (path) => (page, { platform }) => page.goto(`${platform.site}${path}`);

/** Goes on to the survey's next page, by whatever its button says. */
async function turned(page, comes) {
  await page.locator('[name="nordsvar.step"]:not([value="back"]):visible').click();
  await page.locator(comes).first().waitFor();
}

/** The second page of a survey of several, which is the first that asks. */
const begun = async (page, given) => {
  await open("paged")(page, given);
  await turned(page, '[name="line"]:visible');
};

/** The page after it. */
const goneOn = async (page, given) => {
  await begun(page, given);
  await page.locator('[name="line"]').fill("x");
  await page.locator('[name="contact[town]"]').fill("x");
  await turned(page, '[data-name="colour"]:visible');
};

/** Sends the form as it stands, and waits for what comes. */
async function send(page, comes) {
  await sendButton(page).click();
  await page.locator(comes).first().waitFor();
}

/** Answers the demo's survey. */
async function answer(page, given) {
  const { platform } = given;
  await open()(page, given);
  await fill(page, await questions(platform, platform.survey), "A word");
}

/** Somebody has answered, and opens the page again. */
const cameBack = (query = "") => async (page, given) => {
  await open("languages", query)(page, given);
  await page.locator('[name="name"]').fill("Åsa");
  await page.locator(".saved", { hasText: /./ }).waitFor();
  await page.reload();
  await page.locator("#kept").waitFor();
  await page.locator('[name="name"]').fill("Åsa Ö");
  await page.locator(".saved", { hasText: /./ }).waitFor();
};

/** Answers the survey with a question of every type, and opens the response by its private link. */
async function own(page, given) {
  await open("every")(page, given);
  await answerEvery(page);
  await send(page, "#thanks");
  const link = await page.locator("#thanks textarea").evaluateAll((all) => all.map((one) => one.value).find((text) => text.includes("/response#")));
  await page.goto(link);
  await page.locator(".answers").waitFor();
}

/** The same, up to a button of its page, and what comes of it. */
const then = (...steps) => async (page, given) => {
  await own(page, given);
  for (const [value, comes] of steps) {
    await page.locator(`button[value="${value}"]`).click();
    await page.locator(comes).waitFor();
  }
};

/** Somebody new signs in, to a page of theirs. */
const account = (come, rule) => async (page, { platform }) => come(page, platform, await newPerson(platform, rule));

/** Somebody with two-step sign-in, up to where the code is asked for. */
const coded = async (page, platform, person) => {
  const two = await addTwoStep(page, platform, person);
  await page.context().clearCookies();
  await signIn(page, platform, person);
  return two;
};

/** Somebody with a passkey. */
const keyed = async (page, platform, person) => {
  await authenticator(page);
  await addPasskey(page, platform, person);
};

/** Another site's page with the widget in it; `opener` is what opens it there. */
const host = (kind, opener) => async (page, { platform }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${platform.demo}/${kind}`);
  if (opener !== undefined) await page.locator(opener).click();
  // What comes when the reader is near it, or has read on.
  else await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await page.frameLocator("iframe").locator("form").waitFor();
};

/** States of pages whose script runs. */
export const STATES = {
  "the demo survey": open(),
  "every type": open("every"),
  "a signature drawn": async (page, given) => {
    await open("every")(page, given);
    const board = page.locator("canvas");
    await board.scrollIntoViewIfNeeded();
    const { x, y } = await board.boundingBox();
    await page.mouse.move(x + 40, y + 60);
    await page.mouse.down();
    await page.mouse.move(x + 200, y + 90, { steps: 5 });
    await page.mouse.up();
    await page.locator("[data-clear]:visible").waitFor();
  },
  "every type with faults": async (page, given) => {
    await open("every")(page, given);
    await send(page, "#errors:not([hidden])");
  },
  "one fault": async (page, given) => {
    await open("every")(page, given);
    await page.locator('[name="email"]').fill("nobody");
    for (const name of ["line", "contact[town]", "reason", "trips[0][to]", "people[0][name]"]) {
      const field = page.locator(`[name="${name}"]`);
      if (await field.isVisible()) await field.fill("x");
    }
    await send(page, ".invalid");
  },
  "before the first page": open("paged"),
  "the first of several pages": begun,
  "a page amid others": goneOn,
  "a page amid others with faults": async (page, given) => {
    await begun(page, given);
    await turned(page, "#errors:not([hidden]), .invalid");
  },
  "one question at a time": open("single"),
  "what needs room": open("wide"),
  "in a frame": open("every", "?embed=1"),
  "a theme": open("themed"),
  "a theme with faults": async (page, given) => {
    await open("themed")(page, given);
    await send(page, "#errors:not([hidden])");
  },
  "several languages": open("languages"),
  "right to left": open("languages", "?lang=ar"),
  "right to left with faults": async (page, given) => {
    await open("languages", "?lang=ar")(page, given);
    await send(page, "#errors:not([hidden]), .invalid");
  },
  thanks: async (page, given) => {
    await answer(page, given);
    await send(page, "#thanks");
  },
  "waiting for storage": async (page, given) => {
    await answer(page, given);
    await page.route("**/responses", (route) => route.abort());
    await send(page, '#status[data-state="waiting"]');
  },
  "the receipt page": open(undefined, "/receipt"),
  "a receipt that is none": async (page, given) => {
    await open(undefined, "/receipt")(page, given);
    await page.locator("textarea#receipt").fill("a receipt");
    await send(page, ".notice");
  },
  "answers of before": cameBack(),
  "answers of before, right to left": cameBack("?lang=ar"),
  "started over": async (page, given) => {
    await cameBack()(page, given);
    await page.locator("#kept button").click();
  },
  "open in another tab": async (page, given) => {
    const other = await page.context().newPage();
    await cameBack()(other, given);
    await page.goto(other.url());
    await page.locator("form[data-held]").waitFor();
  },
  "the page for a private link": open(undefined, "/response"),
  "a private link that is none": async (page, given) => {
    await open(undefined, "/response")(page, given);
    await page.locator("textarea#token").fill("a link");
    await page.locator("form#link button").click();
    await page.waitForURL(/response\?/);
  },
  "one's own response": own,
  "withdrawing it": then(["withdraw", 'button[value="withdraw-for-good"]']),
  "withdrawn": then(["withdraw", 'button[value="withdraw-for-good"]'], ["withdraw-for-good", "#withdrawn"]),
  "a closed survey": open("closed"),
  "a survey that opens later": open("early"),
  "a survey that is full": open("full"),
  "no such page": at("/s/there-is-none"),
  landing: at("/"),
  login: at("/login"),
  "a login refused": async (page, given) => {
    await at("/login")(page, given);
    await page.locator('[name="email"]').fill("nobody@example.com");
    await page.locator('[name="password"]').fill("not the password");
    await page.locator('form[action="/login"] button').click();
    await page.locator("#refused").waitFor();
  },
  "a password forgotten": at("/login/recover"),
  "a password forgotten, the mail on its way": async (page, given) => {
    await at("/login/recover")(page, given);
    await page.locator("#email").fill(`nobody-${crypto.randomUUID()}@example.com`);
    await page.locator('form[action="/login/recover"] button').click();
    await page.locator(".notice").waitFor();
  },
  "a password forgotten, the code refused": async (page, given) => {
    await at("/login/recover")(page, given);
    await page.locator("#code").fill("x");
    await page.locator("#new").fill("fjorton gula båtar");
    await page.locator('form[action="/login/recover/password"] button').click();
    await page.locator("#code-fault").waitFor();
  },
  "an account": account(signIn),
  "an account that must add two-step sign-in": account(signIn, "required"),
  "adding two-step sign-in": account(beginTwoStep),
  "adding two-step sign-in with a wrong code": account(async (page, platform, person) => {
    await beginTwoStep(page, platform, person);
    await showCode(page, "123");
    await page.locator("#code-fault").waitFor();
  }),
  "recovery codes": account(addTwoStep),
  "the code after the password": account(coded),
  "a recovery code after the password, refused": account(async (page, platform, person) => {
    await coded(page, platform, person);
    await page.goto(`${platform.site}/login?recovery=1`);
    await showCode(page, "123");
    await page.locator("#code-fault").waitFor();
  }),
  "an account with two-step sign-in": account(async (page, platform, person) => {
    const { codes } = await coded(page, platform, person);
    await showCode(page, codes[0]);
    await page.locator("#two-step").waitFor();
  }),
  "removing two-step sign-in, refused": account(async (page, platform, person) => {
    await addTwoStep(page, platform, person);
    await page.goto(`${platform.site}/login`);
    await page.locator("#two-step-password").fill(person.password);
    await showCode(page, "123");
    await page.locator("#code-fault").waitFor();
  }),
  "adding a passkey": account(async (page, platform, person) => {
    await authenticator(page);
    await beginPasskey(page, platform, person);
    await page.locator("form[data-passkey]").waitFor();
  }),
  "an account with a passkey": account(async (page, platform, person) => {
    await keyed(page, platform, person);
    await page.goto(`${platform.site}/login`);
    await page.locator("#passkey-0").waitFor();
  }),
  "removing a passkey, refused": account(async (page, platform, person) => {
    await keyed(page, platform, person);
    await page.goto(`${platform.site}/login`);
    await page.locator("#passkey-0-password").fill("a guess");
    await page.locator('form[action="/login/passkey/remove"] button').click();
    await page.locator("#passkey-fault").waitFor();
  }),
  "a passkey after the password": account(async (page, platform, person) => {
    await keyed(page, platform, person);
    await page.context().clearCookies();
    await signIn(page, platform, person);
    await page.locator("form[data-passkey] button:focus").waitFor();
  }),
  ...INVITED_STATES,
  ...ZONE_STATES,
  ...CONTACT_STATES,
  ...TOOL_STATES,
  ...APP_STATES,
  ...STORE_EVALUATOR_STATES,
  ...TOLD_APART_STATES,
  ...ROWS_STATES,
  ...ORGANISATION_STATES,
  "the widget inline": host("inline"),
  "the widget as a popup": host("popup", "#feedback"),
  "the widget behind a tab": host("side-tab", ".tab"),
  "the widget sliding in": host("slide-in"),
};

/** States of pages without script that are not those of pages with one. */
export const SCRIPTLESS = {
  "before the first page without script": open("paged"),
  "a page amid others without script": goneOn,
  "a page amid others with faults without script": async (page, given) => {
    await begun(page, given);
    await page.locator("form#survey").evaluate((form) => (form.noValidate = true));
    await turned(page, "#errors:not([hidden])");
  },
  "every type without script": open("every"),
  "every type with faults without script": async (page, given) => {
    await open("every")(page, given);
    // The browser's own checks would keep the form from being sent.
    await page.locator("form#survey").evaluate((form) => (form.noValidate = true));
    await send(page, "#errors:not([hidden])");
  },
  "too many at once without script": async (page, given) => {
    // The first of them takes the minute, unless it is taken.
    for (const comes of ["#thanks, #status:not([hidden])", "#status:not([hidden])"]) {
      await open("busy")(page, given);
      await send(page, comes);
    }
  },
  "thanks without script": async (page, given) => {
    await answer(page, given);
    await send(page, "#thanks");
  },
};
