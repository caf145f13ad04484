/** One response in the making: what is asked, what is answered, and what follows from it, as the server has it. */

import { setDefault, take } from "./answers.ts";
import { build } from "./build.ts";
import { evaluate, type Tree } from "./evaluate.ts";
import { copy, type Json, type Members, type Model, type Ref } from "./model.ts";
import { find } from "./names.ts";
import { inSight, nameOf, pathOf, shows, within, type Node, type Topic } from "./node.ts";
import { startRecords } from "./records.ts";
import { isReady } from "./ready.ts";
import { settle, type Rule } from "./rules.ts";
import { displayIn } from "./texts.ts";
import { fire, runSetters, type Change, type Setter } from "./triggers.ts";
import { toText, type Value } from "./value.ts";

/** How many parts a response may have. */
const MAX_NODES = 20_000;

export class Engine {
  /** What was answered and what follows from it, by the names under which it is kept. */
  values: Members = {};
  /** Calculated values and what triggers keep, by names in lower case. */
  readonly variables = new Map<string, Json>();
  readonly pages: Node[] = [];
  /** The questions outside of rows by the names their answers are kept under, in lower case. */
  readonly byKey = new Map<string, Node[]>();
  /** The same by their own names. */
  readonly byName = new Map<string, Node[]>();
  rules: Rule[] = [];
  setters: Setter[] = [];
  /** What has changed since triggers ran. */
  changes: Change[] = [];
  /** The topic of everything: it changes with each change. */
  readonly anything: Topic = { at: 1 };
  readonly topics = new Map<string, Topic>();
  moment = 1;
  /** The page that is asked. */
  page: Node | undefined;
  /** The page to which a trigger went. */
  gone: Node | undefined;
  /** How many nodes there are. */
  count = 0;
  /** How deep texts stand in texts. */
  depth = 0;

  constructor(readonly model: Model) {
    build(this);
    const moment = this.moment;
    for (const node of this.all()) {
      setDefault(this, node);
      startRecords(this, node);
    }
    if (this.changes.length > 0) runSetters(this, moment);
    settle(this);
    fire(this);
    this.page = this.pages.find(shows) ?? this.pages[0];
  }

  /** Takes answers instead of those that there are; what has none has none, default values included. */
  load(answers: Members): void {
    take(this, copy(answers));
    settle(this);
    this.changes = [];
  }

  /** Has everything follow from what changed since a moment. */
  follow(moment: number): void {
    settle(this);
    runSetters(this, moment);
    fire(this);
  }

  /** All questions, in the order asked. */
  all(): Node[] {
    return this.pages.flatMap((page) => within(page));
  }

  /** What an expression comes to at a node, as JSON. */
  compute(node: Node | undefined, ref: Ref, item?: Json): Json {
    return asJson(this.value(node, this.model.trees[ref] ?? null, item));
  }

  /** Whether a condition comes to true, and not only to something. */
  holds(node: Node | undefined, ref: Ref, item?: Json): boolean {
    return this.compute(node, ref, item) === true;
  }

  value(node: Node | undefined, tree: Tree, item?: Json): Value {
    try {
      return evaluate(tree, {
        now: this.model.now,
        value: (name) => find(this, node, name, item)?.value as Value | undefined,
        display: (question, value) => displayIn(this, node, question, value === undefined ? undefined : asJson(value)),
        isReady: (container, index) => isReady(this, container, index),
      });
    } catch {
      // It takes too many steps: the server refuses the response then.
      return null;
    }
  }

  /** A topic by its name. */
  topic(name: string): Topic {
    const lower = name.toLowerCase();
    let topic = this.topics.get(lower);
    // What never was said never changed.
    if (topic === undefined) this.topics.set(lower, (topic = { at: 0 }));
    return topic;
  }

  touch(topic: Topic): void {
    this.moment += 1;
    topic.at = this.moment;
    this.anything.at = this.moment;
  }

  /** Whether there are as many nodes as there may be. */
  isCrowded(): boolean {
    return this.count >= MAX_NODES;
  }

  /** The questions outside of rows that share the name under which answers are kept. */
  keptUnder(name: string): readonly Node[] {
    return this.byKey.get(name.toLowerCase()) ?? [];
  }

  /** The question outside of rows that has a name. */
  named(name: string): Node | undefined {
    const all = this.byName.get(name.toLowerCase()) ?? [];
    return all.find((node) => node.question?.name === name) ?? all[0];
  }

  isReadOnly(node: Node): boolean {
    for (let at: Node | undefined = node; at !== undefined; at = at.parent) if (at.readOnly) return true;
    return this.model.readOnly === true;
  }

  /** The pages in sight that count. */
  visiblePages(): Node[] {
    return this.pages.slice(this.model.start ? 1 : 0).filter(shows);
  }

  pageOf(node: Node): Node {
    let page = node;
    while (page.parent !== undefined) page = page.parent;
    return page;
  }

  /** Whether a trigger ends the survey when the page that is asked is left. */
  ends(): boolean {
    return (this.model.triggers ?? []).some((trigger) => trigger.type === "complete" && this.holds(undefined, trigger.if));
  }

  /** The node with a path as problems have it. */
  at(path: string): Node | undefined {
    return this.all().find((node) => pathOf(node) === path);
  }

  /** Whether an answer goes as soon as its question is hidden. */
  clearsOnHidden(node: Node): boolean {
    const clearing = this.clearing(node);
    return clearing === "onHidden" || clearing === "onHiddenContainer";
  }

  clearing(node: Node): string {
    return node.question?.clear ?? this.model.clear ?? "onComplete";
  }

  /** Answers that are sent although the page has no control for them, or has hidden it. */
  kept(has: (node: Node) => boolean): Members {
    const kept: Members = {};
    for (const page of this.pages) {
      for (const node of within(page)) {
        const { question } = node;
        if (question === undefined || node.record !== undefined || has(node) || question.type === "expression") continue;
        const value = this.values[nameOf(question)];
        if (value !== undefined && (this.clearing(node) === "none" || inSight(node))) kept[nameOf(question)] = copy(value);
      }
    }
    return kept;
  }
}

/** A value as JSON: moments as text, what JSON does not have as null. */
export function asJson(value: Value): Json {
  if (value instanceof Date) return toText(value) || null;
  if (typeof value === "number") return Number.isFinite(value) ? value + 0 : null;
  if (Array.isArray(value)) return (value as readonly Value[]).map(asJson);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value as { readonly [name: string]: Value }).map(([name, inner]) => [name, asJson(inner)]));
  }
  return value as Json;
}
