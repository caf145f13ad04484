// Answers, one line each, what survey-core makes of the cases that come in, one line each:
// `{"definition", "steps"}` gives `{"states"}`, or `{"error"}` where it throws.
import { createInterface } from "node:readline";

import { trace } from "./trace.mjs";

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answer(line))}\n`);
}

function answer(line) {
  try {
    const { definition, steps } = JSON.parse(line);
    return { states: trace(definition, steps) };
  } catch (error) {
    return { error: String(error) };
  }
}
