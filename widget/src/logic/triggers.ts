/** What follows from a change by the author's triggers: the survey's, and those of a question. */

import { assign, assignDefault, defaultOf, hasDefault, isUnanswered, keep } from "./answers.ts";
import { clearValue } from "./clearing.ts";
import { namesIn } from "./depends.ts";
import type { Engine } from "./engine.ts";
import { find as findIn } from "./find.ts";
import { copy, member, same, type Json, type Question, type Ref, type Trigger } from "./model.ts";
import { find } from "./names.ts";
import { inSight, type Node, type Topic } from "./node.ts";
import { changedSince, lookAt, setVariable, settle, show } from "./rules.ts";

/** How often triggers may set each other off. */
const MAX_ROUNDS = 3;

/** How often questions may set each other. */
const MAX_SETS = 10;

/** An answer or a variable that changed. */
export interface Change {
  readonly name: string;
  /** What it was; nothing where only a part of it changed. */
  readonly before?: Json;
}

/** A question that is set or reset by an expression. */
export interface Setter {
  readonly node: Node;
  readonly question: Question;
  /** What its expressions look at, once that is known: nothing where there is none. */
  looks?: readonly (Set<Topic> | undefined)[];
}

export function addSetter(engine: Engine, node: Node, question: Question): void {
  const { resetIf, setIf, setTo } = question;
  if (resetIf !== undefined || setIf !== undefined || setTo !== undefined) engine.setters.push({ node, question });
}

/** Sets and resets the questions whose expressions look at something that changed after a moment. */
export function runSetters(engine: Engine, moment: number): void {
  for (let round = 0; round < MAX_SETS; round += 1) {
    const now = engine.moment;
    for (let at = 0; at < engine.setters.length; at += 1) {
      const setter = engine.setters[at];
      if (setter?.node.alive) runSetter(engine, setter, moment);
    }
    if (engine.moment === now) return;
    settle(engine);
    moment = now;
  }
}

function runSetter(engine: Engine, setter: Setter, moment: number): void {
  const { node, question } = setter;
  const { resetIf, setIf, setTo } = question;
  setter.looks ??= [resetIf, setIf, setTo].map((ref) => ref === undefined ? undefined : looks(engine, node, ref));
  const changed = setter.looks.map((topics) => topics !== undefined && changedSince([...topics], moment));
  const constant = setter.looks.map((topics) => topics?.size === 0);
  const byValue = changed[2] || constant[2];
  const byCondition = changed[1] || (setTo === undefined ? constant[1] : byValue);
  if (resetIf !== undefined && (changed[0] || constant[0]) && !isUnanswered(engine, node) && engine.holds(node, resetIf)) {
    if (hasDefault(question)) assignDefault(engine, node, defaultOf(engine, node, question));
    else clearValue(engine, node);
  }
  const sets = setIf === undefined ? byValue : byCondition && Boolean(engine.compute(node, setIf));
  if (!sets) return;
  if (setTo !== undefined) assign(engine, node, engine.compute(node, setTo));
  else if (setIf !== undefined) clearValue(engine, node);
}

function looks(engine: Engine, node: Node, ref: Ref): Set<Topic> {
  const topics = new Set<Topic>();
  lookAt(engine, node, ref, topics);
  return topics;
}

/** Runs the survey's triggers that look at something that has changed. */
export function fire(engine: Engine): void {
  const { triggers } = engine.model;
  let keys = engine.changes;
  engine.changes = [];
  if (triggers === undefined) return;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const first = keys.length;
    for (const trigger of triggers) {
      check(engine, trigger, keys);
      keys.push(...engine.changes);
      engine.changes = [];
    }
    if (keys.length === first) return;
    keys = keys.slice(first);
  }
}

/** Runs a trigger if it looks at one of the changes and its condition holds. */
function check(engine: Engine, trigger: Trigger, keys: readonly Change[]): void {
  const [only, ...others] = keys;
  if (only === undefined || !looksAt(engine, trigger, keys)) return;
  const setting = trigger.type === "set" || trigger.type === "copy";
  if (setting && others.length === 0 && trigger.to === only.name) return;
  const holds = engine.holds(undefined, trigger.if);
  if (trigger.type === "show") {
    const pages = (trigger.pages ?? []).map((name) => engine.pages.find(({ group }) => group?.name === name));
    const questions = (trigger.questions ?? []).map((name) => engine.named(name));
    for (const node of [...pages, ...questions]) if (node) show(engine, node, holds);
    settle(engine);
  } else if (holds) {
    runEffect(engine, trigger);
  }
}

function runEffect(engine: Engine, trigger: Trigger): void {
  const { moment } = engine;
  switch (trigger.type) {
    case "set":
      if (trigger.variable) setVariable(engine, trigger.to, trigger.value);
      else setTo(engine, trigger.to, trigger.value);
      break;
    case "copy": {
      const found = find(engine, undefined, trigger.from);
      if (found !== undefined) setTo(engine, trigger.to, copy(found.value));
      break;
    }
    case "skip": {
      const node = engine.named(trigger.to);
      if (node !== undefined && inSight(node)) engine.gone = engine.pageOf(node);
      break;
    }
    case "run":
      if (trigger.expression !== undefined && trigger.to !== undefined) setTo(engine, trigger.to, engine.compute(undefined, trigger.expression));
      break;
    // The one ends the survey when the page is left, the other was seen to.
    case "complete":
    case "show":
  }
  if (engine.moment === moment) return;
  settle(engine);
  runSetters(engine, moment);
}

/** Sets what a name stands for: a question, in rows too, or else an answer to no question. */
function setTo(engine: Engine, name: string, value: Json): void {
  const node = find(engine, undefined, name)?.answered;
  if (node !== undefined) assign(engine, node, value);
  else if (!name.includes(".")) keep(engine, undefined, name, value);
}

/** Whether a trigger looks at one of the changes. */
function looksAt(engine: Engine, trigger: Trigger, keys: readonly Change[]): boolean {
  const { names, anything } = namesIn(engine.model.trees[trigger.if] ?? null);
  const all = trigger.type === "copy" ? [trigger.from, ...names] : names;
  return anything || all.length === 0 || all.some((name) => keys.some((key) => isOf(engine, name, key)));
}

/** Whether what a name stands for is changed by a change. */
function isOf(engine: Engine, name: string, key: Change): boolean {
  const [lower, own] = [name.toLowerCase(), key.name.toLowerCase()];
  if (lower === own || lower.startsWith("$")) return true;
  const rest = lower.startsWith(own) ? lower.slice(own.length) : "";
  if (!/^[.[]/.test(rest)) return false;
  if (key.before === undefined) return true;
  const part = (value: Json): Json | undefined => findIn({ x: value }, `x${rest}`) as Json | undefined;
  return !same(part(key.before), part(member(engine.values, key.name) ?? null));
}
