/** What expressions and texts can see: answers by name. */

import type { Engine } from "./engine.ts";
import { isNothing, full, keyOf, member, type Json } from "./model.ts";
import { isRecord, nameOf, own, pathOf, rowKey, showsItself, shows, type Node } from "./node.ts";
import { answerTo, isUnfilled, membersOf } from "./answers.ts";
import { display, rowText, textAt, titleOf } from "./texts.ts";
import { find as findIn } from "./find.ts";

/** What a name stands for, and how respondents read it. */
export interface Found {
  readonly value: Json;
  /** The question whose answer it is, or a part of it. */
  readonly answered?: Node;
  /** The matrix in a row of which it is chosen. */
  readonly column?: Node;
  /** It is counted from 1 for people, although expressions count it from 0. */
  readonly fromZero?: true;
}

type Lookup = Found | undefined;

/** A beginning of a dotted name: the name in lower case, the index behind it, and what is left. */
interface Head {
  readonly name: string;
  readonly index: number | undefined;
  readonly rest: string;
}

const INDEXED = /^(.*)\[\s*([-+]?\d+)\s*\]$/s;

/** The names that a name begins with, the longest first: dots may be part of one, which ends at the latest where an index stands. */
function* heads(name: string): Generator<Head> {
  const steps = name.split(".").map((step) => {
    const found = INDEXED.exec(step);
    return found === null ? { name: step, text: step } : { name: found[1] ?? "", index: Number(found[2]), text: step };
  });
  const indexed = steps.findIndex((step) => step.index !== undefined);
  for (let count = indexed < 0 ? steps.length : indexed + 1; count > 0; count -= 1) {
    const head = steps.slice(0, count);
    yield {
      name: head.map((step) => step.name).join(".").toLowerCase(),
      index: head[count - 1]?.index,
      rest: steps.slice(count).map((step) => step.text).join("."),
    };
  }
}

/** What a name stands for at a node. SurveyJS knows of a whole that is made of parts once there is a part. */
export function find(engine: Engine, node: Node | undefined, name: string, item?: Json): Lookup {
  const found = findAsked(engine, node, name, item);
  const { question } = found?.answered ?? {};
  const whole = question?.type === "matrix" || question?.type === "matrixdropdown" || question?.type === "multipletext";
  return whole && found?.answered && answerTo(engine, found.answered) === undefined ? undefined : found;
}

function findAsked(engine: Engine, node: Node | undefined, name: string, item?: Json): Lookup {
  const dot = name.indexOf(".");
  const first = (dot < 0 ? name : name.slice(0, dot)).replace(/\[[^\]]*\]$/, "").toLowerCase();
  const built = dot < 0 ? builtIn(engine, first) : undefined;
  if (built !== undefined) return { value: built };
  if (name.startsWith("$")) return property(engine, node, name.slice(1));
  if (item !== undefined && (first === "item" || first === "choice")) return { value: item };
  const rest = dot < 0 ? "" : name.slice(dot + 1);
  return (node && findAround(engine, node, first, rest, dot < 0)) ?? findAtRoot(engine, name);
}

function builtIn(engine: Engine, name: string): Json | undefined {
  switch (name) {
    case "pageno":
      return engine.page === undefined ? 0 : engine.visiblePages().indexOf(engine.page) + 1;
    case "pagecount":
      return engine.visiblePages().length;
    case "locale":
      return engine.model.locale;
    default:
      return undefined;
  }
}

/** `{$question.property}`. */
function property(engine: Engine, node: Node | undefined, name: string): Lookup {
  const dot = name.lastIndexOf(".");
  if (dot < 0) return undefined;
  const value = propertyOf(engine, named(engine, node, name.slice(0, dot)), name.slice(dot + 1));
  return value === undefined ? undefined : { value };
}

function named(engine: Engine, node: Node | undefined, of: string): Node | undefined {
  switch (of.toLowerCase()) {
    case "self":
      return node;
    case "panel":
      return node?.parent;
    case "parent":
      return node?.record?.parent;
    default:
      return find(engine, node, of)?.answered ?? container(engine, of);
  }
}

