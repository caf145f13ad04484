/** Which choices of a question are in sight, which can be chosen, and what they are called; rows and columns of a matrix. */

import { full, keyOf, same, type Json, type Question } from "./model.ts";
import type { Node } from "./node.ts";
import { columnsOf, offers, offersChange, rowsOf, type Offer } from "./offers.ts";
import { read, say } from "./show.ts";
import { offerText, rowText } from "./texts.ts";
import type { View } from "./view.ts";

/** A choice on the page: what is hidden, what is disabled, where its words are. */
interface Shown {
  readonly value: Json;
  readonly whole: HTMLElement;
  readonly control: HTMLInputElement | HTMLSelectElement | HTMLOptionElement;
  readonly words: HTMLElement | null;
}

/** Shows the choices that are offered. */
export function showChoices(view: View, node: Node, element: HTMLElement): void {
  const { question } = node;
  if (question === undefined) return;
  if (question.type === "matrix") {
    showMatrix(view, node, element);
    return;
  }
  if (question.type === "rating") {
    showSteps(view, node, element);
    return;
  }
  if (!isConditional(question)) return;
  const all = offers(view.engine, node);
  let shown = choicesIn(element);
  for (const offer of all) {
    if (offer.special || shown.some(({ value }) => same(value, offer.value))) continue;
    add(element, offer, shown);
    shown = choicesIn(element);
  }
  for (const choice of shown) {
    const offer = all.find(({ value }) => same(value, choice.value));
    view.off(choice.whole, offer === undefined);
    // It may come to be offered again, and is not chosen then.
    if (offer === undefined && choice.control instanceof HTMLInputElement) choice.control.checked = false;
    able(choice, offer?.enabled === true && !view.engine.isReadOnly(node));
    const varies = offer && !offer.special && (question.carried || offer.text?.includes("{"));
    if (varies) say(choice.words, offerText(view.engine, node, offer));
  }
  if (question.type === "ranking") places(shown, all.length);
  const plain = (one: Json): boolean => all.some((offer) => !offer.special && same(offer.value, one));
  if (question.order) sort(shown.filter(({ value }) => plain(value)), question.order === "asc" ? 1 : -1);
}

/** Has choices stand in the order of their texts: what comes to be offered stands behind the others on the page. */
function sort(shown: readonly Shown[], direction: number): void {
  const text = ({ words }: Shown): string => words?.textContent ?? "";
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const sorted = [...shown].sort((a, b) => direction * order.compare(text(a), text(b)));
  sorted.forEach(({ whole }, at) => {
    const before = sorted[at - 1]?.whole;
    if (before && !(before.compareDocumentPosition(whole) & FOLLOWING)) before.after(whole);
  });
}

/** What `compareDocumentPosition` says of what comes later. */
const FOLLOWING = 4;

/** The texts of a scale's steps that depend on answers. */
function showSteps(view: View, node: Node, element: HTMLElement): void {
  const varying = (node.question?.choices ?? []).map(full).filter(({ text }) => text?.includes("{"));
  if (varying.length === 0 || element.dataset["look"] !== undefined) return;
  for (const { value, words } of choicesIn(element)) {
    const step = varying.find((each) => same(each.value, value));
    if (step) say(words, rowText(view.engine, step, node));
  }
}

/** Whether what a question offers, or what it is called, depends on something. */
function isConditional(question: Question): boolean {
  const some = (question.choices ?? []).map(full).some(({ enableIf, text }) => enableIf !== undefined || text?.includes("{"));
  return offersChange(question) || question.choicesEnableIf !== undefined || some;
}

function choicesIn(element: HTMLElement): Shown[] {
  const own = (one: Element): boolean => one.closest("[data-kind]") === element;
  const options = [...element.querySelectorAll<HTMLOptionElement>("option[data-json]")].filter(own);
  const controls = [...element.querySelectorAll<HTMLInputElement | HTMLSelectElement>(".option > :is(input[data-json]:not([type=hidden]), select[data-choice])")].filter(own);
  return [
    ...options.map((option) => ({ value: parsed(option.dataset["json"]), whole: option, control: option, words: option })),
    ...controls.map((control) => {
      const whole = control.parentElement as HTMLElement;
      return { value: parsed(control.dataset["json"] ?? control.dataset["choice"]), whole, control, words: whole.querySelector<HTMLElement>(":scope > span") };
    }),
  ];
}

