// How long the engine takes as WASM, and the browser's evaluator, as JSON: `node measure.mjs WASM LOGIC TREES SIZE ..`.
// LOGIC is the evaluator bundled as a module, TREES what `engine-bench trees` printed.
import { readFileSync } from "node:fs";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";

/** How often is measured; the median counts. */
const ROUNDS = 9;

/** How long a round takes at least, in milliseconds. */
const ROUND_MS = 20;

const PARTS = 3;

/** The median time of one run in microseconds, once as many are done in a round as fill it. */
function median(run) {
  let runs = 1;
  const rounds = [];
  while (rounds.length < ROUNDS) {
    const begun = performance.now();
    run(runs);
    const took = performance.now() - begun;
    if (took < ROUND_MS && rounds.length === 0) runs *= 2;
    else rounds.push((took * 1_000) / runs);
  }
  return rounds.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)];
}

async function inWasm(file, sizes) {
  const module = await WebAssembly.compile(readFileSync(file));
  return sizes.map((questions) => {
    const { prepare, repeat } = new WebAssembly.Instance(module).exports;
    if (prepare(questions) !== 1) throw new Error(`no survey of ${questions} questions`);
    const us = Array.from({ length: PARTS }, (_, part) =>
      median((runs) => {
        if (repeat(part, runs) !== runs) throw new Error(`part ${part} went wrong`);
      }),
    );
    return { questions, us };
  });
}

async function inBrowser(bundle, file) {
  const { evaluate, find } = await import(pathToFileURL(bundle));
  const { trees, answers } = JSON.parse(readFileSync(file, "utf8"));
  const all = Object.values(trees);
  const scope = { now: 0, value: (name) => find(answers, name), display: () => undefined, isReady: () => false };
  const us = median((runs) => {
    for (let run = 0; run < runs; run++) for (const tree of all) evaluate(tree, scope);
  });
  return { expressions: all.length, us };
}

const [wasm, logic, trees, ...sizes] = argv.slice(2);
console.log(JSON.stringify({ wasm: await inWasm(wasm, sizes.map(Number)), browser: await inBrowser(logic, trees) }));
