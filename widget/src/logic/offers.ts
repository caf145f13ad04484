/** What questions offer at a moment: choices, rows and columns. */

import { answerTo, assign, commentTo } from "./answers.ts";
import { clearHiddenRows, clearIncorrect, onShown } from "./clearing.ts";
import type { Engine } from "./engine.ts";
import { full, isNothing, isObject, keyOf, same, type Choice, type FullChoice, type Json, type Question, type Ref } from "./model.ts";
import { questionBeside } from "./names.ts";
import { showsItself, type Node, type Topic } from "./node.ts";
import { lookAt, show } from "./rules.ts";
import { toText, type Value } from "./value.ts";

/** How far choices are taken over from question to question. */
const MAX_CARRIED = 16;

/** A choice that is in sight. */
export interface Offer {
  readonly value: Json;
  readonly text: string | undefined;
  readonly enabled: boolean;
  /** One of SurveyJS's own. */
  readonly special?: true;
  /** The one with a text of the respondent's own. */
  readonly other?: true;
}

function varies(list: readonly Choice[] | undefined): boolean {
  return (list ?? []).some((choice) => full(choice).visibleIf !== undefined);
}

/** Whether what a question offers depends on something. */
export function offersChange(question: Question): boolean {
  const { choicesVisibleIf, carried, hideIfEmpty, rowsVisibleIf, columnsVisibleIf } = question;
  const any = [choicesVisibleIf, carried, hideIfEmpty, rowsVisibleIf, columnsVisibleIf].some((one) => one !== undefined);
  if (question.type === "matrixdropdown") return any;
  return any || varies(question.choices) || varies(question.rows) || varies(question.columns);
}

/** Adds what the conditions of a question's choices, rows and columns look at. */
export function lookAtOffers(engine: Engine, node: Node, topics: Set<Topic>): void {
  const question = node.question as Question;
  if (question.carried) {
    // What the other offers may depend on anything.
    topics.add(engine.topic(question.carried.question));
    topics.add(engine.anything);
  }
  const own = [question.choices, question.rows, question.columns].flatMap((list) => (list ?? []).map((choice) => full(choice).visibleIf));
  for (const ref of [question.choicesVisibleIf, question.rowsVisibleIf, question.columnsVisibleIf, ...own]) {
    if (ref !== undefined) lookAt(engine, node, ref, topics);
  }
}

/** Takes notice of what a question offers now: answers that it offers no more are dropped. */
export function offer(engine: Engine, node: Node): void {
  const question = node.question as Question;
  if (question.type === "matrix") setBare(engine, node, question.hideIfEmpty === true && rowsOf(engine, node).length === 0);
  else if (question.type === "matrixdropdown") offerRows(engine, node, question);
  else offerChoices(engine, node, question);
}

function offerRows(engine: Engine, node: Node, question: Question): void {
  if (question.rowsVisibleIf !== undefined) {
    for (const record of node.children) {
      const row = record.key;
      if (typeof row !== "object") continue;
      show(engine, record, holdsFor(engine, record, row, question.rowsVisibleIf) && holdsFor(engine, record, row, row.visibleIf));
    }
    if (engine.clearsOnHidden(node)) clearHiddenRows(engine, node);
  }
  setBare(engine, node, question.hideIfEmpty === true && !node.children.some(showsItself));
}

function offerChoices(engine: Engine, node: Node, question: Question): void {
  const all = offers(engine, node);
  const keys = all.map((each) => keyOf(each.value)).join("\n");
  setBare(engine, node, question.hideIfEmpty === true && all.every((each) => each.special));
  if (node.offered === keys) return;
  const first = node.offered === undefined;
  node.offered = keys;
  clearIncorrect(engine, node);
  const ranked = answerTo(engine, node);
  if (first || !question.whole || !Array.isArray(ranked)) return;
  // Everything is ranked: what came to be offered stands behind all else.
  const more = offers(engine, node).filter((each) => !ranked.some((value) => same(value, each.value)));
  assign(engine, node, [...ranked, ...more.map((each) => each.value)]);
}

function setBare(engine: Engine, node: Node, bare: boolean): void {
  if (node.bare === bare) return;
  node.bare = bare;
  engine.touch(engine.anything);
  onShown(engine, node);
}

