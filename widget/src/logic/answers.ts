/** Answers: where they are kept, and what happens as they change. */

import type { Engine } from "./engine.ts";
import { copy, isNothing, isObject, member, same, type Json, type Members, type Question } from "./model.ts";
import { inSight, nameOf, own, rowKey, shows, type Node } from "./node.ts";
import { fitRecords } from "./records.ts";

export const COMMENT = "-Comment";

/** The answer to a question. */
export function answerTo(engine: Engine, node: Node): Json | undefined {
  return node.question && member(membersOf(engine, node.record), nameOf(node.question));
}

/** The text beside the answer to a question. */
export function commentTo(engine: Engine, node: Node): string | undefined {
  const text = node.question && member(membersOf(engine, node.record), nameOf(node.question) + COMMENT);
  return typeof text === "string" ? text : undefined;
}

/** The answers of a row, or those outside of rows. */
export function membersOf(engine: Engine, record: Node | undefined): Members | undefined {
  if (record === undefined) return engine.values;
  const whole = record.parent && answerTo(engine, record.parent);
  const { key } = record;
  const mine = typeof key === "number" ? (Array.isArray(whole) ? whole[key] : undefined) : typeof key === "object" ? member(whole, rowKey(key)) : whole;
  return isObject(mine) ? mine : undefined;
}

/** Whether repeated panels are there and nothing in them is answered. */
export function isUnfilled(question: Question, value: Json): boolean {
  return question.type === "paneldynamic" && Array.isArray(value) && value.every(isNothing);
}

export function isUnanswered(engine: Engine, node: Node): boolean {
  const value = answerTo(engine, node);
  if (value === undefined || node.question === undefined) return true;
  return isNothing(value) || (typeof value === "string" && value.trim() === "") || isUnfilled(node.question, value);
}

/** Gives a question an answer; null takes it away. False if it had that answer before. */
export function assign(engine: Engine, node: Node, value: Json): boolean {
  if (node.question === undefined) return false;
  const changed = keep(engine, node.record, nameOf(node.question), value);
  if (changed) node.touched = true;
  return changed;
}

/** Keeps an answer under a name, in a row or outside of rows. False if it was kept there before. */
export function keep(engine: Engine, record: Node | undefined, name: string, value: Json): boolean {
  value = isNothing(value) ? null : copy(value);
  return record === undefined ? keepAtRoot(engine, name, value) : keepInRecord(engine, record, name, value);
}

/** Gives a question an answer that nobody gave, and that somebody may change. */
export function assignDefault(engine: Engine, node: Node, value: Json): void {
  const { touched } = node;
  assign(engine, node, value);
  node.touched = touched;
}

function keepAtRoot(engine: Engine, name: string, value: Json): boolean {
  const before = member(engine.values, name) ?? null;
  if (same(before, value)) return false;
  if (value === null) delete engine.values[name];
  else engine.values[name] = value;
  engine.touch(engine.topic(name));
  for (const node of engine.keptUnder(name)) if (node.question && nameOf(node.question) === name) notice(engine, node, before);
  engine.changes.push({ name, before });
  return true;
}

function keepInRecord(engine: Engine, record: Node, name: string, value: Json): boolean {
  const before = member(membersOf(engine, record), name) ?? null;
  if (same(before, value)) return false;
  const members = membersToWrite(engine, record);
  if (members === undefined) return false;
  if (value === null) delete members[name];
  else members[name] = value;
  dropEmpty(engine, record);
  for (const node of own(record)) {
    if (node.question && nameOf(node.question) === name) {
      notice(engine, node, before);
      engine.touch(node.topic);
    }
  }
  touchRecord(engine, record);
  touchRoot(engine, record);
  return true;
}

/** The answers of a row, made if there are none. */
function membersToWrite(engine: Engine, record: Node | undefined): Members | undefined {
  if (record === undefined) return engine.values;
  const asker = record.parent;
  const outer = asker?.question && membersToWrite(engine, asker.record);
  if (asker?.question === undefined || outer === undefined) return undefined;
  const name = nameOf(asker.question);
  const { key } = record;
  if (typeof key === "number") {
    const list: Json[] = Array.isArray(outer[name]) ? (outer[name] as Json[]) : [];
    outer[name] = list;
    while (list.length < Math.max(asker.children.length, key + 1)) list.push({});
    return written(list, key);
  }
  if (key === "whole") return written(outer, name);
  const rows = written(outer, name);
  return typeof key === "object" ? written(rows, rowKey(key)) : undefined;
}

