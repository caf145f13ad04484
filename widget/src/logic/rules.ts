/** Conditions and expressions, and when they run again: when something has changed that they look at. */

import { assign, runDefault } from "./answers.ts";
import { onShown } from "./clearing.ts";
import { namesIn } from "./depends.ts";
import type { Engine } from "./engine.ts";
import type { Json, Question, Ref } from "./model.ts";
import { around, isRecord, nameOf, own, shows, within, type Node, type Topic } from "./node.ts";
import { countQuestions } from "./numbers.ts";
import { lookAtOffers, offer } from "./offers.ts";
import { setCount } from "./records.ts";
import { addUp } from "./totals.ts";

/** How often all rules may run for one change. Hiding and clearing can go round. */
const MAX_ROUNDS = 100;

type Task =
  | { task: "calculate"; calculated: { name: string; expression: Ref } }
  | { task: "show" | "enable" | "require" | "compute" | "count" | "default"; node: Node; ref: Ref }
  | { task: "offer" | "total"; node: Node };

/** A condition or expression at its place. */
export type Rule = Task & {
  /** What it looks at; known once it has run. */
  topics?: readonly Topic[];
  /** The moment in which it ran last. */
  ran?: number | undefined;
};

export function addRule(engine: Engine, task: Task): void {
  engine.rules.push(task);
}

function nodeOf(rule: Rule): Node | undefined {
  return rule.task === "calculate" ? undefined : rule.node;
}

/** Whether one of the topics changed after a moment. */
export function changedSince(topics: readonly Topic[], moment: number): boolean {
  return topics.some((topic) => topic.at > moment);
}

/** Runs the rules that look at something that has changed, until nothing changes. */
export function settle(engine: Engine): void {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    let quiet = true;
    // Rows that are made while they run add rules.
    for (let at = 0; at < engine.rules.length; at += 1) {
      const rule = engine.rules[at];
      if (rule === undefined || !isDue(rule)) continue;
      quiet = false;
      run(engine, rule);
    }
    engine.rules = engine.rules.filter((rule) => nodeOf(rule)?.alive ?? true);
    engine.setters = engine.setters.filter((setter) => setter.node.alive);
    if (quiet) break;
  }
  countQuestions(engine);
}

function isDue(rule: Rule): boolean {
  const alive = nodeOf(rule)?.alive ?? true;
  return alive && (rule.ran === undefined || changedSince(rule.topics ?? [], rule.ran));
}

function run(engine: Engine, rule: Rule): void {
  rule.ran = engine.moment;
  rule.topics ??= [...topicsOf(engine, rule)];
  switch (rule.task) {
    case "calculate":
      setVariable(engine, rule.calculated.name, engine.compute(undefined, rule.calculated.expression));
      return;
    case "show":
      show(engine, rule.node, engine.holds(rule.node, rule.ref));
      return;
    case "enable":
      lock(engine, rule.node, engine.compute(rule.node, rule.ref) === false);
      return;
    case "require":
      rule.node.required = engine.holds(rule.node, rule.ref);
      return;
    case "offer":
      offer(engine, rule.node);
      return;
    case "compute":
      compute(engine, rule.node, rule.ref);
      return;
    case "count":
      setCount(engine, rule.node, engine.compute(rule.node, rule.ref));
      return;
    case "default":
      runDefault(engine, rule.node, rule.ref);
      return;
    case "total":
      addUp(engine, rule.node);
  }
}

/** What a rule looks at. */
function topicsOf(engine: Engine, rule: Rule): Set<Topic> {
  const topics = new Set<Topic>();
  switch (rule.task) {
    case "calculate":
      lookAt(engine, undefined, rule.calculated.expression, topics);
      break;
    case "compute":
    case "default":
      lookAt(engine, rule.node, rule.ref, topics);
      topics.add(rule.node.topic);
      break;
    case "offer":
      lookAtOffers(engine, rule.node, topics);
      break;
    case "total":
      topics.add(engine.anything);
      break;
    default:
      lookAt(engine, rule.node, rule.ref, topics);
  }
  return topics;
}

