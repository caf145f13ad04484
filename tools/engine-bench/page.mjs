// How long a keystroke takes on the page of a large survey in Chromium, as JSON: `node page.mjs RENDERER SURVEY`.
// RENDERER is the example `corpus` of the crate `page`, SURVEY what `engine-bench survey` printed, NORDSVAR_CHROMIUM the browser.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { argv, env } from "node:process";

const web = createRequire(new URL("../web/package.json", import.meta.url));
const { chromium } = web("playwright-core");
const dist = new URL("../../widget/dist/", import.meta.url);
const [renderer, file] = argv.slice(2);

const { survey: definition } = JSON.parse(readFileSync(file, "utf8"));
const [html] = JSON.parse(execFileSync(renderer, { input: JSON.stringify([{ definition }]), maxBuffer: 1e9 }));
const server = createServer(({ url }, response) => {
  const type = url.endsWith(".js") ? "text/javascript" : url.endsWith(".css") ? "text/css" : "text/html";
  response.setHeader("content-type", `${type}; charset=utf-8`);
  response.end(/^\/(page|logic)\./.test(url) ? readFileSync(new URL(`.${url}`, dist)) : html);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const browser = await chromium.launch({ executablePath: env.NORDSVAR_CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
try {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.locator("form[data-follows]").waitFor({ state: "attached" });
  console.log(JSON.stringify(await page.evaluate(keystrokes)));
} finally {
  await browser.close();
  server.close();
}

/** Types a digit into each field of numbers in turn, some hundred times; in the page, so it stands alone. */
function keystrokes() {
  const model = JSON.parse(document.getElementById("logic").text);
  const fields = [...document.querySelectorAll("input[type=number]:not([data-slide])")].filter((one) => one.closest("[data-off]") === null);
  const times = [];
  for (let round = 0; round < 300; round += 1) {
    const field = fields[round % fields.length];
    field.value = String(round % 10);
    const begun = performance.now();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    times.push((performance.now() - begun) * 1_000);
  }
  times.sort((a, b) => a - b);
  const questions = document.querySelectorAll("[data-kind]").length;
  return { questions, expressions: model.trees.length, us: times[times.length >> 1], worst_us: times[Math.floor(times.length * 0.99)] };
}
