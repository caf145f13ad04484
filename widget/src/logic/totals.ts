/** What stands under the columns of a matrix. */

import { answerTo, keep } from "./answers.ts";
import type { Engine } from "./engine.ts";
import { isNothing, type Json, type Members, type Question } from "./model.ts";
import { nameOf, showsItself, type Node } from "./node.ts";
import { asJson } from "./engine.ts";
import { sum, textNumber } from "./value.ts";

/** Adds up the columns of a matrix, and keeps what they come to. */
export function addUp(engine: Engine, node: Node): void {
  const question = node.question as Question;
  const totals: Members = {};
  (question.cells ?? []).forEach((cell, at) => {
    if (cell.total === undefined) return;
    const value = cell.total.expression === undefined ? totalOf(engine, node, at, cell.total.kind) : engine.compute(node, cell.total.expression);
    if (value !== null) totals[cell.name] = value;
  });
  keep(engine, node.record, `${nameOf(question)}-total`, Object.keys(totals).length === 0 ? null : totals);
}

function totalOf(engine: Engine, node: Node, at: number, kind: string | undefined): Json {
  const cells = node.children.filter(showsItself).flatMap((record) => record.children[at] ?? []).filter(showsItself);
  const values = cells.map((cell) => answerTo(engine, cell)).filter((value) => !isNothing(value));
  const numbers = values.map(number).filter((value) => !Number.isNaN(value));
  switch (kind) {
    case "sum":
      return asJson(numbers.reduce(sum, 0));
    case "count":
      return values.length;
    case "avg":
      return values.length === 0 ? 0 : asJson(numbers.reduce(sum, 0) / values.length);
    default:
      return numbers.length === 0 ? null : (kind === "min" ? Math.min : Math.max)(...numbers);
  }
}

function number(value: Json | undefined): number {
  return typeof value === "number" ? value : typeof value === "string" ? textNumber(value) : NaN;
}