/** Adds what an expression looks at. */
export function lookAt(engine: Engine, node: Node | undefined, ref: Ref, topics: Set<Topic>): void {
  const { names, anything } = namesIn(engine.model.trees[ref] ?? null);
  if (anything) topics.add(engine.anything);
  for (const name of names) {
    if (name.startsWith("$")) topics.add(engine.anything);
    lookAtName(engine, node, name, topics);
  }
}

const OF_NEIGHBOURS = /^(prevrow|nextrow|prevpanel|nextpanel|totalrow|matrix|visiblerowindex|visiblepanelindex)([.[]|$)/;
const OF_RECORDS = /^(row|panel|parentpanel|rowindex|panelindex|rowname|rowvalue|rowtitle|item)([.[]|$)/;

function lookAtName(engine: Engine, node: Node | undefined, name: string, topics: Set<Topic>): void {
  const lower = name.toLowerCase();
  const record = node && (isRecord(node) ? node : node.record);
  const inner = record && topicWithin(record, lower);
  if (inner !== undefined) {
    topics.add(inner);
    return;
  }
  const neighbours = OF_NEIGHBOURS.test(lower);
  if (neighbours || OF_RECORDS.test(lower)) {
    for (let at = record; at !== undefined; at = at.parent?.record) {
      topics.add(at.topic);
      if (neighbours && at.parent) topics.add(at.parent.topic);
    }
  }
  for (const written of [lower, ...(lower.startsWith("panel.") ? [lower.slice(6)] : [])]) {
    const head = written.split("[")[0] ?? "";
    topics.add(engine.topic(head));
    for (let dot = head.indexOf("."); dot >= 0; dot = head.indexOf(".", dot + 1)) topics.add(engine.topic(head.slice(0, dot)));
  }
}

/** What changes with the question of the same row that a name stands for, if it is one. */
function topicWithin(record: Node, lower: string): Topic | undefined {
  const name = /^(?:row|panel)\.(.*)$/s.exec(lower)?.[1];
  return name === undefined ? undefined : own(record).find(({ question }) => question && nameOf(question).toLowerCase() === name)?.topic;
}

/** Locks a node or not. What is computed in it is not while it is locked. */
function lock(engine: Engine, node: Node, locked: boolean): void {
  if (node.readOnly === locked) return;
  node.readOnly = locked;
  engine.touch(engine.anything);
  const inner = new Set(within(node));
  for (const rule of engine.rules) if (rule.task === "compute" && inner.has(rule.node)) rule.ran = undefined;
}

function compute(engine: Engine, node: Node, ref: Ref): void {
  if (engine.isReadOnly(node)) return;
  const value = engine.compute(node, ref);
  const { precision } = node.question as Question;
  const exact = typeof value === "number" && precision !== undefined;
  assign(engine, node, exact ? Number(value.toFixed(Math.min(100, precision))) : value);
}

/** Shows or hides a node, with what follows for answers. */
export function show(engine: Engine, node: Node, visible: boolean): void {
  if (node.visible === visible) return;
  const groups = [...around(node)].filter(({ group }) => group !== undefined).map((group): [Node, boolean] => [group, shows(group)]);
  node.visible = visible;
  engine.touch(engine.anything);
  onShown(engine, node);
  for (const [group, before] of groups) if (shows(group) !== before) onShown(engine, group);
  if (isRecord(node)) engine.touch(node.topic);
}

/** Keeps a variable; the answer that was kept under its name is no more. */
export function setVariable(engine: Engine, name: string, value: Json): void {
  const lower = name.toLowerCase();
  const before = engine.variables.get(lower) ?? null;
  if (JSON.stringify(before) === JSON.stringify(value)) return;
  engine.variables.set(lower, value);
  delete engine.values[name];
  engine.touch(engine.topic(name));
  engine.changes.push({ name, before });
}
