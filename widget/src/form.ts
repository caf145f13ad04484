/** The page's form as the script sees it: its questions, their answers, and putting answers back. */

import { answer, kindOf, list, members, type Entry } from "./answers.ts";
import { contents, putFiles } from "./files.ts";
import { proofOf } from "./proof.ts";

/** Anything a respondent can fill in. */
export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Answers by the names under which they are kept. */
type Answers = Record<string, unknown>;

/** The response as it is sent; its JSON text is fixed once and repeated unchanged on every attempt. */
export interface Response {
  readonly id: string;
  readonly version: number;
  readonly language: string;
  readonly answers: Answers;
  /** What the server has sealed into the form, where it has. */
  readonly state?: string;
  /** What stands in the field that nobody sees; only machines fill it in. */
  readonly more?: string;
  /** The proof that this browser has worked for it, where the survey asks for that. */
  readonly proof?: string;
  readonly complete: boolean;
}

/** Told by the form when its fields were changed by `fill`: there is no input then. */
export const FILLED = "nordsvar:filled";

/** What becomes of a field that there is no answer for: it stays, or it is emptied. */
export type Rest = "stays" | "emptied";

/** What questions stand in: the form, a question that holds others, one of its rows or entries. */
const HOLDER = "[data-kind], [data-entry], tr[data-row], form";

/** Every part of the form that can be at fault, in reading order: questions, and panels that have a name. */
export function questions(form: HTMLFormElement): HTMLElement[] {
  return [...form.querySelectorAll<HTMLElement>("[data-name]")];
}

/** What faults call a question: `contact.email`, `people[0].age`. */
export function nameOf(question: HTMLElement): string {
  return question.dataset["name"] ?? "";
}

/** The keys of the questions that stand in the form itself. */
export function keys(form: HTMLFormElement): Set<string> {
  return new Set(within(form).map(keyOf));
}

/** The key of the outermost question that an element belongs to. */
export function keyAt(form: HTMLFormElement, element: Node): string | undefined {
  const question = within(form).find((one) => one.contains(element));
  return question && keyOf(question);
}

/** Every control of the question itself that takes part: what logic has locked does, what it has hidden does not. */
export function controls(question: HTMLElement): Control[] {
  if (question.dataset["out"] !== undefined) return [];
  return ownControls(question).filter((control) => !control.disabled || control.dataset["locked"] !== undefined);
}

/** Every control of the question itself. */
export function ownControls(question: HTMLElement): Control[] {
  const found = question.querySelectorAll<Control>("input, select, textarea");
  return [...found].filter((control) => control.name !== "" && control.closest("[data-kind]") === question);
}

/** The text that is written beside the answer. */
export function commentOf(question: HTMLElement): string | undefined {
  return controls(question).find((control) => isBeside(control) && control.value.trim() !== "")?.value;
}

/** Has a question's own controls hold an answer, or nothing, whoever may write there. */
export function give(question: HTMLElement, value: unknown, comment: string | undefined): void {
  for (const control of ownControls(question)) {
    if (control.type === "hidden") continue;
    if (!isBeside(control)) write(control, value ?? undefined);
    else if ((commentOf(question) ?? "") !== (comment ?? "")) control.value = comment ?? "";
  }
}

/** The question's answer, or undefined if there is none. Files are those that were read before. */
export function answerOf(question: HTMLElement): unknown {
  const kind = kindOf(question.dataset["kind"]);
  switch (kind) {
    case "members":
      return answers(question);
    case "rows":
      return members(rows(question).map((row) => [row.dataset["row"] ?? "", answers(row)]));
    case "entries": {
      return list(entries(question).map(answers), leastOf(question));
    }
    default: {
      const own = controls(question).filter((control) => !isBeside(control) && chosen(control));
      return answer(kind, own.flatMap(held));
    }
  }
}

/**
 * Names the parts of lists as they are sent: entries that hold nothing are left out, and those after them move up. The
 * server's faults then name what is meant.
 */
