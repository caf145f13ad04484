// How long the engine takes as WASM, and the browser's evaluator, as JSON: `node measure.mjs WASM LOGIC TREES SIZE ..`.
// LOGIC is the folder of the evaluator as modules, TREES what `engine-bench trees` printed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";

/** How often is measured; the fastest counts, which nothing else held up. */
const ROUNDS = 9;

/** How long a round takes at least, in milliseconds. */
const ROUND_MS = 20;

const PARTS = 3;

/** The time of one run in microseconds, once as many are done in a round as fill it. */
function fastest(run) {
  let runs = 1;
  const rounds = [];
  while (rounds.length < ROUNDS) {
    const begun = performance.now();
    run(runs);
    const took = performance.now() - begun;
    if (took < ROUND_MS && rounds.length === 0) runs *= 2;
    else rounds.push((took * 1_000) / runs);
  }
  return Math.min(...rounds);
}

async function inWasm(file, sizes) {
  const module = await WebAssembly.compile(readFileSync(file));
  return sizes.map((questions) => {
    const { prepare, repeat } = new WebAssembly.Instance(module).exports;
    if (prepare(questions) !== 1) throw new Error(`no survey of ${questions} questions`);
    const us = Array.from({ length: PARTS }, (_, part) =>
      fastest((runs) => {
        if (repeat(part, runs) !== runs) throw new Error(`part ${part} went wrong`);
      }),
    );
    return { questions, us };
  });
}

async function inBrowser(folder, file) {
  const module = (name) => import(pathToFileURL(join(folder, name)));
  const [{ evaluate }, { find }] = await Promise.all([module("evaluate.mjs"), module("find.mjs")]);
  const { trees, answers } = JSON.parse(readFileSync(file, "utf8"));
  const all = Object.values(trees);
  const scope = { now: 0, value: (name) => find(answers, name), display: () => undefined, isReady: () => false };
  const us = fastest((runs) => {
    for (let run = 0; run < runs; run++) for (const tree of all) evaluate(tree, scope);
  });
  return { expressions: all.length, us };
}

const [wasm, logic, trees, ...sizes] = argv.slice(2);
console.log(JSON.stringify({ wasm: await inWasm(wasm, sizes.map(Number)), browser: await inBrowser(logic, trees) }));