/** Whether a condition of a choice, a row or a column holds; one that is not there does. */
function holdsFor(engine: Engine, node: Node, choice: { readonly value: Json }, ref: Ref | undefined): boolean {
  return ref === undefined || engine.holds(node, ref, choice.value);
}

/** What a question offers: of one with choices, those in sight, special ones at the end. */
export function offers(engine: Engine, node: Node, depth = MAX_CARRIED): Offer[] {
  const question = node.question as Question;
  const taken = question.carried && carried(engine, node, question.carried, depth);
  const all = taken?.filter((each) => holdsFor(engine, node, each, question.choicesVisibleIf))
    .map((each) => ({ ...each, enabled: holdsFor(engine, node, each, question.choicesEnableIf) })) ?? ownChoices(engine, node, question);
  const special = (question.special ?? []).map((choice): Offer => {
    const { value, text, other } = full(choice) as FullChoice & { other?: true };
    return { value, text, enabled: true, special: true, ...(other && { other }) };
  });
  return [...all, ...special];
}

/** The choices of the definition that are in sight: a choice's own condition counts before that of all. */
function ownChoices(engine: Engine, node: Node, question: Question): Offer[] {
  const all = (question.choices ?? []).map(full);
  return all
    .filter((choice) => holdsFor(engine, node, choice, choice.visibleIf ?? question.choicesVisibleIf))
    .map((choice) => ({
      value: choice.value,
      text: choice.text,
      enabled: holdsFor(engine, node, choice, choice.enableIf ?? question.choicesEnableIf),
    }));
}

/** The choices taken over from another question. */
function carried(engine: Engine, node: Node, from: NonNullable<Question["carried"]>, depth: number): Offer[] | undefined {
  const beside = /^(?:panel|row)\.(.*)$/s.exec(from.question)?.[1];
  const source = beside === undefined ? engine.named(from.question) : questionBeside(engine, node, beside);
  if (source?.question === undefined || depth === 0) return undefined;
  if (source.question.choices === undefined && source.question.carried === undefined && source.question.special === undefined) {
    return carriedRows(engine, source, from);
  }
  const chosen = answerTo(engine, source);
  const isChosen = ({ value }: Offer): boolean => (Array.isArray(chosen) ? chosen : [chosen]).some((one) => same(one, value));
  const all = offers(engine, source, depth - 1).filter(
    (each) => !each.special && (from.which === undefined || isChosen(each) === (from.which === "selected")),
  );
  const text = from.which === "selected" && !hasOther(node.question) && isOtherChosen(engine, source) ? commentTo(engine, source) : undefined;
  return text === undefined ? all : [...all, { value: "other", text, enabled: true }];
}

function hasOther(question: Question | undefined): boolean {
  return (question?.special ?? []).some((choice) => full(choice).value === "other");
}

function isOtherChosen(engine: Engine, node: Node): boolean {
  const value = answerTo(engine, node);
  return Array.isArray(value) ? value.includes("other") : value === "other";
}

/** The choices that a question's rows are. */
function carriedRows(engine: Engine, source: Node, from: NonNullable<Question["carried"]>): Offer[] {
  const rows = answerTo(engine, source);
  const found: Offer[] = [];
  for (const row of Array.isArray(rows) ? rows.filter(isObject) : []) {
    const value = from.value === undefined ? Object.values(row)[0] : row[from.value];
    if (value === undefined || isNothing(value)) continue;
    const text = from.text === undefined ? undefined : row[from.text];
    found.push({ value, text: text === undefined ? undefined : toText(text as Value), enabled: true });
  }
  return found;
}

/** The rows in sight, of a matrix that has rows. */
export function rowsOf(engine: Engine, node: Node): FullChoice[] {
  const question = node.question as Question;
  if (question.type === "matrix") return shown(engine, node, question.rows, question.rowsVisibleIf);
  return node.children.filter(showsItself).flatMap(({ key }) => (typeof key === "object" ? [key] : []));
}

/** The columns in sight, of a `matrix`. */
export function columnsOf(engine: Engine, node: Node): FullChoice[] {
  return shown(engine, node, node.question?.columns, node.question?.columnsVisibleIf);
}

function shown(engine: Engine, node: Node, list: readonly Choice[] | undefined, all: Ref | undefined): FullChoice[] {
  return (list ?? []).map(full).filter((choice) => holdsFor(engine, node, choice, choice.visibleIf ?? all));
}
