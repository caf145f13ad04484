/** The step before cancelling, on a seller's own pages: whoever wants to cancel does so within a second, whatever becomes of us. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { test } from "node:test";

import { profile, watched } from "./support.mjs";

const SCRIPT = readFileSync(new URL("../../widget/dist/step.js", import.meta.url));

/** How long it may take from the press to the seller's server being asked for its page, in milliseconds. */
const SECOND = 1000;

function served(t, handle) {
  const server = createServer(handle);
  t.after(() => server.close().closeAllConnections());
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${server.address().port}`));
  });
}

function html(response, body, policy) {
  response.setHeader("content-type", "text/html; charset=utf-8");
  if (policy) response.setHeader("content-security-policy", policy);
  response.end(`<!doctype html><html lang="en"><title>x</title>${body}`);
}

/** Our edge, as far as the script knows it: the script, and the page of a flow. */
async function ours(t) {
  const seen = [];
  const site = await served(t, (request, response) => {
    seen.push(`${request.method} ${request.url}`);
    if (request.url === "/apps/why-cancel/step.js") {
      response.setHeader("content-type", "text/javascript");
      response.setHeader("cross-origin-resource-policy", "cross-origin");
      response.setHeader("cache-control", "public, max-age=3600");
      response.end(request.method === "HEAD" ? undefined : SCRIPT);
    } else html(response, "<h1>Before you go</h1>");
  });
  return { site, seen };
}

/** A seller with a page to cancel, and a server that starts flows as `start` says. */
async function seller(t, edge, start) {
  const seen = [];
  const at = {};
  const site = await served(t, (request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers["x-nordsvar"] ?? ""}`.trim());
    at[request.url] = Date.now();
    if (request.url === "/before") start(response);
    else if (request.url === "/cancel") html(response, "<h1>Cancel</h1>");
    else {
      const link = '<a data-nordsvar-cancel data-start="/before" href="/cancel"><b>Stop</b></a>';
      const policy = `default-src 'self'; script-src ${edge}; connect-src 'self' ${edge}`;
      html(response, `<script src="${edge}/apps/why-cancel/step.js"></script><h1>Account</h1>${link}`, policy);
    }
  });
  return { site, seen, at };
}

const flow = (edge) => (response) => {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ url: `${edge}/apps/why-cancel/flow/a.b` }));
};

/** Follows the link, which leads to a page with this heading. */
async function followed(page, heading, options) {
  await page.getByText("Stop").click(options);
  await page.getByRole("heading", { name: heading }).waitFor();
}

/** A page that remembers when it was pressed first. */
async function pressed(t, options) {
  const context = await profile(t, options);
  await context.addInitScript(() => {
    addEventListener("click", () => (sessionStorage.at ??= Date.now()), true);
  });
  return (await watched(context)).page;
}

/** How long it took from the press to the seller's page. */
const took = async (page, at) => at["/cancel"] - (await page.evaluate(() => Number(sessionStorage.at)));

test("who follows the link is asked first, with a header that other sites cannot send", async (t) => {
  const edge = await ours(t);
  const { site, seen } = await seller(t, edge.site, flow(edge.site));
  const { page } = await watched(await profile(t));
  await page.goto(site);
  await followed(page, "Before you go");
  assert.ok(seen.includes("POST /before cancel"), seen.join());
  assert.ok(!seen.some((one) => one.startsWith("GET /cancel")), seen.join());
  assert.deepEqual(await page.context().cookies(), []);
  // Who comes back may follow it again.
  await page.goBack();
  await followed(page, "Before you go");
});

test("cancelling works within a second, whatever becomes of us", async (t) => {
  const edge = await ours(t);
  const never = () => undefined;
  const failing = (response) => {
    response.statusCode = 503;
    response.end("{}");
  };
  const said = (url) => (response) => response.end(JSON.stringify({ url }));
  for (const [name, start, blocked] of [
    ["our edge is blocked from the start", flow(edge.site), "all"],
    ["our edge is blocked once the script is there", flow(edge.site), "later"],
    ["our edge answers nothing", flow(edge.site), "hangs"],
    ["the seller's server does not answer", never],
    ["the seller's server fails", failing],
    ["the seller's server says what is no address", said("flow")],
    ["the seller's server names another site", said("https://evil.example/")],
    ["the seller's server says no JSON", (response) => response.end("no")],
  ]) {
    const { site, seen, at } = await seller(t, edge.site, start);
    const page = await pressed(t);
    if (blocked === "all") await page.route(`${edge.site}/**`, (route) => route.abort());
    await page.goto(site);
    if (blocked === "later") await page.route(`${edge.site}/**`, (route) => route.abort());
    if (blocked === "hangs") await page.route(`${edge.site}/**`, () => undefined);
    await followed(page, "Cancel");
    const millis = await took(page, at);
    assert.ok(millis < SECOND, `${name}: ${millis} ms`);
    assert.ok(seen.includes("GET /cancel"), name);
  }
});

test("who presses twice, or has no script, goes on to cancel", async (t) => {
  const edge = await ours(t);
  const { site, at } = await seller(t, edge.site, () => undefined);
  const page = await pressed(t);
  await page.goto(site);
  await followed(page, "Cancel", { clickCount: 2, noWaitAfter: true });
  assert.ok((await took(page, at)) < 700, "it is not waited for twice");
  const { page: plain } = await watched(await profile(t, { javaScriptEnabled: false }));
  await plain.goto(site);
  await followed(plain, "Cancel");
});
