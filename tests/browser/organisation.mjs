/** Signing in through an organisation's own identity provider, and the states of the pages on the way. */

import assert from "node:assert/strict";

import { asOperator, newPerson } from "./person.mjs";
import { comeIn, goTo } from "./zone.mjs";

/** The identity provider that runs beside the platform. */
export function provider({ identity_provider: issuer }) {
  assert.ok(issuer, "no identity provider runs: run `cargo xtask test`, or `cargo xtask dev --identity-provider 0`");
  return issuer;
}

/** Somebody new, of a tenant of their own whose people sign in by a provider. */
export async function ofOrganisation(platform, issuer = provider(platform)) {
  const person = await newPerson(platform);
  const known = { issuer, client_id: "nordsvar-public" };
  await asOperator(platform, "PUT", `/v1/tenants/${person.user}/identity`, known);
  return person;
}

/** Goes from the sign-in page to the provider of somebody's organisation. */
export async function toProvider(page, { site }, { user }) {
  await page.goto(`${site}/login`);
  await page.locator('a[href="/login/organisation"]').click();
  await page.locator("#organisation").fill(user);
  await page.locator('form[action="/login/organisation"] button').click();
  await page.locator('[name="login"]').waitFor();
}

/** Says at the provider who one is. */
export async function atProvider(page, login) {
  await page.locator('[name="login"]').fill(login);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Comes back, named by the provider. */
export async function named(page, platform, person) {
  await toProvider(page, platform, person);
  await atProvider(page, person.email);
  await page.locator('form[action$="/login/identity"]').waitFor();
}

const failing = (kind) => async (page, { platform }) => {
  const person = await ofOrganisation(platform, `${provider(platform)}/broken/${kind}`);
  await page.goto(`${platform.site}/login/organisation/${person.user}`);
};

/** What people meet who sign in through their organisation, and who says how they do. */
export const ORGANISATION_STATES = {
  "naming an organisation": (page, { platform }) => page.goto(`${platform.site}/login/organisation`),
  "an organisation of no such name": async (page, { platform }) => {
    await page.goto(`${platform.site}/login/organisation`);
    await page.locator("#organisation").fill("Acme & Co");
    await page.locator('form[action="/login/organisation"] button').click();
    await page.locator("#organisation-fault").waitFor();
  },
  "named by an organisation": async (page, { platform }) => named(page, platform, await ofOrganisation(platform)),
  "no account for whom an organisation named": async (page, { platform }) => {
    await toProvider(page, platform, await ofOrganisation(platform));
    await atProvider(page, "nobody@example.com");
    await page.locator('a[href="/identity/organisation"]').waitFor();
  },
  "not let in by an organisation": async (page, { platform }) => {
    await toProvider(page, platform, await ofOrganisation(platform));
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.locator('a[href="/identity/organisation"]').waitFor();
  },
  "an organisation without a sign-in": (page, { platform }) => page.goto(`${platform.site}/login/organisation/nobody-there`),
  "a provider that does not answer": failing("down"),
  "a provider that answers something else": failing("html"),
  "back from nowhere": (page, { platform }) => page.goto(`${platform.site}/identity/back?code=a&state=b`),
  "the rules, with a provider": async (page, { platform }) => {
    await comeIn(page, platform, await ofOrganisation(platform));
    await goTo(page, "Security");
  },
  "a provider that is none": async (page, { platform }) => {
    await comeIn(page, platform, await newPerson(platform));
    await goTo(page, "Security");
    await page.locator("#issuer").fill("http://login.example.com");
    await page.locator("#client_id").fill("nordsvar");
    await page.locator('form[action="/zone/security/provider"] button').click();
    await page.locator("#issuer-fault").waitFor();
  },
  "removing a provider": async (page, { platform }) => {
    await comeIn(page, platform, await ofOrganisation(platform));
    await goTo(page, "Security");
    await page.locator('a[href="/zone/security/provider/remove"]').click();
    await page.locator("button.danger").waitFor();
  },
};
