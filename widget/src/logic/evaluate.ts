/** What an expression comes to. It comes as a tree of JSON; nothing here reads text. */

import { allOf, anyOf, contains, equal, order } from "./compare.ts";
import { DATES } from "./dates.ts";
import { find } from "./find.ts";
import { FUNCTIONS, ROWS } from "./functions.ts";
import { converted, decimals, isEmpty, isList, isMembers, rounded, sum, toNumber, toText } from "./value.ts";
import type { List, Value } from "./value.ts";

/** A tree: a list is an operation, its word first; all else stands for itself. */
export type Tree = null | boolean | number | string | Operation;
export interface Operation extends ReadonlyArray<Tree> {}

/** What an expression can see. */
export interface Scope {
  /** The present moment, in milliseconds since 1970. */
  readonly now: number;
  /**
   * The value that a name in braces has. Case does not count: whoever has many answers keeps an index of names, for what
   * `find` does not find as it is written it looks for among all.
   */
  value(name: string): Value | undefined;
  /** What respondents read for a question's value, or for the value given. */
  display(question: string, value: Value | undefined): Value | undefined;
  /** Whether all that is asked in a page, a panel or a dynamic panel, or in one of its panels, is answered well. */
  isReady(container: string, index: number | undefined): boolean;
}

/** What is left of the steps that evaluating may take: an operation is one, a comparison, and 64 characters. */
export class Steps {
  constructor(private left = 200_000) {}

  /** Throws if there are too few. */
  take(count: number): void {
    this.left -= count;
    if (this.left < 0) throw new RangeError("an expression takes too many steps");
  }

  takeText(length: number): void {
    this.take(length >> 6);
  }
}

/** A walk over a tree. */
export interface Evaluation {
  readonly scope: Scope;
  readonly steps: Steps;
  /** The value that a name has here: rows have names of their own. */
  look(name: string): Value | undefined;
}

/** What a tree comes to. Throws a RangeError if that takes too many steps. As a condition, it holds if it is truthy. */
export function evaluate(tree: Tree, scope: Scope, steps: Steps = new Steps()): Value {
  return walk(tree, { scope, steps, look: (name) => scope.value(name) });
}

function walk(tree: Tree, at: Evaluation): Value {
  at.steps.take(1);
  if (!isOperation(tree)) return tree;
  const [word, first = null, ...rest] = tree;
  switch (word) {
    case "var":
      return converted(named(String(first), at));
    case "raw":
      return named(String(first), at);
    case "number":
      return Number(first);
    case "list":
      return tree.slice(1).map((part) => walk(part, at));
    case "call":
      return call(String(first), rest, at);
    case "not":
      return !walk(first, at);
    case "empty":
      return isEmpty(walk(first, at));
    case "notempty":
      return !isEmpty(walk(first, at));
  }
  let result = walk(first, at);
  for (const part of rest) {
    // What follows changes nothing: false is no empty value, which would take its kind from there.
    if (word === "and" && result === false) break;
    result = operate(String(word), result, walk(part, at), at.steps);
  }
  return result;
}

function isOperation(tree: Tree): tree is Operation {
  return Array.isArray(tree);
}

function named(name: string, { look, steps }: Evaluation): Value {
  // What is not there has a length all the same.
  const value = look(name) ?? (name.endsWith(".length") ? 0 : null);
  steps.take(weight(value));
  return value;
}

/** What is in a list or an object. */
function values(value: Value): List {
  if (isList(value)) return value;
  return isMembers(value) ? Object.values(value) : [];
}

/** What it costs to look at all of a value. */
function weight(value: Value): number {
  if (typeof value === "string") return value.length >> 6;
  return values(value).reduce<number>((total, inner) => total + 1 + weight(inner), 0);
}

function call(name: string, parts: readonly Tree[], at: Evaluation): Value {
  const ofRows = ROWS[name];
  if (ofRows !== undefined) {
    const [found, returned] = matching(parts, at);
    return ofRows(found, returned);
  }
  const given = parts.map((part) => walk(part, at));
  return FUNCTIONS[name]?.(given, at) ?? DATES[name]?.(given, at.scope.now) ?? null;
}

/** The rows in which a member is not empty and the condition holds, with that member; and which one to give back. */
function matching(parts: readonly Tree[], at: Evaluation): [[Value, Value][], string] {
  const [list = null, column = null, third, fourth] = parts;
  const name = walk(column, at);
  const rows = walk(list, at);
  if (typeof name !== "string" || parts.length > 4) return [[], ""];
  const condition = typeof third === "string" ? fourth : third;
  const found: [Value, Value][] = [];
  for (const row of values(rows)) {
    at.steps.take(1);
    const value = isMembers(row) && Object.keys(row).includes(name) ? row[name] ?? null : null;
    if (isEmpty(value)) continue;
    const look = (inner: string): Value | undefined => {
      const own = find(row, inner);
      return own === undefined ? at.look(inner) : own;
    };
    if (condition === undefined || walk(condition, { ...at, look })) found.push([row, value]);
  }
  return [found, typeof third === "string" ? third : name];
}

/** What an operand counts as that is empty: nothing of the other's kind. */
function filled(value: Value, other: Value): Value {
  if (!isEmpty(value) || (typeof value === "string" && typeof other !== "number")) return value;
  return typeof other === "string" ? "" : isList(other) ? [] : 0;
}

function operate(word: string, a: Value, b: Value, steps: Steps): Value {
  switch (word) {
    case "=":
      return equal(a, b, steps);
    case "!=":
      return !equal(a, b, steps);
    case "<":
      return order(a, b) < 0;
    case ">":
      return order(a, b) > 0;
    case "<=":
      return equal(a, b, steps) || order(a, b) < 0;
    case ">=":
      return equal(a, b, steps) || order(a, b) > 0;
    case "contains":
      return contains(a, b, true, steps);
    case "notcontains":
      return (!a && !isEmpty(b)) || contains(a, b, false, steps);
    case "anyof":
      return anyOf(a, b, steps);
    case "noneof":
      return !anyOf(a, b, steps);
    case "allof":
      return allOf(a, b, steps);
  }
  a = filled(a, b);
  b = filled(b, a);
  switch (word) {
    case "and":
      return a ? b : a;
    case "or":
      return a ? a : b;
    case "+":
      return plus(a, b, steps);
  }
  return reckon(word, toNumber(a), toNumber(b), b);
}

function reckon(word: string, x: number, y: number, b: Value): Value {
  switch (word) {
    case "-":
      return sum(x, -y);
    case "*":
      return rounded(x * y, decimals(x) + decimals(y));
    case "/":
      return b ? x / y : null;
    case "%":
      return b ? x % y : null;
    default:
      return x ** y;
  }
}

function plus(a: Value, b: Value, steps: Steps): Value {
  if (isList(a) && isList(b)) {
    steps.take(a.length + b.length);
    return [...a, ...b];
  }
  const list = isList(a) ? a : isList(b) ? b : undefined;
  const other = list === a ? b : a;
  if (list !== undefined && typeof other === "number") {
    const numbers = list.filter((value): value is number => typeof value === "number");
    return sum(numbers.reduce(sum, 0), other);
  }
  if ([a, b].some((value) => typeof value === "string" || (typeof value === "object" && value !== null))) {
    const written = list !== undefined && typeof other === "string" ? list.map(toText).join(", ") : undefined;
    const text = [a, b].map((value) => (value === list && written !== undefined ? written : toText(value))).join("");
    steps.takeText(text.length);
    return text;
  }
  return sum(toNumber(a), toNumber(b));
}
