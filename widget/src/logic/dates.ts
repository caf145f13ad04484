/** Moments, all of them in UTC. */

import { isEmpty, toNumber, toText, type Value } from "./value.ts";

const DAY = 86_400_000;

const WRITTEN =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d*))?)?(?:Z|([-+])(\d\d):(\d\d))?)?$/;

/** Reads a date, or a date and a time; an invalid moment if it is none. */
export function read(text: string): Date {
  const found = WRITTEN.exec(text.trim());
  if (found === null) return new Date(NaN);
  const part = (index: number): number => Number(found[index] ?? (index < 4 ? 1 : 0));
  const [month, day] = [part(2), part(3)];
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= 31;
  if (!isDay || part(4) > 23 || part(5) > 59 || part(6) > 59) return new Date(NaN);
  const offset = (part(9) * 60 + part(10)) * (found[8] === "-" ? -1 : 1);
  const moment = new Date(0);
  moment.setUTCFullYear(part(1), month - 1, day);
  moment.setUTCHours(part(4), part(5) - offset, part(6), Number(`${found[7] ?? ""}000`.slice(0, 3)));
  return moment;
}

function moment(value: Value | undefined): Date | undefined {
  if (!value) return undefined;
  if (typeof value === "string") return read(value);
  return new Date(value instanceof Date || typeof value === "number" ? value : NaN);
}

function valid(date: Date | undefined): Date | undefined {
  return date !== undefined && Number.isNaN(date.getTime()) ? undefined : date;
}

function unit(value: Value | undefined, byDefault: string): string {
  return value === undefined || isEmpty(value) ? byDefault : toText(value);
}

/** Days, hours, minutes and seconds are counted either way; months and years from the first on. */
function difference(a: Date | undefined, b: Date | undefined, what: string): Value {
  [a, b] = [valid(a), valid(b)];
  if (a === undefined || b === undefined) return null;
  const days = (at: Date): number => Math.floor(at.getTime() / DAY);
  const apart = Math.abs(b.getTime() - a.getTime());
  const begun = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
  const months = begun - (b.getUTCDate() < a.getUTCDate() ? 1 : 0);
  switch (what) {
    case "days":
      return Math.abs(days(b) - days(a));
    case "hours":
      return Math.ceil(apart / 3_600_000);
    case "minutes":
      return Math.ceil(apart / 60_000);
    case "seconds":
      return Math.ceil(apart / 1_000);
    case "months":
      return months;
    default:
      return Math.trunc(months / 12);
  }
}

const UNITS: Record<string, number> = { days: DAY, hours: 3_600_000, minutes: 60_000, seconds: 1_000 };

function add(at: Date | undefined, count: number, what: string): Value {
  at = valid(at);
  if (at === undefined || !Number.isFinite(count)) return null;
  count = Math.trunc(count);
  const months = what === "months" ? count : what === "years" ? count * 12 : 0;
  const later = new Date(at);
  later.setUTCMonth(at.getUTCMonth() + months);
  return new Date(later.getTime() + count * (months === 0 ? (UNITS[what] ?? 0) : 0));
}

/** The part of a moment, or of today. */
function partOf(part: (at: Date) => number): DateFunction {
  return ([first], now) => {
    const at = valid(moment(first) ?? new Date(now));
    return at === undefined ? null : part(at);
  };
}

type DateFunction = (given: readonly Value[], now: number) => Value;

/** Functions of moments. */
export const DATES: Record<string, DateFunction> = {
  getDate: ([first]) => moment(first) ?? null,
  age: ([first, what], now) => difference(moment(first), new Date(now), unit(what, "years")),
  dateDiff: ([a, b, what]) => difference(moment(a), moment(b), unit(what, "days")),
  dateAdd: ([at, count, what]) => (count === undefined ? null : add(moment(at), toNumber(count), unit(what, "days"))),
  diffDays: ([a, b]) => (a && b ? difference(moment(a), moment(b), "days") : 0),
  currentDate: (_, now) => new Date(now),
  today: ([days], now) => new Date((Math.floor(now / DAY) + Math.trunc(toNumber(days ?? 0))) * DAY),
  currentYear: (_, now) => new Date(now).getUTCFullYear(),
  getYear: ([first]) => valid(moment(first))?.getUTCFullYear() ?? null,
  year: partOf((at) => at.getUTCFullYear()),
  month: partOf((at) => at.getUTCMonth() + 1),
  day: partOf((at) => at.getUTCDate()),
  weekday: partOf((at) => at.getUTCDay()),
};
