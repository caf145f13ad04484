/** The numbers of questions. */

import type { Engine } from "./engine.ts";
import { around, inSight, own, type Node } from "./node.ts";

/** Counts the questions that have numbers. */
export function countQuestions(engine: Engine): void {
  const { numbers } = engine.model;
  if (numbers === undefined) return;
  let count = 0;
  for (const page of engine.pages) {
    if (numbers === "page") count = 0;
    for (const node of own(page)) {
      const counts = !node.question?.unnumbered && ![...around(node)].some(({ group }) => group?.unnumbered) && inSight(node);
      node.place = counts ? count++ : undefined;
    }
  }
}

/** The number of a question, with what stands around it: `1.`, `A)`. */
export function numberOf(engine: Engine, node: Node): string | undefined {
  return node.place === undefined ? undefined : written(node.place, engine.model.index || "1.");
}

/** The number of a place from 0, where the first is written as `start`. */
function written(place: number, start: string): string {
  const digits = /^(.*?)(\d+)(\D*)$/su.exec(start);
  if (digits !== null) {
    const [, before = "", first = "", after = ""] = digits;
    return before + String(Number(first) + place).padStart(first.length, "0") + after;
  }
  const [, before = "", letter = "A", after = ""] = /^(.*)(\p{Alphabetic})(\P{Alphabetic}*)$/su.exec(start) ?? [];
  return before + String.fromCodePoint((letter.codePointAt(0) ?? 65) + place) + after;
}
