/** axe-core on our pages: which rules hold, how a page is looked at, and how what was found is told. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(new URL("../../tools/axe/package.json", import.meta.url)).resolve("axe-core/axe.min.js"), "utf8");

/** WCAG 2.0 to 2.2, A and AA, and what axe's makers recommend beside it. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Those of them that hang on colours alone. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/**
 * How a page is looked at. 320 px is a window of 1280 px at 400 %. Reduced motion comes with the narrow one and dark with forced
 * colours' own dark, so that every preference is met without every combination of them. Where nothing but the colours is another than
 * in a look before it, only what hangs on colours is looked at again.
 */
export const LOOKS = {
  light: { width: 1280, media: { colorScheme: "light" } },
  dark: { width: 1280, media: { colorScheme: "dark" }, only: COLOUR_RULES },
  zoomed: { width: 320, media: { colorScheme: "light", reducedMotion: "reduce" } },
  "zoomed and dark": { width: 320, media: { colorScheme: "dark", reducedMotion: "reduce" }, only: COLOUR_RULES },
  "forced colours": { width: 1280, media: { colorScheme: "dark", forcedColors: "active" } },
};

const PLAIN = { colorScheme: null, reducedMotion: null, forcedColors: null };

/** Makes a page look like one of [`LOOKS`]. */
export async function look(page, name) {
  const { width, media } = LOOKS[name];
  await page.setViewportSize({ width, height: width < 700 ? 640 : 900 });
  await page.emulateMedia({ ...PLAIN, ...media });
  // What changes colour does so over a moment; half-way no contrast is what it will be. What never ends is not waited for either.
  const still = () => {
    for (const one of document.getAnimations()) if (one.effect?.getComputedTiming().endTime !== Infinity) one.finish();
  };
  for (const frame of page.frames()) await frame.evaluate(still);
}

/**
 * The rules that are off in a look. In forced colours the colours are the reader's own; axe computes with those that the style sheet
 * has and the browser does not use.
 */
function exceptions(name) {
  return name === "forced colours" ? { "color-contrast": { enabled: false } } : {};
}

/** Which rules are looked at in a look. */
function rules(name) {
  const { only } = LOOKS[name];
  return only === undefined
    ? { runOnly: { type: "tag", values: RULES }, rules: exceptions(name) }
    : { runOnly: { type: "rule", values: only } };
}

/** What axe finds in one frame, a line for each element. */
async function violations(frame, name) {
  if (!(await frame.evaluate(() => "axe" in window))) await frame.evaluate(source);
  const options = { ...rules(name), iframes: false, resultTypes: ["violations"] };
  return frame.evaluate(async (options) => {
    const { violations } = await window.axe.run(document, options);
    const said = ({ any, all, none }) => [...any, ...all, ...none].map((one) => one.message).join("; ");
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}: ${said(node)}`));
  }, options);
}

/** Whether axe can look into a frame: where a mail is shown no script may run, and nothing that waits for something ever goes on. */
async function isOpen(frame) {
  if (frame.parentFrame() === null) return true;
  const sandbox = await (await frame.frameElement()).getAttribute("sandbox");
  return sandbox === null || sandbox.split(" ").includes("allow-scripts");
}

/** Whether the page can be scrolled sideways, and by how much. */
function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Looks at a page and the frames in it in each of the ways named, and fails with all that is wrong. */
export async function audit(page, where, looks = Object.keys(LOOKS)) {
  const found = [];
  for (const name of looks) {
    await look(page, name);
    const beyond = await overflow(page);
    if (beyond > 0) found.push(`${name}: the page is ${beyond} px wider than its window`);
    for (const frame of page.frames()) {
      if (await isOpen(frame)) found.push(...(await violations(frame, name)).map((line) => `${name}: ${line}`));
    }
  }
  assert.deepEqual(found, [], where);
}
