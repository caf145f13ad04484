/** What a part of the page says: its title, number and description, whether it needs an answer, what it comes to. */

import type { Engine } from "./engine.ts";
import type { Json } from "./model.ts";
import { isRecord, type Node } from "./node.ts";
import { numberOf } from "./numbers.ts";
import { apart, display, markupAt, textAt } from "./texts.ts";
import { toText, type Value } from "./value.ts";
import type { Tools } from "../rules.ts";

/** A text with answers in it, as people read it on a page. */
export function read(engine: Engine, node: Node | undefined, text: string): string {
  const rightToLeft = document.documentElement.dir === "rtl";
  return textAt(engine, node, text, (answer) => apart(answer, rightToLeft));
}

/** Says what depends on answers. */
export function showTexts(engine: Engine, node: Node, element: HTMLElement, tools: Tools): void {
  const part = node.group ?? node.question;
  const title = isRecord(node) ? node.parent?.question?.entryTitle : part?.title;
  const description = isRecord(node) ? node.parent?.question?.entryDescription : part?.description;
  const heading = element.querySelector<HTMLElement>(":scope > :is(legend, label:not(.option), h2, h3)");
  const number = node.question && engine.model.numbers !== undefined && node.record === undefined;
  if (heading && (title?.includes("{") || number)) entitle(engine, node, heading, title?.includes("{") ? title : undefined);
  if (description?.includes("{")) {
    const described = element.querySelector<HTMLElement>(":scope > p.description");
    if (described) say(described, read(engine, node, description));
  }
  const { question } = node;
  if (question === undefined) return;
  if (question.html !== undefined) markUp(element, markupAt(engine, node, question.html));
  if (question.image !== undefined) element.querySelector("img")?.setAttribute("src", read(engine, node, question.image));
  if (question.type === "expression") say(element.querySelector("output"), toText(display(engine, node) as Value));
  if (question.min !== undefined) bound(engine.compute(node, question.min), "min", element, tools);
  if (question.max !== undefined) bound(engine.compute(node, question.max), "max", element, tools);
}

/** Says something, if it is not what is said already. */
export function say(element: HTMLElement | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}

const marked = new WeakMap<HTMLElement, string>();

/** The survey's own markup, which the server has checked; answers in it are escaped. */
function markUp(element: HTMLElement, html: string): void {
  if (marked.get(element) === html) return;
  marked.set(element, html);
  element.innerHTML = html;
}

const titles = new WeakMap<HTMLElement, string>();

/** A title: its number, its row, its words, the mark of what needs an answer. Without `title` the words stay. */
function entitle(engine: Engine, node: Node, heading: HTMLElement, title: string | undefined): void {
  const number = numberOf(engine, node);
  const before = titles.get(heading) ?? ownWords(heading, number);
  const words = title === undefined ? before : read(engine, node, title);
  const begin = number === undefined ? "" : `${number} `;
  const row = heading.querySelector<HTMLElement>(":scope > .row");
  const texts = row ? [begin, row, words] : [begin + words];
  titles.set(heading, words);
  if (!row && textsOf(heading) === begin + words) return;
  heading.replaceChildren(...texts, ...heading.querySelectorAll(":scope > .required, :scope > .remove"));
}

/** What stands in a title beside its row and its mark. */
function textsOf(heading: HTMLElement): string {
  return [...heading.childNodes].filter((one) => one.nodeType === TEXT).map((one) => one.textContent).join("");
}

const TEXT = 3;

function ownWords(heading: HTMLElement, number: string | undefined): string {
  const text = textsOf(heading);
  return number !== undefined && text.startsWith(`${number} `) ? text.slice(number.length + 1) : text;
}

/** Whether there must be an answer: by the mark and for the script. */
export function showRequired(engine: Engine, node: Node, element: HTMLElement, locked: boolean): void {
  const { question } = node;
  const { mark } = engine.model;
  if (question?.requiredIf === undefined) {
    if (locked) element.removeAttribute("data-required");
    else if (node.required) element.dataset["required"] = "";
    return;
  }
  element.toggleAttribute("data-required", node.required && !locked);
  for (const control of element.querySelectorAll<HTMLInputElement>(":scope [required]")) control.required = false;
  const heading = element.querySelector<HTMLElement>(":scope > :is(legend, label:not(.option))");
  const there = heading?.querySelector(":scope > .required");
  if (!node.required) there?.remove();
  else if (heading && !there && mark) heading.append(made(mark));
}

function made([seen, spoken, language]: readonly [string, string, string?]): HTMLElement {
  const star = document.createElement("span");
  star.className = "required";
  star.setAttribute("role", "img");
  star.setAttribute("aria-label", spoken);
  if (language) star.lang = language;
  star.textContent = seen;
  return star;
}

/** A bound that depends on answers. */
function bound(value: Json, name: "min" | "max", element: HTMLElement, tools: Tools): void {
  for (const control of tools.ownControls(element)) {
    if (!(control instanceof HTMLInputElement) || control.dataset["beside"] !== undefined) continue;
    if (value === null) control.removeAttribute(name);
    else control.setAttribute(name, toText(value as Value));
  }
}