function renumber(form: HTMLFormElement): void {
  for (const question of form.querySelectorAll<HTMLElement>('[data-kind="entries"]')) {
    const [name, all, least] = [nameOf(question), entries(question), leastOf(question)];
    const isKept = (entry: HTMLElement, index: number): boolean => answers(entry) !== undefined || index < least;
    const kept = all.filter(isKept);
    const empty = all.filter((entry, index) => !isKept(entry, index));
    [...kept, ...empty].forEach((entry, index) => {
      for (const inner of entry.querySelectorAll<HTMLElement>("[data-name]")) {
        const rest = nameOf(inner).slice(name.length);
        inner.dataset["name"] = `${name}[${index}]${rest.slice(rest.indexOf("]") + 1)}`;
      }
    });
  }
}

/** What the form says now. The id comes from the served page, not from what a browser restored into the field. */
export function read(form: HTMLFormElement): Response {
  renumber(form);
  const state = hidden(form, "nordsvar.state");
  const trap = form.elements.namedItem("nordsvar.more");
  const more = trap instanceof HTMLInputElement ? trap.value : "";
  const id = idOf(form);
  const proof = proofOf(id);
  return {
    id,
    version: Number(hidden(form, "nordsvar.version")),
    language: hidden(form, "nordsvar.language"),
    answers: { ...unseen(), ...answers(form) },
    ...(state === "" ? {} : { state }),
    ...(more === "" ? {} : { more }),
    ...(proof === "" ? {} : { proof }),
    complete: true,
  };
}

/** The id of the response that a form becomes. */
export function idOf(form: HTMLFormElement): string {
  return hidden(form, "nordsvar.id");
}

/** Answers that have no controls: what logic keeps. */
let unseen: () => Answers = () => ({});

/** Says where the answers are that have no controls. */
export function alsoSend(answers: () => Answers): void {
  unseen = answers;
}

/** What the form's controls say now. */
export function said(form: HTMLFormElement): Answers {
  return answers(form) ?? {};
}

/** Makes the form that of a response which was begun before; it must be of the version that the form is of. */
export function adopt(form: HTMLFormElement, id: string, state: string | undefined): void {
  for (const [name, value] of [["nordsvar.id", id], ["nordsvar.state", state]] as const) {
    const input = form.elements.namedItem(name);
    // A hidden field's value is its attribute, which no browser restores.
    if (input instanceof HTMLInputElement && value !== undefined) input.value = value;
  }
}

/**
 * Puts earlier answers back into the form.
 *
 * @returns the names of files that must be chosen again
 */
export function fill(form: HTMLFormElement, given: Answers, rest: Rest): string[] {
  const lost = fillIn(form, given, rest);
  form.dispatchEvent(new Event(FILLED));
  return lost;
}

function fillIn(holder: HTMLElement, given: Answers, rest: Rest): string[] {
  return within(holder).flatMap((question) => {
    const key = keyOf(question);
    const value = given[key];
    const lost = ownControls(question)
      // What logic has hidden is filled in as well.
      .filter((control) => !control.disabled || control.closest("[data-off], [data-locked]") !== null)
      .flatMap((control) => put(control, isBeside(control) ? given[`${key}-Comment`] : value, rest))
      .map((name) => name || (question.querySelector("legend, label")?.textContent ?? key));
    switch (kindOf(question.dataset["kind"])) {
      case "members":
        return [...lost, ...fillIn(question, object(value), rest)];
      case "rows":
        return rows(question).flatMap((row) => fillIn(row, object(object(value)[row.dataset["row"] ?? ""]), rest));
      case "entries": {
        const list = Array.isArray(value) ? value : [];
        if (list.length > 0) haveEntries(question, Math.max(list.length, leastOf(question)));
        return entries(question).flatMap((entry, index) => fillIn(entry, object(list[index]), rest));
      }
      default:
        return lost;
    }
  });
}

/** The answers of the questions that stand in this, or undefined if there are none. */
function answers(holder: HTMLElement): Answers | undefined {
  return members(within(holder).flatMap(pairs));
}

/** A question's answer, and the text beside it. */
function pairs(question: HTMLElement): [string, unknown][] {
  const key = keyOf(question);
  const beside = controls(question).filter((control) => isBeside(control) && control.value.trim() !== "");
  return [[key, answerOf(question)], ...beside.map((control): [string, unknown] => [`${key}-Comment`, control.value])];
}

function keyOf(question: HTMLElement): string {
  return question.dataset["key"] ?? nameOf(question);
}

/** The questions that stand in this themselves, not in a question within. */
export function within(holder: HTMLElement): HTMLElement[] {
  return standing(holder, "[data-kind]");
}

