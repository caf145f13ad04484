/** The parts of a survey as they stand in a response. */

import type { FullChoice, Group, Json, Question } from "./model.ts";

/** When something changed last, in moments that are counted. */
export interface Topic {
  at: number;
}

/** A page, a panel, a question, or a row or repeated panel of one (a record). */
export interface Node {
  readonly group?: Group;
  readonly question?: Question;
  /** Of a record: its place in a list, its row of the definition, or that it is the only one. */
  readonly key?: number | FullChoice | "whole";
  /** What it stands in; of a record, its question. */
  readonly parent?: Node;
  /** The record that it stands in. */
  readonly record?: Node;
  /** What stands in it, in the order asked. */
  children: Node[];
  /** Whether its own condition shows it. */
  visible: boolean;
  /** Whether its own condition locks it. */
  readOnly: boolean;
  required: boolean;
  /** Whether somebody answered it, as opposed to a default value. */
  touched: boolean;
  /** Whether it is still there: rows are removed. */
  alive: boolean;
  topic: Topic;
  /** Of a question whose choices depend on something: the keys of those in sight. */
  offered?: string;
  /** Whether it has nothing to show: no rows, or no choices. */
  bare: boolean;
  /** Its place among the questions that have numbers, from 0. */
  place?: number | undefined;
  /** Of a question with rows: whether how many there are came with its answer. */
  answered: boolean;
  /** What was chosen and is not offered for now. */
  lost: Json[];
}

export function isRecord(node: Node): boolean {
  return node.key !== undefined;
}

/** The name its answer is kept under. */
export function nameOf(question: Question): string {
  return question.key ?? question.name;
}

/** The nodes around a node, from within. */
export function* around(node: Node): Generator<Node> {
  for (let next = node.parent; next !== undefined; next = next.parent) yield next;
}

/** The questions in a node that are not in rows of another question. */
export function own(node: Node, all: Node[] = []): Node[] {
  for (const child of node.children) {
    if (child.question) all.push(child);
    else own(child, all);
  }
  return all;
}

/** All questions in a node, itself included, those in rows too. */
export function within(node: Node, all: Node[] = []): Node[] {
  if (node.question) all.push(node);
  for (const child of node.children) within(child, all);
  return all;
}

/** Whether its own condition shows it, whatever it has to show. */
export function showsItself(node: Node): boolean {
  return node.visible && node.alive && !node.bare;
}

/** Whether its own condition shows it, and it has something to show. */
export function shows(node: Node): boolean {
  return showsItself(node) && (node.group === undefined || node.children.some(shows));
}

/** Whether it is in sight: shown, and all that is around it too. */
export function inSight(node: Node): boolean {
  if (!shows(node)) return false;
  for (const outer of around(node)) if (!showsItself(outer)) return false;
  return true;
}

/** What problems call it. */
export function pathOf(node: Node): string {
  const name = node.question?.name ?? node.group?.name ?? "";
  if (isRecord(node)) return recordPath(node);
  return node.record === undefined ? name : `${recordPath(node.record)}.${name}`;
}

function recordPath({ parent, key }: Node): string {
  const path = parent === undefined ? "" : pathOf(parent);
  if (typeof key === "number") return `${path}[${key}]`;
  return typeof key === "object" ? `${path}.${rowKey(key)}` : path;
}

export function rowKey(row: FullChoice): string {
  return typeof row.value === "string" ? row.value : JSON.stringify(row.value);
}
