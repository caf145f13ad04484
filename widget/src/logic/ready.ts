/** Whether what is asked is answered: what `isContainerReady` looks at. */

import { isUnanswered } from "./answers.ts";
import type { Engine } from "./engine.ts";
import { container } from "./names.ts";
import { inSight, own, shows, type Node } from "./node.ts";

/** Whether all that is asked in a page, panel or repeated panel is answered, as far as the browser can tell. */
export function isReady(engine: Engine, name: string, index: number | undefined): boolean {
  const group = container(engine, name);
  if (group !== undefined) return isWell(engine, group);
  const panels = engine.named(name);
  if (panels?.question?.type !== "paneldynamic") return false;
  if (index === undefined) return panels.children.every((record) => isWell(engine, record));
  const record = panels.children[index];
  return record !== undefined && isWell(engine, record);
}

function isWell(engine: Engine, node: Node): boolean {
  if (!shows(node)) return true;
  if (node.question && !engine.isReadOnly(node)) {
    if (node.required && isUnanswered(engine, node)) return false;
    if (!(node.question.rules ?? []).every((rule) => Boolean(engine.compute(node, rule.if)))) return false;
  }
  if (node.group && node.required && !engine.isReadOnly(node)) {
    const asked = own(node).filter(inSight);
    if (asked.length > 0 && asked.every((one) => isUnanswered(engine, one))) return false;
  }
  return node.children.every((child) => isWell(engine, child));
}
