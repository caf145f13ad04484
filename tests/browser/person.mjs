/** Somebody with an account of their own, made as the operator makes them; and the codes that their app shows. */

import assert from "node:assert/strict";
import { createHash, createHmac, hkdfSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What everybody made here signs in with. */
export const PASSWORD = "a walk in two steps";

/** SHA-256 of Argon2id of it, at the least cost: what is tested is not its strength. */
const VERIFIER = "AW83EgLbaIfjkkAB6Yt5Xyu3nvSY_1xz7I3APz0BVHU";
const PARAMETERS = { salt: Buffer.alloc(16, 7).toString("base64url"), memory_kib: 8, passes: 1, lanes: 1 };

/** A call of the operator's to storage, signed as `shared/credential/README.md` says; gives what it answers. */
export async function asOperator({ data, storage }, method, path, message) {
  const [kid, master] = readFileSync(join(data, "master.key"), "utf8").trim().split(",")[0].split(":");
  const key = Buffer.from(hkdfSync("sha256", Buffer.from(master, "base64url"), "", "nordsvar/1/se/function/operator", 32));
  const body = JSON.stringify(message);
  const digest = `sha-256=:${createHash("sha256").update(body).digest("base64")}:`;
  const created = Math.floor(Date.now() / 1000);
  const params = `("@method" "@path" "@query" "content-digest");created=${created};keyid="operator:${kid}";alg="hmac-sha256"`;
  const base = [`"@method": ${method}`, `"@path": ${path}`, `"@query": ?`, `"content-digest": ${digest}`, `"@signature-params": ${params}`];
  const tag = createHmac("sha256", key).update(base.join("\n")).digest("base64");
  const headers = {
    "content-type": "application/json",
    "content-digest": digest,
    "signature-input": `nordsvar=${params}`,
    signature: `nordsvar=:${tag}:`,
  };
  const answer = await fetch(`${storage}${path}`, { method, headers, body });
  const text = await answer.text();
  assert.ok(answer.ok, text);
  return text;
}

/** Somebody new, of a tenant of their own; `rule` says whether it wants second factors. */
export async function newPerson(platform, rule = "optional") {
  const user = `walk-${crypto.randomUUID()}`;
  await asOperator(platform, "PUT", `/v1/tenants/${user}`, { name: "Vandrarna AB", zone: "se", second_factor: rule });
  const person = { user, email: `${user}@example.com`, password: PASSWORD };
  const grants = [{ role: "owner", scope: "tenant" }];
  await asOperator(platform, "POST", "/v1/users", { user, tenant: user, email: person.email, parameters: PARAMETERS, verifier: VERIFIER, grants });
  return person;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** An authenticator app: codes of a secret in base32 (RFC 6238), each of which is shown once. */
export function app(secret) {
  const bits = Array.from(secret.replaceAll(" ", ""), (char) => ALPHABET.indexOf(char).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  let last = 0;
  return {
    /** A code that was not taken yet: this one's step, or the next one, which is taken early. */
    code() {
      last = Math.max(last + 1, Math.floor(Date.now() / 30_000));
      const counter = Buffer.alloc(8);
      counter.writeBigUInt64BE(BigInt(last));
      const tag = createHmac("sha1", key).update(counter).digest();
      const word = tag.readUInt32BE(tag.at(-1) & 15) & 0x7fffffff;
      return String(word % 1_000_000).padStart(6, "0");
    },
  };
}

/** Gives the password on the page. */
export async function signIn(page, { site }, { email, password }) {
  await page.goto(`${site}/login`);
  await page.locator('[name="email"]').fill(email);
  await page.locator('[name="password"]').fill(password);
  await page.locator('form[action="/login"] button').click();
  await page.locator('form[action="/login/logout"]').waitFor();
}

/** Comes into a room (`zone`, `tool`), by signing in on the way. */
export async function enter(page, { site }, room, { email, password }) {
  await page.goto(`${site}/${room}`);
  await page.locator('[name="email"]').fill(email);
  await page.locator('[name="password"]').fill(password);
  await page.locator('form[action="/login"] button').click();
  await page.locator(`form[action$="/${room}/session"] button`).click();
  await page.locator(".places").waitFor();
}

/** Signs in and asks for two-step sign-in, up to the page with the secret; gives the app. */
export async function beginTwoStep(page, platform, person) {
  await signIn(page, platform, person);
  await page.locator("#two-step-password").fill(person.password);
  await page.locator('form[action="/login/factor"] button').click();
  return app(await page.locator(".key code").innerText());
}

/** Sends the code that the page asks for. */
export async function showCode(page, code) {
  await page.locator("#code").fill(code);
  await page.locator("form:has(#code) button").first().click();
}

/** Adds two-step sign-in, up to the page with the recovery codes; gives the app and the codes. */
export async function addTwoStep(page, platform, person) {
  const shown = await beginTwoStep(page, platform, person);
  await showCode(page, shown.code());
  await page.locator(".codes").waitFor();
  return { app: shown, codes: await page.locator(".codes code").allInnerTexts() };
}

/**
 * An authenticator of the page's browser, which knows whose finger it is: `refuse` has it wait for nobody, as where somebody
 * says no; `allow` ends that.
 */
export async function authenticator(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const options = {
    protocol: "ctap2",
    transport: "internal",
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  };
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", { options });
  const verified = (isUserVerified) => session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
  return { refuse: () => verified(false), allow: () => verified(true) };
}

/** Signs in and asks for a passkey, up to the page that makes it. */
export async function beginPasskey(page, platform, person) {
  await signIn(page, platform, person);
  await page.locator("#passkey-password").fill(person.password);
  await page.locator('form[action="/login/passkey/begin"] button').click();
  await page.locator('form[action="/login/passkey/confirm"]').waitFor({ state: "attached" });
}

/** Adds a passkey, up to the page with the recovery codes; gives these. */
export async function addPasskey(page, platform, person) {
  await beginPasskey(page, platform, person);
  await page.locator('form[action="/login/passkey/confirm"] button').click();
  await page.locator(".codes").waitFor();
  return page.locator(".codes code").allInnerTexts();
}

/** Signs out, from the account's page or the one that asks for the code. */
export async function signOut(page) {
  await page.locator('form[action="/login/logout"] button').click();
  await page.locator('[name="email"]:not([type="hidden"])').waitFor();
}

/** The newest mail to an address, once it has come. */
export async function mailTo({ mail }, address) {
  for (let tries = 0; tries < 300; tries += 1) {
    const all = await (await fetch(`${mail}/messages`)).json();
    const found = all.find(({ to }) => to.includes(address));
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return assert.fail(`no mail to ${address} came`);
}
