// Does the steps of a case with the controls of a page, and compares what the page then shows.
import { isDeepStrictEqual } from "node:util";

import { act, look } from "./page-within.mjs";

/** What is wrong with a case, if something is. `open` shows a page. */
export async function drive(page, open, { definition, steps, states, ours, pages }) {
  const wanted = ours?.states ?? states;
  const left = [...pages];
  await open(left.shift());
  for (let at = 0; at < wanted.length; at += 1) {
    const step = steps[at - 1];
    // Another language is another page, and so is the end.
    if (step?.locale || wanted[at].completed) return undefined;
    if (step?.load) await open(left.shift());
    else if (step) {
      const failed = await page.evaluate(act, { step, page: wanted[at].page });
      if (failed) return `step ${at}, ${JSON.stringify(step)}: ${failed}`;
    }
    const found = difference(await page.evaluate(look), wanted[at], definition);
    if (found) return `state ${at}, after ${JSON.stringify(step)}: ${found}`;
  }
  return undefined;
}

function difference(seen, wanted, definition) {
  const questions = wanted.questions ?? {};
  const names = (list) => Object.keys(list).sort();
  const missing = names(questions).filter((name) => !(name in seen.questions));
  const more = names(seen.questions).filter((name) => !(name in questions));
  if (missing.length > 0 || more.length > 0) return `hidden: ${missing}; shown: ${more}`;
  for (const [name, want] of Object.entries(questions)) {
    for (const [what, value] of Object.entries(wantedOf(name, want, seen.questions[name]))) {
      const got = seen.questions[name][what];
      if (got !== undefined && !isDeepStrictEqual(got, value)) return `${name}: ${what}: ${JSON.stringify(got)}, not ${JSON.stringify(value)}`;
    }
  }
  return differentValue(seen, wanted, definition);
}

const SPECIAL = ["none", "other", "refused", "dontknow"];

/** What the page is to say of a question, of what it says. */
function wantedOf(name, want, seen) {
  const sorted = (list) => list.map((value) => JSON.stringify(value)).sort();
  const said = {
    required: want.required === true,
    title: `${want.number ? `${want.number} ` : ""}${want.title ?? seen.name}`,
  };
  for (const what of ["html", "display", "totals", "description", "image"]) if (want[what] !== undefined) said[what] = want[what];
  for (const what of ["choices", "rows", "columns"]) if (want[what] !== undefined) said[what] = sorted(want[what]);
  if (want.choices !== undefined && !want.readOnly) said.disabled = sorted(want.disabled ?? []);
  // Where no choice can be chosen, nothing tells the one from the other.
  if (want.disabled?.length !== want.choices?.length || want.choices === undefined) said.readOnly = want.readOnly === true;
  for (const [what, all] of [["texts", want.texts], ["rowTexts", want.rowTexts], ["columnTexts", want.columnTexts]]) {
    // Our own words for SurveyJS's own choices are others.
    const told = (list) => Object.fromEntries(Object.keys(all).filter((key) => !SPECIAL.includes(key)).map((key) => [key, list?.[key]]));
    if (all === undefined || seen[what] === undefined) continue;
    seen[what] = told(seen[what]);
    said[what] = told(all);
  }
  return said;
}

/** The form says what is answered to what is in sight. */
function differentValue(seen, wanted, definition) {
  const outer = Object.entries(seen.questions).filter(([, { key }]) => key !== undefined);
  const computed = new Set((definition.calculatedValues ?? []).map(({ name }) => name));
  for (const [, { key, computes }] of outer) if (computes) computed.add(key);
  for (const [path, { key }] of outer) {
    if (computed.has(key)) continue;
    const [got, want] = [seen.values[key], wanted.values[key]].map((value) => tidy(value, path, seen.questions));
    if (!isDeepStrictEqual(got, want)) return `answer ${path}: ${JSON.stringify(got)}, not ${JSON.stringify(want)}`;
  }
  return undefined;
}

/** An answer without what is nothing, hidden or computed, which the page does not send; boxes are ticked in no order. */
function tidy(value, path, questions) {
  const question = questions[path];
  if (value === null || value === "" || question?.computes) return undefined;
  if (Array.isArray(value)) return tidyList(value, path, questions);
  if (typeof value !== "object") return question?.shown && !question.shown.includes(JSON.stringify(value)) ? undefined : value;
  const members = [];
  for (const [name, inner] of Object.entries(value)) {
    const own = `${path}.${name.replace(/-Comment$/, "")}`;
    const isKnown = question?.rowKeys ? question.rowKeys.includes(name) : Object.keys(questions).some((each) => each === own || each.startsWith(`${own}.`));
    const kept = isKnown ? tidy(inner, own, questions) : undefined;
    if (kept !== undefined) members.push([name, kept]);
  }
  return members.length === 0 ? undefined : Object.fromEntries(members.sort());
}

function tidyList(list, path, questions) {
  const items = list.map((item, index) => (typeof item === "object" ? tidy(item, `${path}[${index}]`, questions) : item)).filter((item) => item !== undefined);
  if (items.length === 0) return undefined;
  return questions[path]?.ranks ? items : items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
