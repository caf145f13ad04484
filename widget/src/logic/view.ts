/** The page's form as logic has it: which element is which part of the survey, and what each of them shows. */

import { answerTo, commentTo } from "./answers.ts";
import { showChoices } from "./choices.ts";
import type { Engine } from "./engine.ts";
import { same, type Json } from "./model.ts";
import { inSight, rowKey, shows, showsItself, type Node } from "./node.ts";
import { showRequired, showTexts } from "./show.ts";
import { showTable } from "./table.ts";
import type { Tools } from "../rules.ts";

export class View {
  private readonly elements = new Map<Node, HTMLElement>();
  private readonly nodes = new WeakMap<HTMLElement, Node>();
  /** Whether something was shown or hidden since that was told. */
  private changed = false;

  constructor(
    readonly engine: Engine,
    readonly form: HTMLFormElement,
    readonly tools: Tools,
  ) {}

  element(node: Node): HTMLElement | undefined {
    const element = this.elements.get(node);
    return element?.isConnected ? element : undefined;
  }

  node(element: HTMLElement): Node | undefined {
    return this.nodes.get(element);
  }

  /** Finds the elements of all parts of the survey. */
  bind(): void {
    const sections = [...this.form.querySelectorAll<HTMLElement>("section.page")];
    const questions = new Map(this.tools.standing(this.form, "[data-kind]").map((element) => [element.dataset["name"] ?? "", element]));
    for (const page of this.engine.pages) {
      this.bindAmong(page, questions);
      this.tie(page, sections.find(({ dataset }) => dataset["page"] === page.group?.name));
    }
  }

  private tie(node: Node, element: HTMLElement | undefined): void {
    if (element === undefined) return;
    this.elements.set(node, element);
    this.nodes.set(element, node);
  }

  /** Binds what stands in a node: its questions by their names, panels by what stands in them. */
  private bindAmong(node: Node, questions: ReadonlyMap<string, HTMLElement>): void {
    for (const child of node.children) {
      if (child.group) {
        this.bindAmong(child, questions);
        const inner = child.children.map((one) => this.elements.get(one)).find((one) => one !== undefined);
        this.tie(child, inner?.parentElement?.closest<HTMLElement>("section.panel") ?? undefined);
        continue;
      }
      const element = questions.get(child.question?.name ?? "");
      this.tie(child, element);
      if (element) this.bindRecords(child, element);
    }
  }

  private bindRecords(node: Node, element: HTMLElement): void {
    const { standing } = this.tools;
    if (node.question?.type === "matrixdropdown") {
      const rows = standing(element, "tr[data-row]");
      for (const record of node.children) {
        const key = typeof record.key === "object" ? rowKey(record.key) : "";
        this.bindRecord(record, rows.find(({ dataset }) => dataset["row"] === key), element);
      }
    } else if (node.question?.items) {
      for (const record of node.children) this.bindRecord(record, element, element);
    } else if (node.children.length > 0 || element.dataset["kind"] === "entries") {
      this.bindEntries(node, element);
    }
  }

  /** Binds the rows or panels of a list, of which there are as many as there are. */
  bindEntries(node: Node, element: HTMLElement): void {
    const { entries, haveEntries } = this.tools;
    if (entries(element).length !== node.children.length) haveEntries(element, node.children.length);
    const all = entries(element);
    node.children.forEach((record, index) => this.bindRecord(record, all[index], element));
  }

  private bindRecord(record: Node, element: HTMLElement | undefined, asker: HTMLElement): void {
    if (element === undefined) return;
    if (element !== asker) this.tie(record, element);
    const begin = (asker.dataset["name"] ?? "").length;
    const local = (name: string): string => {
      const rest = name.slice(begin);
      return typeof record.key === "object" ? rest.slice(rowKey(record.key).length + 2) : rest.replace(/^(\[\d+\])?\./, "");
    };
    const inner = this.tools.standing(element, "[data-kind]").map((one): [string, HTMLElement] => [local(one.dataset["name"] ?? ""), one]);
    this.bindAmong(record, new Map(inner));
  }

