/** Texts with answers in them, and what respondents read for answers. */

import { answerTo, commentTo } from "./answers.ts";
import type { Engine } from "./engine.ts";
import { full, isNothing, isObject, keyOf, member, same, type Choice, type FullChoice, type Json, type Look, type Members, type Question } from "./model.ts";
import { find, questionBeside, total } from "./names.ts";
import { nameOf, own, type Node } from "./node.ts";
import { offers } from "./offers.ts";
import { shown } from "./figures.ts";
import { toText, type Value } from "./value.ts";

/** How far texts stand in texts. */
const MAX_DEPTH = 4;

/** A text as people read it at a node, with answers in place of names in braces; names that say nothing stay. */
export function textAt(engine: Engine, node: Node | undefined, text: string, escape: (answer: string) => string = String): string {
  return replace(engine, node, text, node?.question?.raw !== true, escape);
}

function replace(engine: Engine, node: Node | undefined, text: string, display: boolean, escape: (answer: string) => string): string {
  if (!text.includes("{") || engine.depth >= MAX_DEPTH) return text;
  engine.depth += 1;
  // Braces within braces begin anew; a name has no colon, so that no style rule is one.
  const done = text.replace(/\{([^{}]*)\}/g, (whole, name: string) => {
    if (name.trim() === "" || name.includes(":")) return whole;
    const value = piped(engine, node, name.trim(), display);
    return value === undefined ? whole : escape(value);
  });
  engine.depth -= 1;
  return done;
}

/** Markup with answers in place of names in braces. The answers are text: they are escaped. */
export function markupAt(engine: Engine, node: Node, html: string): string {
  const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return replace(engine, node, html, true, (answer) => answer.replace(/[&<>"']/g, (sign) => signs[sign] ?? ""));
}

const TURNED = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/** An answer as it stands in a text, kept from turning what is around it (UAX 9, section 2.4). */
export function apart(answer: string, rightToLeft: boolean): string {
  const turned = [...answer].map((character) => TURNED.test(character));
  return (rightToLeft ? turned.includes(false) : turned.includes(true)) ? `\u2068${answer}\u2069` : answer;
}

/** What stands in a text in place of a name; nothing for a name that says nothing. */
function piped(engine: Engine, node: Node | undefined, name: string, display: boolean): string | undefined {
  const found = find(engine, node, name);
  if (found === undefined) return undefined;
  if (isNothing(found.value)) return "";
  let { value } = found;
  if (found.answered && display) value = displayOf(engine, found.answered, value);
  else if (found.column && display) value = columnText(engine, found.column, value);
  else if (found.fromZero) value = Number(value) + 1;
  return toText(value as Value);
}

/** What respondents read for a question's answer, or for the value given. */
export function displayIn(engine: Engine, node: Node | undefined, question: string, value: Json | undefined): Json | undefined {
  const found = questionBeside(engine, node, question);
  return found && (value === undefined ? display(engine, found) : displayOf(engine, found, value));
}

export function display(engine: Engine, node: Node): Json {
  const value = answerTo(engine, node);
  return value === undefined ? "" : displayOf(engine, node, value);
}

function displayOf(engine: Engine, node: Node, value: Json): Json {
  const { question } = node;
  if (question === undefined) return value;
  if (isNothing(value)) return "";
  switch (question.type) {
    case "matrix":
      return ofMatrix(engine, node, question, value);
    case "boolean": {
      const truth = same(value, question.true);
      return (truth ? question.trueText : question.falseText) ?? (truth ? engine.model.yes : engine.model.no);
    }
    case "rating":
      return inList(engine, node, question.choices, value);
    case "expression":
      return shown(question, value, engine.model.locale);
    default:
  }
  if (question.choices || question.special || question.carried) return question.raw ? value : ofChoices(engine, node, value);
  return node.children.length === 0 ? value : ofRecords(engine, node, value);
}

function ofMatrix(engine: Engine, node: Node, question: Question, value: Json): Json {
  const rows = (question.rows ?? []).map(full);
  const named = Object.entries(isObject(value) ? value : {}).map(([key, chosen]) => {
    const row = rows.find((row) => keyOf(row.value) === key);
    return [row ? rowText(engine, row, node) : key, columnText(engine, node, chosen)];
  });
  return Object.fromEntries(named) as Members;
}

/** What respondents read for the columns that are chosen in a row. */
function columnText(engine: Engine, node: Node, value: Json): Json {
  const one = (value: Json): Json => inList(engine, node, node.question?.columns, value);
  return Array.isArray(value) ? value.map(one) : one(value);
}

function inList(engine: Engine, node: Node, list: readonly Choice[] | undefined, value: Json): Json {
  const found = (list ?? []).map(full).find((choice) => same(choice.value, value));
  return found === undefined ? value : rowText(engine, found, node);
}

/** What respondents read for chosen values: in a list, one after the other. */
function ofChoices(engine: Engine, node: Node, value: Json): string {
  const all = offers(engine, node);
  const one = (value: Json): string => {
    const found = all.find((offer) => same(offer.value, value));
    if (found === undefined) return toText(value as Value);
    return (found.other && commentTo(engine, node)) || offerText(engine, node, found);
  };
  return Array.isArray(value) ? value.map(one).join(", ") : one(value);
}

/** What respondents read for a choice, a row or a column. */
export function rowText(engine: Engine, choice: FullChoice, node: Node): string {
  return offerText(engine, node, choice);
}

export function offerText(engine: Engine, node: Node, { value, text }: { readonly value: Json; readonly text?: string | undefined }): string {
  const own = keyOf(value);
  return replace(engine, node, text || own, true, String) || own;
}

function ofRecords(engine: Engine, node: Node, value: Json): Json {
  if (Array.isArray(value)) return value.slice(0, node.children.length).map((row, index) => ofRecord(engine, node.children[index], row));
  const texts: Members = {};
  for (const record of node.children) {
    if (record.key === "whole") return ofRecord(engine, record, value);
    if (typeof record.key !== "object") continue;
    const row = member(value, keyOf(record.key.value));
    if (row !== undefined) texts[rowText(engine, record.key, node)] = ofRecord(engine, record, row);
  }
  return texts;
}

function ofRecord(engine: Engine, record: Node | undefined, value: Json): Members {
  const texts: Members = {};
  for (const inner of record ? own(record) : []) {
    const answer = inner.question && member(value, nameOf(inner.question));
    if (answer !== undefined) texts[titleOf(engine, inner)] = displayOf(engine, inner, answer);
  }
  return texts;
}

/** A question's title; of one without, its name. */
export function titleOf(engine: Engine, node: Node): string {
  return node.question?.title === undefined ? (node.question?.name ?? "") : textAt(engine, node, node.question.title);
}

/** What respondents read under a column of a matrix. */
export function totalText(engine: Engine, node: Node, name: string, look: Look): string {
  const value = total(engine, node, name);
  return value === undefined ? "" : shown(look, value, engine.model.locale);
}

