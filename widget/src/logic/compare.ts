/** When values are the same, which is more, and which are in which. */

import { read } from "./dates.ts";
import type { Steps } from "./evaluate.ts";
import { isEmpty, isList, isMembers, toNumber, toText, type List, type Members, type Value } from "./value.ts";

/** Whether two values are the same: case, outer blanks and the order of lists do not count. */
export function equal(a: Value, b: Value, steps: Steps): boolean {
  return same(alike(a, b), alike(b, a), steps);
}

/** A text beside a moment is a moment; a moment beside a text that names no time is a day. */
function alike(value: Value, other: Value): Value {
  if (typeof value === "string" && other instanceof Date) return read(value);
  if (value instanceof Date && typeof other === "string" && other.length < 11) {
    return new Date(new Date(value).setUTCHours(0, 0, 0, 0));
  }
  return value;
}

function same(a: Value, b: Value, steps: Steps): boolean {
  steps.take(1);
  if (isList(a) && isList(b)) {
    const sorted = b.length === a.length ? byText(b) : [];
    return a.length === b.length && byText(a).every((item, index) => same(item, sorted[index] ?? null, steps));
  }
  if (isMembers(a) && isMembers(b)) return sameMembers(a, b, steps);
  if (a === null || b === null) return (a ?? "") === (b ?? "");
  if (isList(a) || isList(b) || isMembers(a) || isMembers(b)) return false;
  if (typeof a === "boolean" && typeof b === "string") [a, b] = [b, a];
  if (typeof a === "string" && typeof b === "boolean") return a.toLowerCase() === String(b);
  if (typeof a === "string" && typeof b === "string") {
    steps.takeText(a.length + b.length);
    return a.trim().toLowerCase() === b.trim().toLowerCase();
  }
  return !isBlank(a) && !isBlank(b) && toNumber(a) === toNumber(b);
}

function sameMembers(a: Members, b: Members, steps: Steps): boolean {
  const names = Object.keys(a);
  const others = new Set(Object.keys(b));
  const sameMember = (name: string): boolean => others.has(name) && same(a[name] ?? null, b[name] ?? null, steps);
  return names.length === others.size && names.every(sameMember);
}

function isBlank(value: Value): boolean {
  return typeof value === "string" && value.trim() === "";
}

/** Sorted by texts, as far as code points go. */
function byText(list: List): List {
  const texts = list.map((value): [string, Value] => [toText(value), value]);
  return texts.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, value]) => value);
}

/** Below 0 if the second is more, above if the first is; NaN if neither. */
export function order(a: Value, b: Value): number {
  [a, b] = [alike(a, b), alike(b, a)];
  if (a === null || b === null) return NaN;
  const texts = [a, b].every((value) => typeof value === "string" || isList(value) || isMembers(value));
  const [x, y] = texts ? [toText(a), toText(b)] : [toNumber(a), toNumber(b)];
  return x < y ? -1 : x > y ? 1 : x === y ? 0 : NaN;
}

/** Whether a list has all of some values, or a text another; with `wanted` false, whether it has not. */
export function contains(a: Value, b: Value, wanted: boolean, steps: Steps): boolean {
  if (isList(a)) {
    if (a.length === 0) return !wanted;
    const all: List = isList(b) ? b : [b];
    return all.every((value) => a.some((item) => equal(item, value, steps))) === wanted;
  }
  if (a === null || a === "" || Number.isNaN(a) || !b) return false;
  const [text, part] = [toText(a), toText(b)];
  steps.takeText(text.length + part.length);
  return text.toLowerCase().includes(part.toLowerCase()) === wanted;
}

export function anyOf(a: Value, b: Value, steps: Steps): boolean {
  if (isEmpty(a)) return isEmpty(b);
  if (isEmpty(b)) return true;
  if (!isList(a)) return contains(b, a, true, steps);
  return isList(b) ? b.some((value) => contains(a, value, true, steps)) : contains(a, b, true, steps);
}

export function allOf(a: Value, b: Value, steps: Steps): boolean {
  if (!a && !isEmpty(b)) return false;
  return isList(b) ? b.every((value) => contains(a, value, true, steps)) : contains(a, b, true, steps);
}
