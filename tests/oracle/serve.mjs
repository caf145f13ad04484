// Answers, one line each, what survey-core makes of the cases that come in, one line each:
// `{"definition", "steps"}` gives `{"steps", "states"}`, or `{"error"}` where it throws. Steps can
// be intentions: see respondent.mjs. The steps of an answer are those that were done.
import { createInterface } from "node:readline";

import { resolve } from "./respondent.mjs";
import { trace } from "./trace.mjs";

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answer(line))}\n`);
}

function answer(line) {
  try {
    const { definition, steps } = JSON.parse(line);
    return trace(definition, steps, resolve);
  } catch (error) {
    return { error: String(error) };
  }
}
