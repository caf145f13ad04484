// What survey-core makes of expressions. Dates are in UTC: the environment sets TZ.
import { createRequire } from "node:module";

const require = createRequire(new URL("../../tools/web/package.json", import.meta.url));

/** The package. */
export const core = require("survey-core");

/** The present moment of every expression here: a leap year, a Tuesday, not midnight. */
export const NOW = Date.parse("2028-02-29T19:50:00Z");

// It warns of what it cannot read; here that is the answer.
console.warn = () => {};

/** The value as JSON: a date as our own text, what JSON does not have as null. */
export function plain(value) {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return null;
    const iso = value.toISOString();
    if (iso.endsWith("T00:00:00.000Z")) return iso.slice(0, 10);
    return iso.replace(".000Z", "Z");
  }
  if (typeof value === "number") return Number.isFinite(value) ? value + 0 : null;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
  }
  return value;
}

/** `{value}` that survey-core gives, or `{error: true}` where it cannot read or run it. */
export function evaluate(expression, values) {
  if (new core.ConditionsParser().parseExpression(expression) === undefined) return { error: true };
  const survey = new core.SurveyModel({});
  survey.dateProvider = { now: () => NOW };
  survey.data = structuredClone(values);
  try {
    return { value: plain(survey.runExpression(expression)) };
  } catch {
    return { error: true };
  }
}
