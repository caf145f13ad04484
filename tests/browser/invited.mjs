/** People who were invited, and what their pages look like. */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

import { publish, sendButton } from "./support.mjs";

/** What an app asks after an order. */
export const ORDER = {
  title: { en: "Your order", ar: "طلبك" },
  locale: "en",
  elements: [
    { type: "rating", name: "overall", title: { en: "How did it go?", ar: "كيف كانت تجربتك؟" }, rateType: "stars", rateMax: 5, isRequired: true },
    { type: "text", name: "who", title: { en: "Your name", ar: "اسمك" } },
    { type: "text", name: "order", visible: false, clearIfInvisible: "none" },
    { type: "comment", name: "more", title: { en: "More about order {order}?", ar: "المزيد عن الطلب {order}؟" } },
  ],
};

/** Tells the tests' program `invite` something, and gives what it says to that. */
export async function inviting(message) {
  const program = process.env.NORDSVAR_INVITE ?? fileURLToPath(new URL("../../target/debug/invite", import.meta.url));
  const child = spawn(program, { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify(message));
  let said = "";
  for await (const part of child.stdout) said += part;
  assert.notEqual(said, "", "nobody was invited; NORDSVAR_INVITE names the tests' program `invite`");
  return JSON.parse(said);
}

/** Invites somebody to a survey, and gives the addresses that their message has. */
export async function invite({ site }, survey, more = {}) {
  const { link, unsubscribe } = await inviting({ survey, ...more });
  return { link: `${site}${link}`, unsubscribe: `${site}${unsubscribe}` };
}

/** What a shop tells of somebody. */
export const KNOWN = { known: { who: "Åsa", order: "2026-117" } };

const opened = (query = "", more = {}) => async (page, { platform }) => {
  const { link } = await invite(platform, await publish(platform, ORDER), { ...KNOWN, ...more });
  await page.goto(`${link}${query}`);
};

const unsubscribing = (query = "") => async (page, { platform }) => {
  const { unsubscribe } = await invite(platform, await publish(platform, ORDER));
  await page.goto(`${unsubscribe}${query}`);
};

/** States of pages for who was invited. */
export const INVITED_STATES = {
  "an invitation, with a choice made": opened("?q=overall&v=4"),
  "an invitation, right to left": opened("?q=overall&v=4&lang=ar"),
  "the test of an invitation": opened("", { event: { test: true } }),
  "an invitation that was answered": async (page, given) => {
    await opened("?q=overall&v=4")(page, given);
    await sendButton(page).click();
    await page.locator("#thanks").waitFor();
    await page.goto(page.url());
    await page.locator(".notice.warning").waitFor();
  },
  "an invitation that was cancelled": opened("", { then: "cancel" }),
  "an invitation that is none": (page, { platform }) => page.goto(`${platform.site}/s/${platform.survey}/i/x`),
  "no more invitations": unsubscribing(),
  "no more invitations, right to left": unsubscribing("?lang=ar"),
  "no more invitations, done": async (page, given) => {
    await unsubscribing()(page, given);
    await page.locator("form button").click();
    await page.locator("#unsubscribed").waitFor();
  },
};