/** The object at a place, made if there is none. */
function written<K extends string | number>(holder: Record<K, Json>, key: K): Members {
  const there = holder[key];
  if (isObject(there)) return there;
  const made: Members = {};
  holder[key] = made;
  return made;
}

/** Drops what is empty around a row; panels are there even if nothing in them is answered. */
function dropEmpty(engine: Engine, record: Node): void {
  const asker = record.parent;
  const outer = asker && membersOf(engine, asker.record);
  if (asker?.question === undefined || outer === undefined) return;
  const name = nameOf(asker.question);
  const whole = member(outer, name);
  if (whole === undefined) return;
  if (typeof record.key === "object" && isObject(whole) && isNothing(member(whole, rowKey(record.key)))) delete whole[rowKey(record.key)];
  const empty = Array.isArray(whole) ? asker.question.type !== "paneldynamic" && whole.every(isNothing) : isNothing(whole);
  if (!empty) return;
  delete outer[name];
  if (asker.record) dropEmpty(engine, asker.record);
}

/** What is in a row changed: so did the row, and those around it. */
export function touchRecord(engine: Engine, record: Node | undefined): void {
  for (let at = record; at !== undefined; at = at.parent?.record) {
    engine.touch(at.topic);
    if (at.parent) engine.touch(at.parent.topic);
  }
}

function touchRoot(engine: Engine, record: Node): void {
  let asker = record.parent;
  while (asker?.record) asker = asker.record.parent;
  if (asker?.question === undefined) return;
  const name = nameOf(asker.question);
  engine.touch(engine.topic(name));
  engine.changes.push({ name });
}

/** Takes all answers from somewhere else. */
export function take(engine: Engine, answers: Members): void {
  const before = engine.values;
  engine.values = Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== null));
  for (const name of [...Object.keys(before), ...Object.keys(answers)]) engine.touch(engine.topic(name));
  for (const node of engine.pages.flatMap((page) => own(page))) {
    const earlier = node.question && (member(before, nameOf(node.question)) ?? null);
    if (earlier !== undefined && !same(earlier, answerTo(engine, node))) notice(engine, node, earlier);
  }
}

/** Has a question, and those in its rows, take notice of an answer that came from elsewhere. */
export function notice(engine: Engine, node: Node, before: Json): void {
  const { question } = node;
  if (question === undefined) return;
  node.lost = [];
  if (question.defaultExpression !== undefined) {
    const given = answerTo(engine, node);
    const answered = given !== undefined && !isNothing(given);
    if (answered ? !same(given, engine.compute(node, question.defaultExpression)) : node.record === undefined) node.touched = true;
  }
  fitRecords(engine, node);
  for (const record of node.children) noticeWithin(engine, record, before);
}

function noticeWithin(engine: Engine, record: Node, whole: Json): void {
  const { key } = record;
  const before = typeof key === "number" ? (Array.isArray(whole) ? whole[key] : undefined) : typeof key === "object" ? member(whole, rowKey(key)) : whole;
  let changed = false;
  for (const node of own(record)) {
    const earlier = (node.question && member(before, nameOf(node.question))) ?? null;
    if (same(earlier, answerTo(engine, node))) continue;
    changed = true;
    notice(engine, node, earlier);
    engine.touch(node.topic);
  }
  if (changed) engine.touch(record.topic);
}

/** Gives a question its default value, if it has no answer. */
export function setDefault(engine: Engine, node: Node): void {
  const { question } = node;
  if (question === undefined || !hasDefault(question)) return;
  const hidden = engine.clearsOnHidden(node) && !shows(node);
  if (!hidden && isUnanswered(engine, node)) assignDefault(engine, node, defaultOf(engine, node, question));
}

export function hasDefault(question: Question): boolean {
  return question.default !== undefined || question.defaultExpression !== undefined;
}

/** The default value of a question. */
export function defaultOf(engine: Engine, node: Node, question: Question): Json {
  const computed = question.defaultExpression === undefined ? null : engine.compute(node, question.defaultExpression);
  const value = computed ?? question.default ?? null;
  if (question.type !== "boolean") return value;
  if (value === true || value === "true") return question.true ?? null;
  if (value === false || value === "false") return question.false ?? null;
  return value === "indeterminate" ? null : value;
}

/** Runs `defaultValueExpression`, while nobody has answered. */
export function runDefault(engine: Engine, node: Node, ref: number): void {
  if (node.touched || (engine.clearsOnHidden(node) && !inSight(node))) return;
  assignDefault(engine, node, engine.compute(node, ref) ?? node.question?.default ?? null);
}