  /** Takes off the page what is there for want of a script: marks of what may not apply, and what no browser can know. */
  prepare(): void {
    for (const mark of this.form.querySelectorAll(".applies")) mark.remove();
    for (const part of this.form.querySelectorAll("[data-if]")) part.removeAttribute("data-if");
  }

  /** Has all controls take part, also what is hidden for now: what they have been filled with may show it. */
  open(): void {
    for (const question of this.form.querySelectorAll("[data-out]")) question.removeAttribute("data-out");
    const controls = this.form.querySelectorAll<HTMLInputElement>("option[data-off], [data-off] > :is(input, select):not([data-locked])");
    for (const control of controls) control.disabled = false;
  }

  /** Has the page show what the response has come to. */
  show(): void {
    for (const page of this.engine.pages) this.showNode(page, false);
    this.form.toggleAttribute("data-ends", this.engine.ends());
    const { gone } = this.engine;
    this.engine.gone = undefined;
    if (this.changed) this.form.dispatchEvent(new CustomEvent("nordsvar:changed"));
    this.changed = false;
    if (gone?.group) this.form.dispatchEvent(new CustomEvent("nordsvar:go", { detail: gone.group.name }));
  }

  private showNode(node: Node, hidden: boolean): void {
    const element = this.element(node);
    const here = hidden || !(node.group ? shows(node) : showsItself(node));
    if (element) {
      this.off(element, here && !hidden);
      if (node.question) this.showQuestion(node, element);
      else if (!here) showTexts(this.engine, node, element, this.tools);
    }
    if (element && node.question && element.dataset["kind"] === "entries" && this.tools.entries(element).length !== node.children.length) {
      this.bindEntries(node, element);
    }
    for (const child of node.children) this.showNode(child, here);
    if (element && node.question?.cells) showTable(this, node, element);
  }

  /** Hides or shows an element. */
  off(element: HTMLElement, hide: boolean): void {
    if (element.hasAttribute("data-off") === hide) return;
    element.toggleAttribute("data-off", hide);
    element.hidden = hide;
    this.changed = true;
  }

  private showQuestion(node: Node, element: HTMLElement): void {
    const { engine, tools } = this;
    const sees = inSight(node);
    element.toggleAttribute("data-out", !sees && engine.clearing(node) !== "none");
    if (sees) {
      const locked = engine.isReadOnly(node);
      showRequired(engine, node, element, locked);
      lock(tools.ownControls(element), locked);
      showTexts(engine, node, element, tools);
      showChoices(this, node, element);
    }
    this.showAnswer(node, element);
  }

  /** Has the controls hold what is answered, where that was not by them. */
  private showAnswer(node: Node, element: HTMLElement): void {
    const { engine, tools } = this;
    if (node.question === undefined || node.question.type === "expression" || node.children.length > 0 || node.question.items) return;
    const out = element.hasAttribute("data-out");
    element.removeAttribute("data-out");
    const [value, comment] = [answerTo(engine, node), commentTo(engine, node)];
    if (!alike(value, tools.answerOf(element) as Json, node.question.type === "ranking") || (comment ?? "") !== (tools.commentOf(element) ?? "")) {
      tools.give(element, value, comment);
    }
    element.toggleAttribute("data-out", out);
  }
}

/** Whether two values are the same answer. Boxes are ticked in no order. */
function alike(a: Json | undefined, b: Json | undefined, ordered: boolean): boolean {
  if (same(a, b)) return true;
  const sorted = (list: Json[]): string => list.map((item) => JSON.stringify(item)).sort().join();
  return !ordered && Array.isArray(a) && Array.isArray(b) && sorted(a) === sorted(b);
}

/** Locks controls or lets them be used; what is locked is sent all the same. */
function lock(controls: readonly (HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement)[], locked: boolean): void {
  for (const control of controls) {
    const ours = control.dataset["locked"] !== undefined;
    const writes = control instanceof HTMLTextAreaElement || (control instanceof HTMLInputElement && !/radio|checkbox|file|hidden/.test(control.type));
    if (ours === locked || (locked && (control.disabled || (writes && control.readOnly)))) continue;
    control.toggleAttribute("data-locked", locked);
    if (writes) control.readOnly = locked;
    else control.disabled = locked;
  }
}

