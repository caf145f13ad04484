/** How a name in braces finds a value: `a.b`, `rows[0].price`, `rows[-1]`, `list.length`. */

import { isList, isMembers, type Value } from "./value.ts";

/**
 * What a name names inside a value; undefined if nothing. A member whose own name has dots is found first, one that is
 * written exactly so before one with other case.
 */
export function find(root: Value, name: string): Value | undefined {
  // A name ends at the latest where an index stands.
  const longest = /\[\s*[-+]?\d+\s*\](?=\.|$)/.exec(name)?.index ?? name.length;
  for (let at = longest; at >= 0; at = at > 0 ? name.lastIndexOf(".", at - 1) : -1) {
    const head = member(root, name.slice(0, at));
    const found = head === undefined ? undefined : below(head, name.slice(at));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a rest names that is empty, or begins with a dot or an index. */
function below(value: Value, rest: string): Value | undefined {
  if (rest === "") return value;
  if (rest.startsWith(".")) return find(value, rest.slice(1));
  const end = rest.indexOf("]");
  const index = Number(rest.slice(1, end));
  if (!isList(value)) return undefined;
  const item: Value | undefined = value[index < 0 ? value.length + index : index];
  return item === undefined ? undefined : below(item, rest.slice(end + 1));
}

function member(value: Value, name: string): Value | undefined {
  if (name === "length" && (isList(value) || typeof value === "string")) return value.length;
  if (!isMembers(value)) return undefined;
  const lower = name.toLowerCase();
  const isOwn = Object.prototype.hasOwnProperty.call(value, name);
  const own = isOwn ? name : Object.keys(value).find((other) => other.toLowerCase() === lower);
  return own === undefined ? undefined : value[own];
}
