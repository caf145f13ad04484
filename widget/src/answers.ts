/** From the state of a question's controls to the JSON value that is sent, without touching the document. */

/**
 * How the answer of a question is put together; the page says it in `data-kind`.
 *
 * `members`, `rows` and `entries` are made of the answers of the questions within: an object by member, an object
 * of objects by row, a list of objects.
 */
export type Kind =
  | "number"
  | "text"
  | "boolean"
  | "choice"
  | "choices"
  | "ranking"
  | "matrix"
  | "lists"
  | "range"
  | "files"
  | "drawing"
  | "members"
  | "rows"
  | "entries"
  | "none";

const KINDS: readonly string[] = [
  "number", "boolean", "choice", "choices", "ranking", "matrix", "lists", "range", "files", "drawing", "members", "rows",
  "entries", "none",
];

/** One control that holds something: typed text, a chosen option, a ticked box, a chosen file. */
export interface Entry {
  /** What was typed, or the `value` of the chosen control. */
  readonly value: string;
  /** The JSON text of the value, where the control carries one. */
  readonly json?: string | undefined;
  /** The row, for a matrix. */
  readonly row?: string | undefined;
  /** The JSON text of the choice, for a ranking; `value` is then its place. */
  readonly choice?: string | undefined;
}

/** The answer in JSON, or undefined if the question is unanswered (it is then left out). */
export function answer(kind: Kind, entries: readonly Entry[]): unknown {
  const filled = entries.filter((entry) => entry.value.trim() !== "");
  const first = filled[0];
  if (first === undefined) return undefined;
  switch (kind) {
    case "text":
      return first.value;
    case "number":
      return number(first.json ?? first.value);
    case "boolean":
    case "choice":
      return typed(first);
    case "choices":
    case "files":
      return filled.map(typed);
    case "drawing":
      return (typed(first) as { content?: unknown }).content;
    case "range":
      return filled.map((entry) => number(entry.value));
    case "ranking":
      return ranking(filled);
    case "matrix":
      return Object.fromEntries(filled.map((entry) => [entry.row ?? "", typed(entry)]));
    case "lists":
      return lists(filled);
    case "members":
    case "rows":
    case "entries":
    case "none":
      return undefined;
  }
}

/** What is left of the answers of several questions: an object, or undefined if none has one. */
export function members(pairs: readonly (readonly [string, unknown])[]): Record<string, unknown> | undefined {
  const answered = pairs.filter(([, value]) => value !== undefined);
  return answered.length === 0 ? undefined : Object.fromEntries(answered);
}

/** What is left of a list's entries: those that hold nothing are left out, but for the fewest that there must be. */
export function list(entries: readonly unknown[], least: number): unknown[] | undefined {
  if (entries.every((entry) => entry === undefined)) return undefined;
  return entries.filter((entry, index) => entry !== undefined || index < least).map((entry) => entry ?? {});
}

/** The kinds a page may name; a page newer than this script falls back to text. */
export function kindOf(name: string | undefined): Kind {
  return name !== undefined && KINDS.includes(name) ? (name as Kind) : "text";
}

/** A number that is not one is sent as typed: the server then names the question and the fault. */
function number(written: string): unknown {
  const value = Number(written.trim());
  return Number.isFinite(value) ? value : written;
}

function typed(entry: Entry): unknown {
  return entry.json === undefined ? entry.value : JSON.parse(entry.json);
}

function ranking(entries: readonly Entry[]): unknown[] {
  return [...entries]
    .sort((a, b) => Number(a.value) - Number(b.value))
    .map((entry) => (entry.choice === undefined ? entry.value : JSON.parse(entry.choice)));
}

function lists(entries: readonly Entry[]): Record<string, unknown[]> {
  const rows: Record<string, unknown[]> = {};
  for (const entry of entries) (rows[entry.row ?? ""] ??= []).push(typed(entry));
  return rows;
}
