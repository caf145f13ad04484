/** When answers are dropped: of what is hidden, and what is offered no more. */

import { answerTo, assign, COMMENT, commentTo, keep, setDefault } from "./answers.ts";
import type { Engine } from "./engine.ts";
import { isNothing, isObject, keyOf, member, same, type Json, type Members } from "./model.ts";
import { around, inSight, nameOf, own, showsItself, shows, type Node } from "./node.ts";
import { columnsOf, offers, rowsOf } from "./offers.ts";
import { setLength } from "./records.ts";

/** What follows from a node being shown or hidden. */
export function onShown(engine: Engine, node: Node): void {
  if (node.question) {
    if (!engine.clearsOnHidden(node)) return;
    if (!showsItself(node)) clearIfHidden(engine, node, false);
    if (inSight(node)) setDefault(engine, node);
    return;
  }
  const shown = shows(node);
  for (const question of node.children.flatMap((child) => (child.question ? [child] : own(child)))) {
    if (shown) setDefault(engine, question);
    else clearIfHidden(engine, question, true);
  }
}

/** Drops the answer to a question if it is hidden and this is when such answers go: `outer` if what is around it was hidden. */
function clearIfHidden(engine: Engine, node: Node, outer: boolean): void {
  const { question } = node;
  if (question === undefined) return;
  if (question.type === "paneldynamic") {
    for (const record of node.children) {
      for (const inner of own(record)) if (!showsItself(inner) || showsItself(record)) clearIfHidden(engine, inner, true);
    }
  }
  if (outer ? engine.clearing(node) !== "onHiddenContainer" : !engine.clearsOnHidden(node)) return;
  if (isToClear(engine, node, outer)) clearValue(engine, node);
  if (question.type === "matrix") clearCells(engine, node);
  else if (question.type === "matrixdropdown") clearHiddenRows(engine, node);
  else if (question.choices) clearIncorrect(engine, node);
}

function isToClear(engine: Engine, node: Node, outer: boolean): boolean {
  if (outer && ![...around(node)].every((at) => (at.group ? shows(at) : showsItself(at)))) return true;
  if (inSight(node) || (engine.model.start && engine.pageOf(node) === engine.pages[0])) return false;
  const others = node.record === undefined && node.question ? engine.keptUnder(nameOf(node.question)) : [];
  return !others.some((other) => other !== node && inSight(other));
}

/** Drops what is chosen in rows, and of columns, that are hidden. */
function clearCells(engine: Engine, node: Node): void {
  const value = answerTo(engine, node);
  if (!isObject(value)) return;
  const columns = columnsOf(engine, node);
  const isShown = (chosen: Json): boolean => columns.some((column) => same(column.value, chosen));
  const kept: Members = {};
  for (const row of rowsOf(engine, node)) {
    const key = keyOf(row.value);
    const cell = member(value, key) ?? null;
    const chosen = Array.isArray(cell) ? cell.filter(isShown) : isShown(cell) ? cell : null;
    if (!isNothing(chosen)) kept[key] = chosen;
  }
  assign(engine, node, kept);
}

/** Drops the answers in rows that are hidden. */
export function clearHiddenRows(engine: Engine, node: Node): void {
  for (const record of node.children) {
    if (!showsItself(record)) for (const cell of own(record)) assign(engine, cell, null);
  }
}

/** Drops the answer to a question, and the text beside it. */
export function clearValue(engine: Engine, node: Node): void {
  const { length } = node.children;
  assign(engine, node, null);
  if (node.question && commentTo(engine, node) !== undefined) keep(engine, node.record, nameOf(node.question) + COMMENT, null);
  node.touched = false;
  // There are as many rows as before, without answers.
  setLength(engine, node, length);
}

/** Drops what is chosen and not offered any more. */
export function clearIncorrect(engine: Engine, node: Node): void {
  if (node.record === undefined && node.question && engine.keptUnder(nameOf(node.question)).length > 1) return;
  restore(engine, node);
  const value = answerTo(engine, node);
  if (value === undefined) return;
  const all = offers(engine, node);
  const isOffered = (value: Json): boolean => all.some((offer) => same(offer.value, value));
  if (!Array.isArray(value)) {
    if (!isOffered(value)) assign(engine, node, null);
    return;
  }
  const lost = [...node.lost, ...value.filter((one) => !isOffered(one))];
  const kept = value.filter(isOffered);
  if (kept.length === value.length) return;
  assign(engine, node, kept);
  // Not before: what was lost is forgotten when the answer changes.
  node.lost = lost;
}

/** Chooses again what was chosen before it was offered no more, and is offered again. */
function restore(engine: Engine, node: Node): void {
  const { lost } = node;
  if (lost.length === 0) return;
  const all = offers(engine, node);
  const isOffered = (value: Json): boolean => all.some((offer) => same(offer.value, value));
  const value = answerTo(engine, node);
  const chosen = Array.isArray(value) ? [...value] : [];
  for (const back of lost.filter(isOffered)) if (!chosen.some((one) => same(one, back))) chosen.push(back);
  assign(engine, node, chosen);
  node.lost = lost.filter((one) => !isOffered(one));
}
