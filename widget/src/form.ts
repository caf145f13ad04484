/** The page's form as the script sees it: its questions, their answers, and putting answers back. */

import { answer, kindOf, type Entry } from "./answers.ts";

/** Anything a respondent can fill in. */
export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The response as it is sent; its JSON text is fixed once and repeated unchanged on every attempt. */
export interface Response {
  readonly id: string;
  readonly version: number;
  readonly language: string;
  readonly answers: Record<string, unknown>;
  readonly complete: true;
}

/** Every question of the form, in reading order. */
export function questions(form: HTMLFormElement): HTMLElement[] {
  return [...form.querySelectorAll<HTMLElement>(".question[data-name]")];
}

/** The name under which a question's answer is sent. */
export function nameOf(question: HTMLElement): string {
  return question.dataset["name"] ?? "";
}

/** Every control of a question that takes part. */
export function controls(question: HTMLElement): Control[] {
  const found = question.querySelectorAll<Control>("input, select, textarea");
  return [...found].filter((control) => control.name !== "" && !control.disabled);
}

/** The question's answer, or undefined if there is none. */
export function answerOf(question: HTMLElement): unknown {
  const own = controls(question).filter((control) => belongs(control, nameOf(question)));
  return answer(kindOf(question.dataset["kind"]), own.filter(chosen).map(entry));
}

/** What the form says now. The id comes from the served page, not from what a browser restored into the field. */
export function read(form: HTMLFormElement): Response {
  return {
    id: hidden(form, "nordsvar.id"),
    version: Number(hidden(form, "nordsvar.version")),
    language: hidden(form, "nordsvar.language"),
    answers: Object.fromEntries(questions(form).flatMap(pairs)),
    complete: true,
  };
}

/** Puts earlier answers back into the form, so that what was refused can be put right. */
export function fill(form: HTMLFormElement, answers: Record<string, unknown>): void {
  for (const question of questions(form)) {
    for (const control of controls(question)) put(control, answers, nameOf(question));
  }
}

function pairs(question: HTMLElement): [string, unknown][] {
  const name = nameOf(question);
  // A free text beside the choices ("Other") travels under its own name.
  const beside = controls(question)
    .filter((control) => !belongs(control, name) && control.value.trim() !== "")
    .map((control): [string, unknown] => [control.name, control.value]);
  return [[name, answerOf(question)] satisfies [string, unknown], ...beside].filter(([, value]) => value !== undefined) as [
    string,
    unknown,
  ][];
}

function put(control: Control, answers: Record<string, unknown>, name: string): void {
  if (!belongs(control, name)) {
    const beside = answers[control.name];
    if (typeof beside === "string") control.value = beside;
    return;
  }
  const value = answers[name];
  if (value === undefined) return;
  const wanted = control.dataset["row"] === undefined ? value : (value as Record<string, unknown>)[control.dataset["row"]];
  if (tickable(control)) {
    control.checked = (Array.isArray(wanted) ? wanted : [wanted]).some((one) => same(one, entry(control)));
  } else if (control.dataset["choice"] !== undefined && Array.isArray(value)) {
    const place = value.findIndex((one) => JSON.stringify(one) === control.dataset["choice"]);
    control.value = place < 0 ? "" : String(place + 1);
  } else {
    control.value = String(wanted);
  }
}

function same(value: unknown, { json, value: written }: Entry): boolean {
  return json === undefined ? String(value) === written : JSON.stringify(value) === JSON.stringify(JSON.parse(json));
}

function belongs(control: Control, name: string): boolean {
  return control.name === name || control.name.startsWith(`${name}[`);
}

function chosen(control: Control): boolean {
  return !tickable(control) || control.checked;
}

function tickable(control: Control): control is HTMLInputElement {
  return control.type === "radio" || control.type === "checkbox";
}

function entry(control: Control): Entry {
  const holder = control instanceof HTMLSelectElement ? (control.selectedOptions[0] ?? control) : control;
  return {
    value: control.value,
    json: holder.dataset["json"],
    row: control.dataset["row"],
    choice: control.dataset["choice"],
  };
}

function hidden(form: HTMLFormElement, name: string): string {
  const input = form.elements.namedItem(name);
  return input instanceof HTMLInputElement ? input.defaultValue : "";
}
