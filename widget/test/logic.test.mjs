// The vectors of tests/vectors/expression, by their trees: what the server makes of them, the browser makes of them.
// NORDSVAR_VECTORS is the folder tests/vectors.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "node:process";
import { test } from "node:test";
import { evaluate, Steps } from "../src/logic/evaluate.ts";
import { find } from "../src/logic/find.ts";

const VECTORS = env.NORDSVAR_VECTORS ?? "tests/vectors";
const NOW = Date.parse("2028-02-29T19:50:00Z");
const read = (...path) => JSON.parse(readFileSync(join(VECTORS, ...path), "utf8"));
const trees = read("expression-trees.json");

function scope(values) {
  return { now: NOW, value: (name) => find(values, name), display: () => undefined, isReady: () => false };
}

/** As JSON: moments as text, what JSON does not have as null, numbers to 12 digits, which is what powers agree on. */
function plain(value) {
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? null : value.toISOString().replace(/T00:00:00\.000Z$|\.000(?=Z)/, "");
  }
  if (typeof value === "number") return Number.isFinite(value) ? Number(value.toPrecision(13)) + 0 : null;
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}

for (const file of readdirSync(join(VECTORS, "expression"))) {
  const { values, cases } = read("expression", file);
  test(`expressions of ${file}`, () => {
    assert.ok(cases.length > 0);
    for (const { expression, value = null, error, ours } of cases) {
      const tree = trees[expression];
      const wanted = ours ?? { value, error };
      assert.equal(tree === undefined, wanted.error === true, expression);
      if (tree !== undefined) assert.deepEqual(plain(evaluate(tree, scope(values))), plain(wanted.value ?? null), expression);
    }
  });
}

test("too many steps are refused", () => {
  const many = Array.from({ length: 1_000 }, (_, index) => `x${index}`);
  assert.throws(() => evaluate(["=", ["var", "many"], ["var", "many"]], scope({ many }), new Steps(1_500)), RangeError);
  const rows = many.map((name) => ({ name }));
  const tree = ["call", "countInArray", ["var", "rows"], "name", ["call", "countInArray", ["var", "rows"], "name"]];
  assert.throws(() => evaluate(tree, scope({ rows })), RangeError);
});

test("questions are asked of the scope", () => {
  const asked = { ...scope({ "q-Comment": "why", "$q.title": "T" }), display: (name, value) => `${name}=${value}`, isReady: (...given) => given[1] === 2 };
  for (const [tree, wanted] of [
    [["call", "displayValue", "q"], "q=undefined"],
    [["call", "displayValue", "q", 1], "q=1"],
    [["call", "getComment", "q"], "why"],
    [["call", "getComment", "q", "a"], ""],
    [["call", "isContainerReady", "p"], false],
    [["call", "isContainerReady", "p", 2], true],
    [["call", "propertyValue", "q", "title"], "T"],
  ]) {
    assert.equal(evaluate(tree, asked), wanted, JSON.stringify(tree));
  }
});
