// Holds the vectors of tests/vectors/expression against survey-core, or writes what it says into
// them: `node expressions.mjs [--write]`.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";

import { evaluate } from "./core.mjs";

const folder = new URL("../vectors/expression/", import.meta.url);
const write = process.argv.includes("--write");
let checked = 0;
let wrong = 0;
for (const name of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
  const file = new URL(name, folder);
  const vector = JSON.parse(readFileSync(file, "utf8"));
  for (const each of vector.cases) {
    const { value, error } = evaluate(each.expression, vector.values);
    const said = error ? { error } : { value };
    const { expression, value: oldValue, error: oldError, ...rest } = each;
    const old = oldError ? { error: oldError } : { value: oldValue };
    checked += 1;
    if (!isDeepStrictEqual(said, old)) {
      wrong += 1;
      if (!write) console.error(`${name}: ${expression}: ${JSON.stringify(said)}, not ${JSON.stringify(old)}`);
    }
    for (const key of Object.keys(each)) delete each[key];
    Object.assign(each, { expression }, said, rest);
  }
  if (write) {
    const cases = vector.cases.map((each) => `    ${JSON.stringify(each)}`).join(",\n");
    const values = JSON.stringify(vector.values);
    writeFileSync(file, `{\n  "values": ${values},\n  "cases": [\n${cases}\n  ]\n}\n`);
  }
}
if (checked === 0) throw new Error("no vectors");
if (wrong > 0 && !write) process.exit(1);
console.log(`${checked} expressions as survey-core has them`);
