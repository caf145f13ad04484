/** Functions, but those of moments. */

import { order } from "./compare.ts";
import type { Evaluation } from "./evaluate.ts";
import { find } from "./find.ts";
import { converted, decimals, isEmpty, isList, sum, textNumber, toNumber, toText } from "./value.ts";
import type { List, Value } from "./value.ts";

type Call = (given: List, at: Evaluation) => Value;

/** All values in lists of lists, without nothings; texts that are numbers are numbers. */
function flat(given: List): Value[] {
  return given.flatMap((value): Value[] => {
    if (isList(value)) return flat(value);
    const number = typeof value === "string" ? textNumber(value) : NaN;
    return value === null ? [] : [Number.isNaN(number) ? value : number];
  });
}

function total(numbers: readonly number[]): number {
  return numbers.filter((number) => !Number.isNaN(number)).reduce(sum, 0);
}

function most(all: List, wanted: number): Value {
  return all.reduce((best, value) => (best === null || order(value, best) === wanted ? value : best), null);
}

/** The number and the precision of `round` and `trunc`. */
function precise(given: List, call: (number: number, precision: number) => number): number {
  const [number, precision = 0] = flat(given);
  return typeof number === "number" && typeof precision === "number" ? call(number, precision) : NaN;
}

function truncated(number: number, precision: number): number {
  const digits = decimals(number);
  if (digits === 0) return number;
  const [whole = "", part = ""] = number.toFixed(Math.min(100, digits)).split(".");
  return Number(`${whole}.${part.slice(0, Math.max(0, Math.ceil(precision)))}0`);
}

/** Functions whose parameters are evaluated first. */
export const FUNCTIONS: Record<string, Call> = {
  sum: (given) => total(flat(given).map(toNumber)),
  min: (given) => most(flat(given), -1),
  max: (given) => most(flat(given), 1),
  count: (given) => flat(given).length,
  avg: (given) => {
    const all = flat(given);
    return all.length === 0 ? 0 : total(all.map(toNumber)) / all.length;
  },
  // Half goes up, unless the dust of a binary fraction is what lacks.
  round: (given) =>
    precise(given, (number, precision) => {
      const scale = 10 ** precision;
      return Math.floor(number * scale * (1 + Number.EPSILON) + 0.5) / scale;
    }),
  trunc: (given) => precise(given, truncated),
  iif: ([condition, yes, no]) => (yes === undefined ? null : ((condition ? yes : no) ?? null)),
  substring: ([text, start, end]) => {
    const index = (value: Value | undefined): number => textNumber(toText(value ?? null));
    const [from, to] = [index(start), index(end)];
    if (typeof text !== "string" || Number.isNaN(from)) return "";
    return text.substring(from, Number.isNaN(to) ? text.length : to);
  },
  isDisplayMode: () => false,
  displayValue: ([name, value = null], { scope }) =>
    typeof name === "string" ? (scope.display(name, isEmpty(value) ? undefined : value) ?? null) : null,
  getComment: ([name, item = null], { look }) => {
    if (typeof name !== "string") return null;
    return isEmpty(item) || item === "other" ? (look(`${name}-Comment`) ?? "") : "";
  },
  isContainerReady: ([name, index = null], { scope }) =>
    typeof name === "string" && scope.isReady(name, isEmpty(index) ? undefined : toNumber(index)),
  propertyValue: ([name, property = null], { look }) =>
    typeof name === "string" && !isEmpty(property) ? (look(`$${name}.${toText(property)}`) ?? null) : null,
};

/** A row and its member. */
type Found = readonly [row: Value, value: Value];

function asNumber([, value]: Found): number {
  if (typeof value === "string") return textNumber(value);
  return typeof value === "number" || typeof value === "boolean" ? Number(value) : NaN;
}

function best(found: readonly Found[], returned: string, wanted: number): Value {
  const [row] = found.reduce<readonly [Value | undefined, number]>(
    (most, each) => {
      const number = asNumber(each);
      const isMore = !Number.isNaN(number) && (most[0] === undefined || order(number, most[1]) === wanted);
      return isMore ? [each[0], number] : most;
    },
    [undefined, NaN],
  );
  return row === undefined ? null : converted(find(row, returned) ?? null);
}

/** Functions of the rows of a list, of those that were found; `returned` names the member to give back. */
export const ROWS: Record<string, (found: readonly Found[], returned: string) => Value> = {
  sumInArray: (found) => total(found.map(asNumber)),
  minInArray: (found, returned) => best(found, returned, -1),
  maxInArray: (found, returned) => best(found, returned, 1),
  countInArray: (found) => found.length,
  avgInArray: (found) => (found.length === 0 ? 0 : total(found.map(asNumber)) / found.length),
};
