/** Another site, with surveys on its pages, under a policy that lets nothing else in. */

import assert from "node:assert/strict";
import { createServer } from "node:http";

import { assertClean, profile, watched } from "./support.mjs";

/** The widths that pages are looked at on. */
export const WIDTHS = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };

/** What the host page may hear. */
const EVENTS = ["ready", "answered", "completed", "closed", "error"];

/** The script element with attributes, such as `{ kind: "popup" }`. */
export function widget({ site, survey }, attributes = {}) {
  const all = Object.entries({ survey, lang: "en", ...attributes });
  const written = all.map(([name, value]) => `data-${name}="${String(value).replaceAll('"', "&quot;")}"`);
  return `<script async src="${site}/widget.js" ${written.join(" ")}></script>`;
}

/** Serves a page with `body` on an origin of its own; `files` are its own scripts, by path. */
export async function shop(t, { site }, body, { files = {}, scripts = site, html = 'lang="en"' } = {}) {
  const policy = `default-src 'none'; script-src ${scripts}; frame-src ${site}; connect-src ${site}`;
  const page = `<!doctype html><html ${html}><meta charset="utf-8"><title>Shop</title>
    <meta name="viewport" content="width=device-width, initial-scale=1"><h1>Shop</h1>${body}</html>`;
  const server = createServer(({ url }, answer) => {
    const own = files[url];
    answer.setHeader("content-type", own === undefined ? "text/html; charset=utf-8" : "text/javascript");
    answer.setHeader("content-security-policy", policy);
    answer.end(own ?? page);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
}

/**
 * Somebody visits a page. When the test ends, nothing may have been refused by the page's policy, nobody else
 * asked, no cookie set, and nothing complained.
 *
 * @param prepare runs in the page before anything else does
 */
export async function visit(t, { site }, url, { prepare, ...options } = {}) {
  const context = await profile(t, { viewport: WIDTHS.desktop, ...options });
  await context.addInitScript((events) => {
    window.heard = [];
    window.refused = [];
    for (const name of events) {
      document.addEventListener(`nordsvar:${name}`, ({ detail }) => window.heard.push([name, detail]));
    }
    document.addEventListener("securitypolicyviolation", (event) => {
      window.refused.push(`${event.violatedDirective} ${event.blockedURI}`);
    });
  }, EVENTS);
  if (prepare !== undefined) await context.addInitScript(prepare);
  const { page, seen } = await watched(context);
  await page.goto(url);
  const verify = async () => {
    assert.deepEqual(await page.evaluate(() => window.refused), []);
    await assertClean(context, seen, [site, new URL(url).origin]);
  };
  return { context, page, verify };
}

/** The events that the host page has heard so far, by name. */
export async function heard(page) {
  return page.evaluate(() => window.heard.map(([name]) => name));
}

/** Waits until the host page has heard of something. */
export async function hears(page, what) {
  await page.waitForFunction((name) => window.heard.some(([one]) => one === name), what);
}

/** What is on the page of the widget: its elements, its frames, what is open. */
export function there(page) {
  return page.evaluate(() => {
    const hosts = [...document.querySelectorAll(".nordsvar")];
    const within = (host) => [...(host.shadowRoot ?? host).querySelectorAll("iframe")];
    return { hosts: hosts.length, frames: hosts.flatMap(within).length, open: document.querySelectorAll(".nordsvar-open").length };
  });
}

/** Waits until the script has come and the page had its idle moment. */
export async function settled(page) {
  await page.waitForFunction(() => window.nordsvar !== undefined);
  await page.evaluate(() => new Promise((done) => requestIdleCallback(() => requestIdleCallback(done))));
}

/** Waits until a survey is open over the page. */
export async function opens(page) {
  await page.locator(".nordsvar-open dialog[open]").waitFor();
}
