/** The module that pages of surveys with logic load: has the page's form follow what is answered. */

import { COMMENT, answerTo, assign, keep } from "./answers.ts";
import { Engine } from "./engine.ts";
import { isNothing, isObject, keyOf, same, type Json, type Members, type Model } from "./model.ts";
import { nameOf, own, type Node } from "./node.ts";
import { rowsOf } from "./offers.ts";
import { addEntry, removeEntry, setLength } from "./records.ts";
import { textAt } from "./texts.ts";
import { View } from "./view.ts";
import type { Change } from "../entries.ts";
import type { Tools } from "../rules.ts";

/** Has a form follow its survey's logic. */
export function start(form: HTMLFormElement, model: Model, tools: Tools): void {
  const engine = new Engine(model);
  const view = new View(engine, form, tools);
  view.bind();
  const load = (): void => {
    view.open();
    engine.load({ ...shownOf(engine, (node) => view.element(node) === undefined), ...(tools.said(form) as Members) });
    view.show();
  };
  // A form that came back, or that the browser has filled in again, has the respondent's own answers.
  if (same(filled(tools.said(form) as Members), filled(shownOf(engine, (node) => view.element(node) !== undefined)))) view.show();
  else load();
  view.prepare();
  form.addEventListener("nordsvar:filled", load);
  for (const type of ["input", "change"]) form.addEventListener(type, (event) => change(engine, view, tools, event));
  form.addEventListener("nordsvar:entries", (event) => changeEntries(engine, view, tools, event as CustomEvent<Change>));
  form.addEventListener("nordsvar:page", (event) => {
    engine.page = engine.pages.find(({ group }) => group?.name === (event as CustomEvent<string>).detail) ?? engine.page;
    view.show();
  });
  tools.alsoSend(() => engine.kept((node) => view.element(node) !== undefined));
  tools.alsoCheck((question) => wrong(engine, view, question));
  form.dataset["follows"] = "";
}

/** The answers to some of the questions outside of rows, but not what is computed. */
function shownOf(engine: Engine, wanted: (node: Node) => boolean): Members {
  const shown: Members = {};
  for (const node of engine.pages.flatMap((page) => own(page))) {
    if (node.question === undefined || node.question.type === "expression" || !wanted(node)) continue;
    const name = nameOf(node.question);
    for (const key of [name, name + COMMENT]) if (key in engine.values) shown[key] = engine.values[key] as Json;
  }
  return shown;
}

/** Answers without what is nothing: there are panels even if nothing in them is answered. */
function filled(value: Json): Json {
  if (Array.isArray(value)) return value.map(filled);
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(([, inner]) => !isNothing(inner));
  return Object.fromEntries(members.map(([name, inner]) => [name, filled(inner)]).filter(([, inner]) => !(Array.isArray(inner) && inner.every(isNothing))));
}

/** A control changed: what follows from its question's answer, and from the text beside it. */
function change(engine: Engine, view: View, tools: Tools, event: Event): void {
  const element = (event.target as HTMLElement).closest<HTMLElement>("[data-kind]");
  const node = element && view.node(element);
  if (!element || !node?.question) return;
  const { moment } = engine;
  const leaf = node.question.items === undefined && node.children.length === 0;
  if (leaf) assign(engine, node, withHidden(engine, node, (tools.answerOf(element) ?? null) as Json));
  keep(engine, node.record, nameOf(node.question) + COMMENT, tools.commentOf(element) ?? null);
  if (engine.moment === moment) return;
  engine.follow(moment);
  view.show();
}

/** What a matrix's controls say, with what was chosen in rows that are hidden for now. */
function withHidden(engine: Engine, node: Node, said: Json): Json {
  const before = answerTo(engine, node);
  if (node.question?.type !== "matrix" || !isObject(before)) return said;
  const shown = new Set(rowsOf(engine, node).map(({ value }) => keyOf(value)));
  const hidden = Object.entries(before).filter(([row]) => !shown.has(row));
  return { ...Object.fromEntries(hidden), ...(isObject(said) ? said : {}) };
}

/** A row or panel was added or taken away. */
function changeEntries(engine: Engine, view: View, tools: Tools, event: CustomEvent<Change>): void {
  const list = event.target as HTMLElement;
  const node = view.node(list);
  if (node === undefined) return;
  const { detail } = event;
  if ("added" in detail) addEntry(engine, node);
  else if ("removed" in detail) removeEntry(engine, node, detail.removed);
  else restore(engine, node, tools, list);
  view.bindEntries(node, list);
  view.show();
}

/** What was taken away is there again, as it was. */
function restore(engine: Engine, node: Node, tools: Tools, list: HTMLElement): void {
  const { moment } = engine;
  const value = (tools.answerOf(list) ?? null) as Json;
  setLength(engine, node, tools.entries(list).length);
  assign(engine, node, value);
  setLength(engine, node, tools.entries(list).length);
  engine.follow(moment);
}

/** What the author's expressions say is wrong with a question. */
function wrong(engine: Engine, view: View, element: HTMLElement): string {
  const node = view.node(element);
  const broken = node?.question && !engine.isReadOnly(node) && node.question.rules?.find((rule) => !engine.compute(node, rule.if));
  return node && broken ? textAt(engine, node, broken.text || (engine.model.broken ?? "")) : "";
}

