/** Numbers and dates as the respondent's language writes them. */

import type { Json, Look } from "./model.ts";
import { toText, type Value } from "./value.ts";

/** A value as it is shown. */
export function shown(look: Look, value: Json, locale: string): string {
  const text = written(look, value, locale);
  return look.format ? look.format.split("{0}").join(text) : text;
}

function written(look: Look, value: Json, locale: string): string {
  // Europe's digits, as in the fields themselves and in what the server writes.
  const tag = `${locale}-u-nu-latn`;
  try {
    if (look.style === "date") return day(value, tag) ?? toText(value as Value);
    if (look.style !== undefined && typeof value === "number") return new Intl.NumberFormat(tag, options(look)).format(value);
  } catch {
    // An unknown currency or language: the value as it is.
  }
  return toText(value as Value);
}

function options(look: Look): Intl.NumberFormatOptions {
  const { style, currency, minDigits, maxDigits } = look;
  const least = minDigits === undefined ? undefined : Math.min(20, minDigits);
  const most = maxDigits === undefined ? undefined : Math.max(Math.min(20, maxDigits), least ?? 0);
  const own = new Intl.NumberFormat("en", { style, ...(style === "currency" && { currency }) } as Intl.NumberFormatOptions).resolvedOptions();
  const maximum = most ?? Math.max(own.maximumFractionDigits ?? 0, least ?? 0);
  return {
    style: style as "decimal",
    ...(style === "currency" && { currency: currency ?? "USD" }),
    useGrouping: look.grouping === true,
    maximumFractionDigits: maximum,
    minimumFractionDigits: least ?? Math.min(own.minimumFractionDigits ?? 0, maximum),
  };
}

function day(value: Json, tag: string): string | undefined {
  const found = typeof value === "string" ? /^\d{4}-\d\d-\d\d/.exec(value)?.[0] : undefined;
  const date = new Date(`${found ?? ""}T00:00Z`);
  const valid = found !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(found);
  return valid ? new Intl.DateTimeFormat(tag, { timeZone: "UTC" }).format(date) : undefined;
}