/** The page or panel with a name. */
export function container(engine: Engine, name: string): Node | undefined {
  const groups = (node: Node): Node[] => (node.group ? [node, ...node.children.flatMap(groups)] : []);
  return engine.pages.flatMap(groups).find((node) => node.group?.name === name);
}

function propertyOf(engine: Engine, node: Node | undefined, name: string): Json | undefined {
  if (node === undefined) return undefined;
  switch (name) {
    case "name":
      return pathOf(node).split(/[.\]]/).pop() ?? "";
    case "title":
      return node.group ? textAt(engine, undefined, node.group.title ?? "") : titleOf(engine, node);
    case "isVisible":
    case "visible":
      return shows(node);
    case "isReadOnly":
    case "readOnly":
      return engine.isReadOnly(node);
    case "isRequired":
      return node.required;
    case "value":
      return answerTo(engine, node);
    case "displayValue":
      return display(engine, node);
    case "panelCount":
    case "rowCount":
      return node.children.length;
    default:
      return undefined;
  }
}

/** What a name stands for in the rows and panels around a question. */
function findAround(engine: Engine, node: Node, first: string, rest: string, alone: boolean): Lookup {
  if (first === "self" && alone) return findInQuestion(engine, node, undefined, "");
  if (first === "panel" && node.parent?.group && node.parent.parent) {
    const found = among(engine, node.parent, rest);
    if (found !== undefined) return found;
  }
  for (let record = isRecord(node) ? node : node.record; record !== undefined; record = record.parent?.record) {
    const found = alone ? ofRecord(engine, record, first) : inRecord(engine, record, first, rest);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a name stands for in a row: its own questions, and those of the rows beside it. */
function inRecord(engine: Engine, record: Node, first: string, rest: string): Lookup {
  const asker = record.parent;
  if (asker === undefined) return undefined;
  const panels = asker.question?.type === "paneldynamic";
  switch (panels ? first.replace("panel", "*") : first.replace("row", "*")) {
    case "*":
      return among(engine, record, rest) ?? plain(membersOf(engine, record), rest);
    case "prev*":
      return beside(engine, record, asker, -1, rest);
    case "next*":
      return beside(engine, record, asker, 1, rest);
    case "parent*":
      return panels && asker.record ? among(engine, asker.record, rest) : undefined;
    case "total*": {
      const value = panels ? undefined : total(engine, asker, rest.split(".")[0] ?? "");
      return value === undefined ? undefined : { value };
    }
    default:
      return undefined;
  }
}

function plain(value: Json | undefined, name: string): Lookup {
  const found = value === undefined ? undefined : (findIn(value, name) as Json | undefined);
  return found === undefined ? undefined : { value: found };
}

function ofRecord(engine: Engine, record: Node, first: string): Lookup {
  const asker = record.parent;
  if (asker === undefined) return undefined;
  const place = (): number => Math.max(0, asker.children.indexOf(record));
  const visible = (): number => asker.children.filter(showsItself).indexOf(record);
  if (asker.question?.type === "paneldynamic") {
    if (first === "panelindex") return { value: place(), fromZero: true };
    const at = visible();
    return first !== "visiblepanelindex" ? undefined : at < 0 ? { value: -1 } : { value: at, fromZero: true };
  }
  const row = typeof record.key === "object" ? record.key : undefined;
  switch (first) {
    case "rowindex":
      return { value: place() + 1 };
    case "visiblerowindex":
      return { value: visible() + 1 };
    case "rowvalue":
    case "rowname":
    case "item":
      return row && { value: row.value };
    case "rowtitle":
      return row && { value: rowText(engine, row, asker) };
    case "matrix":
      return findInQuestion(engine, asker, undefined, "");
    default:
      return undefined;
  }
}

function beside(engine: Engine, record: Node, asker: Node, apart: number, rest: string): Lookup {
  const shown = asker.children.filter(showsItself);
  const place = shown.indexOf(record);
  if (place < 0) return undefined;
  const other = shown[place + apart];
  return (other && among(engine, other, rest)) ?? { value: null };
}

/** What a name stands for among the questions of a row or panel. */
function among(engine: Engine, node: Node, name: string): Lookup {
  const questions = own(node);
  for (const head of heads(name)) {
    const found = questions.find(({ question }) => question && nameOf(question).toLowerCase() === head.name);
    const result = found && findInQuestion(engine, found, head.index, head.rest);
    if (result !== undefined) return result;
  }
  return undefined;
}

/** What a name stands for in the survey as a whole: variables, questions, then whatever else there is an answer to. */
function findAtRoot(engine: Engine, name: string): Lookup {
  for (const { name: head, index, rest } of heads(name)) {
    const whole = engine.variables.get(head);
    const value = whole === undefined ? undefined : indexed(whole, index);
    const found = value === undefined || rest === "" ? value : (findIn(value, rest) as Json | undefined);
    if (found !== undefined) return { value: found };
  }
  for (const { name: head, index, rest } of heads(name)) {
    const node = engine.keptUnder(head)[0];
    const found = node && findInQuestion(engine, node, index, rest);
    if (found !== undefined) return found;
  }
  return plain(engine.values, name);
}

function indexed(value: Json, index: number | undefined): Json | undefined {
  if (index === undefined) return value;
  return Array.isArray(value) ? value[index < 0 ? value.length + index : index] : undefined;
}

/** What is found in a question's answer. */
function findInQuestion(engine: Engine, node: Node, index: number | undefined, rest: string): Lookup {
  const { question } = node;
  if (question === undefined) return undefined;
  const value = answerTo(engine, node);
  if (rest === "") {
    const filled = value === undefined || isUnfilled(question, value) ? undefined : value;
    if (filled === undefined) return { value: question.list ? [] : null, answered: node };
    // From the end nothing is counted here.
    const part = Array.isArray(filled) && index !== undefined && index >= 0 ? (filled[index] ?? null) : filled;
    return { value: part, answered: node };
  }
  const nested = recordAt(node, index, rest);
  const found = nested && among(engine, nested[0], nested[1]);
  if (found !== undefined) return found;
  if (question.type === "matrix" && !rest.includes(".")) {
    const lower = rest.replace(INDEXED, "$1").toLowerCase();
    const key = (question.rows ?? []).map((row) => keyOf(full(row).value)).find((own) => own.toLowerCase() === lower);
    return key === undefined ? undefined : { value: member(value, key) ?? null, column: node };
  }
  const part = value === undefined ? undefined : indexed(value, index);
  return part === undefined ? undefined : plain(part, rest);
}

/** The row that an index or a row's key names, and what is left of the name. */
function recordAt(node: Node, index: number | undefined, rest: string): [Node, string] | undefined {
  if (index !== undefined) {
    const record = node.children[index < 0 ? node.children.length + index : index];
    return record && [record, rest];
  }
  const [first = "", ...others] = rest.split(".");
  const lower = first.replace(INDEXED, "$1").toLowerCase();
  for (const record of node.children) {
    if (record.key === "whole") return [record, rest];
    if (typeof record.key === "object" && rowKey(record.key).toLowerCase() === lower) {
      return others.length === 0 ? undefined : [record, others.join(".")];
    }
  }
  return undefined;
}

/** A question by its name, in the same row first. */
export function questionBeside(engine: Engine, node: Node | undefined, name: string): Node | undefined {
  for (let record = node?.record; record !== undefined; record = record.parent?.record) {
    const found = own(record).find(({ question }) => question?.name === name);
    if (found !== undefined) return found;
  }
  return engine.named(name);
}

/** What stands under a column of a matrix. */
export function total(engine: Engine, node: Node, column: string): Json | undefined {
  const lower = column.toLowerCase();
  const cell = (node.question?.cells ?? []).find((cell) => cell.name.toLowerCase() === lower);
  const totals = node.question && member(membersOf(engine, node.record), `${nameOf(node.question)}-total`);
  const value = cell && member(totals, cell.name);
  return isNothing(value) ? undefined : value;
}
