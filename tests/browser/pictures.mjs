/**
 * Takes pictures of the respondent's pages, for people to look at: every type of question and every state, on a phone and on a
 * desktop, in light and dark. `node tests/browser/pictures.mjs [FOLDER] [WORDS]`, with a platform as the suites want it; WORDS are
 * what the states' names are to have, as a regular expression.
 */

import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { STATES, surveysOf } from "./states.mjs";
import { PATIENCE, answerEvery, browser, ready } from "./support.mjs";

const folder = process.argv[2] ?? fileURLToPath(new URL("../../target/pictures", import.meta.url));
const wanted = new RegExp(process.argv[3] ?? "", "u");
const WIDTHS = { phone: 390, desktop: 1280 };
/** A picture that is taller than this is cut into several. */
const TALLEST = 1800;

/** States that differ from others in what is filled in alone. */
const FILLED = {
  "every type answered": async (page, { platform, surveys }) => {
    await page.goto(`${platform.site}/s/${surveys.every}`);
    await answerEvery(page);
  },
  "a theme answered": async (page, { platform, surveys }) => {
    await page.goto(`${platform.site}/s/${surveys.themed}`);
    await answerEvery(page);
  },
};

async function take(page, name) {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const { width } = page.viewportSize();
  for (let top = 0, part = 1; top < height; top += TALLEST, part += 1) {
    const clip = { x: 0, y: top, width, height: Math.min(TALLEST, height - top) };
    await page.screenshot({ path: `${folder}/${name.replaceAll(/[^a-z]+/g, "-")}-${part}.png`, fullPage: true, clip });
  }
}

const ended = [];
const platform = ready();
const surveys = await surveysOf(platform);
const started = await browser({ after: (end) => ended.push(end) });
mkdirSync(folder, { recursive: true });
for (const [name, come] of Object.entries({ ...STATES, ...FILLED }).filter(([name]) => wanted.test(name))) {
  for (const colorScheme of ["light", "dark"]) {
    const context = await started.newContext({ locale: "en", colorScheme });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    await come(page, { hasScript: true, platform, surveys });
    for (const [kind, width] of Object.entries(WIDTHS)) {
      await page.setViewportSize({ width, height: 900 });
      await take(page, `${name} ${kind} ${colorScheme}`);
    }
    await context.close();
  }
}
for (const end of ended) await end();
console.log(`look into ${folder}`);
