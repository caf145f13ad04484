/** From the state of a question's controls to the JSON value that is sent, without touching the document. */

/** How the answer of a question is put together; the page says it in `data-kind`. */
export type Kind = "number" | "text" | "boolean" | "choice" | "choices" | "ranking" | "matrix";

/** One control that holds something: typed text, a chosen option, a ticked box. */
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
      return filled.map(typed);
    case "ranking":
      return ranking(filled);
    case "matrix":
      return Object.fromEntries(filled.map((entry) => [entry.row ?? "", typed(entry)]));
  }
}

/** The kinds a page may name; a page newer than this script falls back to text. */
export function kindOf(name: string | undefined): Kind {
  switch (name) {
    case "number":
    case "boolean":
    case "choice":
    case "choices":
    case "ranking":
    case "matrix":
      return name;
    default:
      return "text";
  }
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
