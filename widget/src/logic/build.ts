/** Builds the parts of a response. */

import type { Engine } from "./engine.ts";
import type { Group, Question } from "./model.ts";
import { nameOf, type Node } from "./node.ts";
import { offersChange } from "./offers.ts";
import { buildRecords } from "./records.ts";
import { addRule } from "./rules.ts";
import { addSetter } from "./triggers.ts";

/** Builds the nodes of the whole survey, and the indices. */
export function build(engine: Engine): void {
  for (const page of engine.model.pages) engine.pages.push(buildGroup(engine, page));
  // Calculated values come first in each round.
  const rules = engine.rules;
  engine.rules = [];
  for (const calculated of engine.model.calculated ?? []) addRule(engine, { task: "calculate", calculated });
  engine.rules.push(...rules);
}

export function makeNode(engine: Engine, given: Pick<Node, "group" | "question" | "key" | "parent" | "record">): Node {
  engine.count += 1;
  const part = given.group ?? given.question;
  return {
    ...given,
    children: [],
    visible: part?.visible ?? true,
    readOnly: part?.readOnly ?? false,
    required: part?.required ?? false,
    touched: false,
    alive: true,
    topic: { at: engine.moment },
    bare: false,
    answered: false,
    lost: [],
  };
}

function buildGroup(engine: Engine, group: Group, parent?: Node, record?: Node): Node {
  const node = makeNode(engine, { group, ...(parent && { parent }), ...(record && { record }) });
  node.children = buildElements(engine, group.elements, node, record);
  addConditions(engine, node, group);
  return node;
}

export function buildElements(engine: Engine, elements: readonly (Group | Question)[], parent: Node, record?: Node): Node[] {
  return elements.map((element) =>
    isGroup(element) ? buildGroup(engine, element, parent, record) : buildQuestion(engine, element, parent, record),
  );
}

function isGroup(element: Group | Question): element is Group {
  return element.elements !== undefined && !("type" in element);
}

export function buildQuestion(engine: Engine, question: Question, parent: Node, record?: Node): Node {
  const node = makeNode(engine, { question, parent, ...(record && { record }) });
  if (record === undefined) {
    node.topic = engine.topic(nameOf(question));
    add(engine.byKey, nameOf(question), node);
    add(engine.byName, question.name, node);
  }
  addConditions(engine, node, question);
  if (offersChange(question)) addRule(engine, { node, task: "offer" });
  if (question.type === "expression") {
    if (question.expression !== undefined) addRule(engine, { node, task: "compute", ref: question.expression });
  } else if (question.countExpression !== undefined) {
    addRule(engine, { node, task: "count", ref: question.countExpression });
  }
  if (question.defaultExpression !== undefined) addRule(engine, { node, task: "default", ref: question.defaultExpression });
  addSetter(engine, node, question);
  buildRecords(engine, node, question);
  return node;
}

function addConditions(engine: Engine, node: Node, part: Group | Question): void {
  if (part.visibleIf !== undefined) addRule(engine, { node, task: "show", ref: part.visibleIf });
  if (part.enableIf !== undefined) addRule(engine, { node, task: "enable", ref: part.enableIf });
  if (part.requiredIf !== undefined) addRule(engine, { node, task: "require", ref: part.requiredIf });
}

function add(index: Map<string, Node[]>, name: string, node: Node): void {
  const lower = name.toLowerCase();
  const all = index.get(lower);
  if (all === undefined) index.set(lower, [node]);
  else all.push(node);
}
