/** Languages: the rules that the server has written down are those of the browser's own Unicode CLDR. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { written } from "../src/bounds.ts";

const folder = `${process.env.NORDSVAR_VECTORS ?? "tests/vectors"}/language`;
const vectors = (name) => JSON.parse(readFileSync(`${folder}/${name}.json`, "utf8"));

test("plurals are those of CLDR", () => {
  for (const [language, { categories, of }] of Object.entries(vectors("plurals"))) {
    const rules = new Intl.PluralRules(language);
    const mine = Array.from({ length: 1001 }, (_, count) => categories.indexOf(rules.select(count))).join("");
    assert.equal(mine, of, language);
  }
});

test("numbers and dates are those of the browser", () => {
  for (const { locale, type, value, text } of vectors("figures")) {
    assert.equal(written(type, value, locale), text, `${locale} ${type} ${value}`);
  }
});
