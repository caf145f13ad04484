/** What the value of an expression depends on. */

import type { Tree } from "./evaluate.ts";

/** Functions that look at what a survey asks, and not only at answers. */
const OF_QUESTIONS = new Set(["displayValue", "getComment", "propertyValue", "isContainerReady"]);

export interface Dependencies {
  /** The names in braces. */
  readonly names: readonly string[];
  /** Whether it depends on something that no name tells. */
  readonly anything: boolean;
}

const known = new WeakMap<object, Dependencies>();

/** What a tree looks at. */
export function namesIn(tree: Tree): Dependencies {
  if (typeof tree !== "object" || tree === null) return { names: [], anything: false };
  let found = known.get(tree);
  if (found === undefined) {
    const names: string[] = [];
    found = { names, anything: visit(tree, names) };
    known.set(tree, found);
  }
  return found;
}

function visit(tree: Tree, names: string[]): boolean {
  if (!Array.isArray(tree)) return false;
  const [word, first, ...rest] = tree as readonly Tree[];
  if (word === "var" || word === "raw") {
    names.push(String(first));
    return false;
  }
  if (word === "number") return false;
  const call = word === "call";
  const parts = call ? rest : [first ?? null, ...rest];
  return parts.map((part) => visit(part, names)).includes(true) || (call && OF_QUESTIONS.has(String(first)) && rest.length > 0);
}