function parsed(json: string | undefined): Json {
  return json === undefined ? null : (JSON.parse(json) as Json);
}

/** What cannot be chosen is no answer. */
function able({ control }: Shown, may: boolean): void {
  if (control.dataset["locked"] === undefined && control.disabled === may) control.disabled = !may;
}

/** A choice that the page has not: one that is taken over from rows, or is what somebody wrote. */
function add(element: HTMLElement, offer: Offer, shown: readonly Shown[]): void {
  const last = shown.filter(({ value }) => value !== "other" && value !== "none").pop();
  const json = JSON.stringify(offer.value);
  const select = element.querySelector("select:not([data-choice])");
  if (select) {
    const option = document.createElement("option");
    [option.value, option.dataset["json"]] = [keyOf(offer.value), json];
    if (last) last.whole.after(option);
    else select.append(option);
    return;
  }
  const label = last ? (last.whole.cloneNode(true) as HTMLElement) : made(element);
  for (const control of label.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select")) {
    if (control instanceof HTMLInputElement) [control.value, control.dataset["json"], control.checked] = [keyOf(offer.value), json, false];
    else [control.name, control.dataset["choice"], control.value] = [`${element.dataset["name"] ?? ""}[${keyOf(offer.value)}]`, json, ""];
  }
  label.querySelectorAll("img").forEach((image) => image.remove());
  if (last) last.whole.after(label);
  else element.querySelector(".options")?.prepend(label);
}

/** The first choice of a question that had none. */
function made(element: HTMLElement): HTMLElement {
  const label = document.createElement("label");
  label.className = "option";
  const { kind, name = "" } = element.dataset;
  if (kind === "ranking") {
    const select = document.createElement("select");
    select.dataset["choice"] = "";
    select.add(new Option("–", ""));
    label.append(document.createElement("span"), select);
    return label;
  }
  const control = document.createElement("input");
  control.type = kind === "choices" ? "checkbox" : "radio";
  control.name = name;
  label.append(control, document.createElement("span"));
  return label;
}

/** As many places of a ranking as it has choices. */
function places(shown: readonly Shown[], count: number): void {
  for (const { control } of shown) {
    if (!(control instanceof HTMLSelectElement)) continue;
    for (let place = control.options.length; place <= count; place += 1) control.add(new Option(String(place)));
    [...control.options].forEach((option, place) => {
      option.hidden = option.disabled = place > count;
    });
  }
}

/** Shows the rows and columns of a matrix that are in sight. */
function showMatrix(view: View, node: Node, element: HTMLElement): void {
  const question = node.question as Question;
  const varies = [...(question.rows ?? []), ...(question.columns ?? [])].map(full).some(({ visibleIf, text }) => visibleIf !== undefined || text?.includes("{"));
  if (!varies && !offersChange(question)) return;
  const rows = new Map(rowsOf(view.engine, node).map((row) => [keyOf(row.value), row]));
  const columns = columnsOf(view.engine, node);
  const table = element.querySelector("table");
  const off = new Set<number>();
  for (const row of table?.tBodies[0]?.rows ?? []) {
    const key = row.querySelector<HTMLElement>("[data-row]")?.dataset["row"] ?? "";
    const shown = rows.get(key);
    view.off(row, shown === undefined);
    if (shown?.text?.includes("{")) say(row.querySelector("th"), rowText(view.engine, shown, node));
    for (const cell of [...row.cells].slice(1)) {
      const control = cell.querySelector<HTMLInputElement>("input[data-json]");
      if (!control) continue;
      const hidden = !columns.some(({ value }) => same(value, parsed(control.dataset["json"])));
      if (hidden) off.add(cell.cellIndex);
      view.off(cell, hidden);
      if (control.dataset["locked"] === undefined) control.disabled = hidden || shown === undefined || view.engine.isReadOnly(node);
    }
  }
  for (const cell of [...(table?.tHead?.rows[0]?.cells ?? [])].slice(1)) view.off(cell, off.has(cell.cellIndex));
  columns.forEach((column) => {
    if (!column.text?.includes("{")) return;
    const at = table?.querySelector<HTMLElement>(`input[data-json=${CSS.escape(JSON.stringify(column.value))}]`)?.closest("td")?.cellIndex;
    if (at !== undefined) say(table?.tHead?.rows[0]?.cells[at] ?? null, read(view.engine, node, column.text));
  });
}
