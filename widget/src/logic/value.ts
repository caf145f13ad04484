/** Values as expressions have them, and what counts as which. */

/** A value: JSON's, and moments. */
export type Value = null | boolean | number | string | Date | List | Members;
export type List = readonly Value[];
export interface Members {
  readonly [name: string]: Value;
}

export function isList(value: Value): value is List {
  return Array.isArray(value);
}

export function isMembers(value: Value): value is Members {
  return typeof value === "object" && value !== null && !isList(value) && !(value instanceof Date);
}

/** Whether it is no answer. False and 0 are answers. */
export function isEmpty(value: Value): boolean {
  if (isMembers(value)) return Object.values(value).every(isEmpty);
  if (isList(value)) return value.length === 0;
  return value === null || value === "" || Number.isNaN(value);
}

export function toText(value: Value): string {
  if (value === null) return "";
  if (isList(value)) return value.map(toText).join(",");
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? "" : value.toISOString().replace(/T00:00:00\.000Z$|\.000(?=Z)/, "");
  }
  return String(isMembers(value) ? {} : value);
}

export function toNumber(value: Value): number {
  if (typeof value === "string" || isList(value)) return plainNumber(toText(value));
  return isMembers(value) ? NaN : Number(value);
}

/** The number that JavaScript makes of a text; an empty one is 0. */
function plainNumber(text: string): number {
  text = text.trim();
  return /^([-+.\de]*|0x[\da-f]{1,30})$/i.test(text) ? Number(text) : NaN;
}

/** The number that a text counts as: a point or a comma before its fraction. NaN if it counts as none. */
export function textNumber(text: string): number {
  text = text.trim();
  if (text === "" || /^\d{16,}$/.test(text)) return NaN;
  if (/^[^.,]*,[^.,]*$/.test(text)) return plainNumber(text.replace(",", "."));
  const number = plainNumber(text);
  return Number.isFinite(number) ? number : NaN;
}

/** What a name with this value counts as: a text that is a number or a truth is one, a code with leading zeros not. */
export function converted(value: Value): Value {
  if (typeof value !== "string") return value;
  const lower = value.toLowerCase();
  if (lower === "true" || lower === "false") return lower === "true";
  const number = textNumber(value);
  return Number.isNaN(number) || /^0[^.,x]/.test(value) ? value : number;
}

/** How many digits stand after a number's point. */
export function decimals(number: number): number {
  const [digits = "", exponent = 0] = String(number).split("e");
  return Math.max(0, (digits.split(".")[1] ?? "").length - Number(exponent));
}

/** A result without the dust that decimal fractions leave in binary ones. */
export function rounded(result: number, digits: number): number {
  const scale = Number(`1e${digits}`);
  const scaled = result * scale;
  // Powers of ten are exact up to the 22nd, and beyond 2^53 there is no dust to be seen.
  return digits > 0 && digits <= 22 && Math.abs(scaled) < 2 ** 53 ? Math.round(scaled) / scale : result;
}

export function sum(a: number, b: number): number {
  return rounded(a + b, Math.max(decimals(a), decimals(b)));
}
