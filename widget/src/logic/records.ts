/** Rows and panels that repeat, each with questions of its own. */

import { answerTo, assign, isUnanswered, setDefault, touchRecord } from "./answers.ts";
import { buildElements, buildQuestion, makeNode } from "./build.ts";
import type { Engine } from "./engine.ts";
import { copy, full, isNothing, isObject, type Json, type Question } from "./model.ts";
import { within, type Node } from "./node.ts";
import { addRule } from "./rules.ts";
import { textNumber } from "./value.ts";

/** Builds the rows that a question has from the first. */
export function buildRecords(engine: Engine, node: Node, question: Question): void {
  if (question.items) {
    const record = addRecord(engine, node, "whole");
    record.children = question.items.map((item) => buildQuestion(engine, item, record, record));
  } else if (question.type === "matrixdropdown") {
    for (const row of (question.rows ?? []).map(full)) {
      if (engine.isCrowded()) break;
      const record = addRecord(engine, node, row);
      buildCells(engine, record, question);
      if (row.visibleIf !== undefined) addRule(engine, { node: record, task: "show", ref: row.visibleIf });
    }
  } else if (repeats(question)) {
    // A matrix may begin with fewer rows than are asked for in the end.
    const least = question.type === "paneldynamic" ? (question.least ?? 0) : 0;
    setLength(engine, node, Math.min(Math.max(question.count ?? 0, least), Math.max(question.most ?? 0, least)));
  }
  if (question.cells?.some((cell) => cell.total)) addRule(engine, { node, task: "total" });
}

function repeats(question: Question | undefined): question is Question {
  return question?.type === "matrixdynamic" || question?.type === "paneldynamic";
}

function addRecord(engine: Engine, node: Node, key: NonNullable<Node["key"]>): Node {
  const record = makeNode(engine, { key, parent: node, ...(node.record && { record: node.record }) });
  node.children.push(record);
  return record;
}

function buildCells(engine: Engine, record: Node, question: Question): void {
  record.children = (question.cells ?? []).map((cell) => buildQuestion(engine, cell, record, record));
}

/** Makes a question have so many rows: new ones at the end, or the last ones gone. */
export function setLength(engine: Engine, node: Node, count: number): void {
  const { question } = node;
  if (!repeats(question) || node.children.length === count) return;
  for (const record of node.children.splice(count)) remove(record);
  while (node.children.length < count && !engine.isCrowded()) {
    const record = addRecord(engine, node, node.children.length);
    buildCells(engine, record, question);
    if (question.type !== "paneldynamic") continue;
    record.children = buildElements(engine, question.elements ?? [], record, record);
    if (question.entryVisibleIf !== undefined) addRule(engine, { node: record, task: "show", ref: question.entryVisibleIf });
  }
  engine.touch(node.topic);
  touchRecord(engine, node.record);
}

/** A node and all that is in it are no more. */
function remove(node: Node): void {
  node.alive = false;
  node.children.forEach(remove);
}

function listOf(engine: Engine, node: Node): Json[] {
  const value = answerTo(engine, node);
  return Array.isArray(value) ? copy(value) : [];
}

/** Has a question as many rows as its answer has. */
export function fitRecords(engine: Engine, node: Node): void {
  const { question } = node;
  if (!repeats(question)) return;
  const [least, most] = [question.least ?? 0, Math.max(question.most ?? 0, question.least ?? 0)];
  const value = answerTo(engine, node);
  const kept = Array.isArray(value) ? value.length : undefined;
  let count = node.children.length;
  if (kept !== undefined) count = Math.min(Math.max(kept, least), most);
  // Without an answer there are as many as there were before there was one.
  else if (node.answered && question.type === "matrixdynamic") count = least;
  node.answered = kept !== undefined;
  setLength(engine, node, count);
}

/** Keeps the panels that there are from the first, and answers what has a default in rows. */
export function startRecords(engine: Engine, node: Node): void {
  const { question, touched } = node;
  if (!repeats(question)) return;
  const count = node.children.length;
  if (question.entry !== undefined && isUnanswered(engine, node)) {
    assign(engine, node, Array.from({ length: count }, () => question.entry ?? null));
  }
  const list = listOf(engine, node);
  // Panels are kept even if nothing in them is answered.
  if (question.type === "paneldynamic" && list.length !== count) assign(engine, node, sized(list, count));
  node.touched = touched;
}

/** A list of this length, with empty rows at the end. */
function sized(list: Json[], count: number): Json[] {
  return Array.from({ length: count }, (_, index) => list[index] ?? {});
}

/** What an expression says of how many rows there are. */
export function setCount(engine: Engine, node: Node, value: Json): void {
  const { question } = node;
  if (!repeats(question)) return;
  const number = typeof value === "number" ? value : typeof value === "string" ? textNumber(value) || 0 : 0;
  resize(engine, node, Math.max(0, Math.min(Math.max(Math.floor(number), question.least ?? 0), question.most ?? 0)));
}

function resize(engine: Engine, node: Node, count: number): void {
  const before = node.children.length;
  if (before === count) return;
  const list = listOf(engine, node).slice(0, count);
  setLength(engine, node, count);
  keepRows(engine, node, list);
  greet(engine, node, before);
}

/** Keeps rows: of a matrix, none if all are empty. */
function keepRows(engine: Engine, node: Node, list: Json[]): void {
  const count = node.children.length;
  const rows = node.question?.type === "paneldynamic" ? sized(list, count) : list.every(isNothing) ? [] : list;
  assign(engine, node, rows);
  // There are rows, whether answered or not.
  setLength(engine, node, count);
}

/** Gives new rows, from a place on, their default values. */
function greet(engine: Engine, node: Node, from: number): void {
  for (const inner of node.children.slice(from).flatMap((record) => within(record))) {
    setDefault(engine, inner);
    startRecords(engine, inner);
  }
}

/** Adds a row or panel at the end of a question's, if there may be one more. */
export function addEntry(engine: Engine, node: Node): void {
  const { question } = node;
  const { moment } = engine;
  const count = node.children.length;
  if (!repeats(question) || !mayAdd(engine, node)) return;
  let list = listOf(engine, node);
  const last = question.copies ? list[list.length - 1] : undefined;
  const fresh = last ?? (isObject(question.entry) ? question.entry : undefined);
  if (fresh !== undefined) list = [...sized(list, count), copy(fresh)];
  setLength(engine, node, count + 1);
  keepRows(engine, node, list);
  greet(engine, node, count);
  engine.follow(moment);
}

/** Takes a row or panel away, if there may be one less. */
export function removeEntry(engine: Engine, node: Node, index: number): void {
  const { moment } = engine;
  const count = node.children.length;
  if (index >= count || !mayRemove(engine, node)) return;
  const list = listOf(engine, node);
  list.splice(index, 1);
  setLength(engine, node, count - 1);
  keepRows(engine, node, list);
  engine.follow(moment);
}

export function mayAdd(engine: Engine, node: Node): boolean {
  const { question } = node;
  return repeats(question) && !question.fixed && node.children.length < (question.most ?? 0) && !engine.isReadOnly(node);
}

export function mayRemove(engine: Engine, node: Node): boolean {
  const { question } = node;
  return repeats(question) && !question.held && node.children.length > (question.least ?? 0) && !engine.isReadOnly(node);
}
