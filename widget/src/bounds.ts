/**
 * What is wrong with what stands in a field, in the page's language and with its numbers and dates. The browser would say
 * it in its own language, which is another where the respondent has chosen one.
 */

import type { Control } from "./form.ts";
import { language, text, type TextName } from "./texts.ts";

/** The fault that the browser finds in a field that is not empty, or nothing. */
export function fault(field: Control): string {
  const { validity: found, type } = field;
  if (found.valid) return "";
  const { min = "", max = "", step = "" } = field as Partial<HTMLInputElement>;
  const numeric = type === "number";
  if (found.rangeUnderflow) return bound(numeric ? "below" : "tooEarly", type, min);
  if (found.rangeOverflow) return bound(numeric ? "above" : "tooLate", type, max);
  if (found.stepMismatch && numeric) return bound("notAStep", type, step);
  const said = found.badInput && numeric ? text("number") : type === "email" || type === "url" ? text(type) : text("noMatch");
  return said || field.validationMessage;
}

function bound(name: TextName, type: string, value: string): string {
  return text(name).replace(/\{\w+\}/, written(type, value, language()));
}

/** A number, a date or a time, as a field of this type has it, in the way of a language. */
export function written(type: string, value: string, locale: string): string {
  // Europe's digits, as in the fields themselves and in what the server writes.
  const tag = `${locale}-u-nu-latn`;
  try {
    if (type === "number") {
      const number = Number(value);
      // Years are numbers too.
      const useGrouping = Math.abs(number) >= 10_000;
      return new Intl.NumberFormat(tag, { maximumFractionDigits: 20, useGrouping }).format(number);
    }
    const day = /^\d{4}-\d\d/.test(value) ? new Date(`${value.slice(0, 10)}${value.length < 8 ? "-01" : ""}T00:00Z`) : undefined;
    if (day === undefined) return value;
    const parts: Intl.DateTimeFormatOptions = type === "month" ? { year: "numeric", month: "numeric" } : {};
    const date = new Intl.DateTimeFormat(tag, { ...parts, timeZone: "UTC" }).format(day);
    return value.includes("T") ? `${date}\u{a0}${value.slice(11)}` : date;
  } catch {
    return value;
  }
}
