// Holds the real page, in Chromium, against the vectors of tests/vectors/corpus: does their steps with the page's own controls
// and compares what is in sight. `node page.mjs RENDERER [--only NAME] [--say]`; RENDERER is the example `corpus` of the crate `page`.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { env } from "node:process";
import { fileURLToPath } from "node:url";

import { drive } from "./page-driver.mjs";

const web = createRequire(new URL("../../tools/web/package.json", import.meta.url));
const { chromium } = web("playwright-core");
const esbuild = web("esbuild");
const folder = new URL("../vectors/corpus/", import.meta.url);
const root = fileURLToPath(new URL("../../", import.meta.url));
const [renderer, ...rest] = process.argv.slice(2);
const only = rest.includes("--only") ? rest[rest.indexOf("--only") + 1] : "";
const apart = JSON.parse(readFileSync(new URL("page-apart.json", import.meta.url), "utf8"));

/** All cases that are not refused, with the pages of their beginning and of each place where answers are loaded. */
function cases() {
  const all = [];
  for (const file of readdirSync(folder).sort()) {
    for (const each of JSON.parse(readFileSync(new URL(file, folder), "utf8")).cases) {
      if (!each.ours?.refused) all.push({ ...each, name: `${file.replace(/\.json$/, "")}: ${each.name}` });
    }
  }
  const chosen = all.filter(({ name }) => name.includes(only));
  const asked = chosen.flatMap(({ definition, steps }) => [
    { definition },
    ...steps.filter(({ load }) => load).map(({ load }) => ({ definition, answers: load })),
  ]);
  const pages = JSON.parse(execFileSync(renderer, { input: JSON.stringify(asked), maxBuffer: 1e9 }));
  for (const each of chosen) each.pages = pages.splice(0, 1 + each.steps.filter(({ load }) => load).length);
  return chosen;
}

/** The page's own script, with what its form says for us to read; the module as it is built. */
async function scripts() {
  const bundle = async (options) => {
    const { outputFiles } = await esbuild.build({ bundle: true, write: false, format: "esm", ignoreAnnotations: true, target: "es2021", absWorkingDir: root, ...options });
    return outputFiles[0].text;
  };
  const contents = 'import "./page.ts"; import { said } from "./form.ts"; globalThis.said = said;';
  return {
    "/page.js": await bundle({ stdin: { contents, resolveDir: `${root}widget/src`, loader: "ts" } }),
    "/logic.js": await bundle({ entryPoints: ["widget/src/logic/start.ts"] }),
    "/files.js": await bundle({ entryPoints: ["widget/src/apart/start.ts"] }),
    "/page.css": readFileSync(`${root}widget/src/page.css`, "utf8"),
  };
}

const files = await scripts();
let shown = "";
const server = createServer((request, response) => {
  const file = files[request.url];
  const type = request.url.endsWith(".js") ? "text/javascript" : request.url.endsWith(".css") ? "text/css" : "text/html";
  response.setHeader("content-type", `${type}; charset=utf-8`);
  if (request.method === "POST") response.statusCode = 503;
  response.end(file ?? (request.url === "/" ? shown : ""));
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const browser = await chromium.launch({
  executablePath: env.NORDSVAR_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
});
const page = await (await browser.newContext({ locale: "en", timezoneId: "UTC" })).newPage();
// One case is no other's draft: nothing is kept on the device.
await page.addInitScript(() => (window.name = "nordsvar-off"));
const thrown = [];
page.on("pageerror", (error) => thrown.push(error.message));

async function open(html) {
  shown = html;
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.waitForFunction(() => {
    const form = document.querySelector("form#survey");
    return typeof said === "function" && (!document.getElementById("logic") || form.dataset.follows !== undefined);
  });
}

let wrong = 0;
let checked = 0;
const listed = new Set();
for (const each of cases()) {
  checked += 1;
  thrown.length = 0;
  const said = (await drive(page, open, each)) ?? thrown[0];
  const reason = apart[each.name];
  if (reason !== undefined) listed.add(each.name);
  if ((said === undefined) === (reason === undefined)) continue;
  wrong += 1;
  console.error(said === undefined ? `${each.name}: is in page-apart.json for nothing` : `${each.name}: ${said}`);
}
await browser.close();
server.close();
for (const name of Object.keys(apart)) {
  if (only === "" && !listed.has(name)) {
    wrong += 1;
    console.error(`${name}: is in page-apart.json, and nowhere else`);
  }
}
if (checked === 0) throw new Error("no cases");
if (wrong > 0) {
  console.error(`${wrong} of ${checked}`);
  process.exit(1);
}
console.log(`${checked} surveys as the page has them, ${listed.size} of them otherwise for a reason`);
