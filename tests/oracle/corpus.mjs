// Holds the vectors of tests/vectors/corpus against survey-core, or writes what it says into them:
// `node corpus.mjs [--write]`. Each definition also has to be one by the official schema.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";

import { schemaProblems } from "./schema.mjs";
import { trace } from "./trace.mjs";

const folder = new URL("../vectors/corpus/", import.meta.url);
const write = process.argv.includes("--write");
let checked = 0;
let wrong = 0;

function complain(text) {
  wrong += 1;
  console.error(text);
}

/** A case on lines of their own, so that differences can be read. */
function print(each) {
  const { name, definition, steps, states, ours, schema } = each;
  const list = (values) => values.map((value) => `        ${JSON.stringify(value)}`).join(",\n");
  const members = [`"name": ${JSON.stringify(name)}`];
  if (schema) members.push(`"schema": ${JSON.stringify(schema)}`);
  members.push(`"definition": ${JSON.stringify(definition)}`);
  members.push(steps.length > 0 ? `"steps": [\n${list(steps)}\n      ]` : `"steps": []`);
  members.push(`"states": [\n${list(states)}\n      ]`);
  if (ours) members.push(`"ours": ${printOurs(ours, list)}`);
  return `    {\n      ${members.join(",\n      ")}\n    }`;
}

/** Ours is another reading, or that the definition is refused. */
function printOurs({ why, refused, states }, list) {
  const reason = `"why": ${JSON.stringify(why)}`;
  if (refused) return `{${reason}, "refused": true}`;
  return `{${reason}, "states": [\n${list(states)}\n      ]}`;
}

function check(file, each) {
  checked += 1;
  const { steps, states } = trace(each.definition, each.steps);
  if (steps.length !== each.steps.length) complain(`${file}: ${each.name}: steps after the end`);
  const problems = schemaProblems(each.definition);
  if (!each.schema && problems.length > 0) {
    complain(`${file}: ${each.name}: not by the official schema: ${problems.join("; ")}`);
  }
  if (each.schema && problems.length === 0) complain(`${file}: ${each.name}: no exception is needed`);
  if (!write && !isDeepStrictEqual(states, each.states)) {
    const index = states.findIndex((state, at) => !isDeepStrictEqual(state, each.states?.[at]));
    complain(`${file}: ${each.name}: state ${index}: ${JSON.stringify(states[index])}`);
  }
  const { ours } = each;
  if (ours && (!ours.why || (!ours.refused && isDeepStrictEqual(ours.states, states)))) {
    complain(`${file}: ${each.name}: "ours" has no reason, or is what survey-core has`);
  }
  each.states = states;
}

for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
  const { cases } = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
  const names = new Set();
  for (const each of cases) {
    if (names.has(each.name)) complain(`${file}: ${each.name}: twice`);
    names.add(each.name);
    check(file, each);
  }
  if (write) writeFileSync(new URL(file, folder), `{\n  "cases": [\n${cases.map(print).join(",\n")}\n  ]\n}\n`);
}
if (checked === 0) throw new Error("no cases");
if (wrong > 0) process.exit(1);
console.log(`${checked} surveys as survey-core has them`);