function rows(question: HTMLElement): HTMLElement[] {
  return standing(question, "tr[data-row]");
}

/** The rows or panels of a list that are in use. */
export function entries(question: HTMLElement): HTMLElement[] {
  return standing(question, "[data-entry]:not([data-spare])");
}

/** Has a list show so many entries. */
let haveEntries: (question: HTMLElement, count: number) => void = () => undefined;

/** Says what makes a list show so many entries. */
export function growBy(have: (question: HTMLElement, count: number) => void): void {
  haveEntries = have;
}

/** The fewest entries that a list must have. */
export function leastOf(question: HTMLElement): number {
  return Number(question.dataset["min"] ?? 0);
}

export function standing(holder: HTMLElement, selector: string): HTMLElement[] {
  const found = holder.querySelectorAll<HTMLElement>(selector);
  return [...found].filter((one) => one.parentElement?.closest(HOLDER) === holder);
}

/** Puts an answer into a control, and returns the names of files that it could not put there. */
function put(control: Control, value: unknown, rest: Rest): string[] {
  const { row } = control.dataset;
  const wanted = row === undefined ? value : object(value)[row];
  // What the survey itself has put there is not the respondent's to change.
  const fixed = control.type === "hidden" || ("readOnly" in control && control.readOnly);
  if (fixed || (wanted === undefined && rest === "stays")) return [];
  return write(control, value);
}

/** Has a control hold its part of an answer, and returns the names of files that it cannot hold. */
function write(control: Control, value: unknown): string[] {
  const { row, choice } = control.dataset;
  const wanted = row === undefined ? value : object(value)[row];
  const list = Array.isArray(wanted) ? wanted : [wanted];
  if (control.type === "file") return putFiles(control as HTMLInputElement, wanted === undefined ? [] : list.filter(unheld(control)));
  if (tickable(control)) {
    control.checked = list.some((one) => held(control).some((entry) => same(one, entry)));
  } else if (choice !== undefined) {
    const place = list.findIndex((one) => JSON.stringify(one) === choice);
    control.value = place < 0 ? "" : String(place + 1);
  } else if (control instanceof HTMLSelectElement) {
    const found = [...control.options].find((one) => same(wanted, { value: one.value, json: one.dataset["json"] }));
    control.value = found?.value ?? "";
  } else {
    const part = Array.isArray(wanted) ? Number(/\[(\d+)\]$/.exec(control.name)?.[1] ?? 0) : 0;
    control.value = String(list[part] ?? "");
  }
  return [];
}

/** Which files are not on the page already, where they need only be kept. */
function unheld(control: Control): (file: unknown) => boolean {
  const question = control.closest<HTMLElement>("[data-kind]");
  const kept = question === null ? [] : controls(question).filter((one) => one.dataset["kept"] !== undefined);
  return (file) => !kept.flatMap(held).some((entry) => same(file, entry));
}

function object(value: unknown): Answers {
  return typeof value === "object" && value !== null ? (value as Answers) : {};
}

function same(value: unknown, { json, value: written }: Entry): boolean {
  if (value === undefined) return false;
  return json === undefined ? String(value) === written : JSON.stringify(value) === JSON.stringify(JSON.parse(json));
}

/** Whether it is a text beside the answer, which is kept under a name of its own. */
function isBeside(control: Control): boolean {
  return control.dataset["beside"] !== undefined;
}

function chosen(control: Control): boolean {
  return !tickable(control) || control.checked;
}

function tickable(control: Control): control is HTMLInputElement {
  return control.type === "radio" || control.type === "checkbox";
}

function held(control: Control): Entry[] {
  if (control.type === "file") return contents(control as HTMLInputElement).map((json) => ({ value: "file", json }));
  const holder = control instanceof HTMLSelectElement ? (control.selectedOptions[0] ?? control) : control;
  return [
    {
      value: control.value,
      json: holder.dataset["kept"] === undefined ? holder.dataset["json"] : control.value,
      row: control.dataset["row"],
      choice: control.dataset["choice"],
    },
  ];
}

function hidden(form: HTMLFormElement, name: string): string {
  const input = form.elements.namedItem(name);
  return input instanceof HTMLInputElement ? input.defaultValue : "";
}
