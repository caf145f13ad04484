/** The author's rules for an answer that a field cannot be told of; the page has them in `data-rules`, each with what to say. */

import { answerOf, entries, nameOf, questions, standing, within } from "./form.ts";

/** A rule: its word, what it is told by, and what is said of an answer that breaks it. */
type Rule =
  | ["count", number | null, number | null, string, string]
  | ["length", number, number, string, string]
  | ["digits", string]
  | ["number", number | null, number | null, string, string, string]
  | ["match", string, string, string]
  | ["email", string]
  | ["one", string]
  | ["unique", string[], string];

/** What the first rule says that is broken, or nothing. */
export function ruled(question: HTMLElement): string {
  const written = question.dataset["rules"];
  if (written === undefined) return "";
  for (const rule of JSON.parse(written) as Rule[]) {
    const said = broken(question, rule);
    if (said !== "") return said;
  }
  return "";
}

function broken(question: HTMLElement, rule: Rule): string {
  if (rule[0] === "one") return nothingIn(question) ? rule[1] : "";
  if (rule[0] === "unique") return repeated(question, rule[1]) ? rule[2] : "";
  const answer = answerOf(question);
  return answer === undefined ? "" : ofAnswer(answer, rule);
}

function ofAnswer(answer: unknown, rule: Exclude<Rule, ["one", string] | ["unique", string[], string]>): string {
  const text = String(answer);
  switch (rule[0]) {
    case "count":
      return Array.isArray(answer) ? between(answer.length, rule[1], rule[2], rule[3], rule[4]) : "";
    case "length":
      return typeof answer === "string" ? between(answer.length, rule[1] || null, rule[2] || null, rule[3], rule[4]) : "";
    case "digits":
      return /\d$/.test(text) ? rule[1] : "";
    case "number": {
      const number = typeof answer === "number" ? answer : Number(text.trim().replace(",", "."));
      return Number.isNaN(number) ? rule[5] : between(number, rule[1], rule[2], rule[3], rule[4]);
    }
    case "match":
      return matches(answer, rule[1], rule[2]) ? "" : rule[3];
    case "email":
      return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text) ? "" : rule[1];
  }
}

function between(number: number, least: number | null, most: number | null, few: string, many: string): string {
  if (least !== null && number < least) return few;
  return most !== null && number > most ? many : "";
}

/** Whether a pattern matches: one that this browser reads otherwise than the server is left to the server. */
function matches(answer: unknown, pattern: string, flags: string): boolean {
  try {
    const regex = new RegExp(pattern, `u${flags}`);
    return [...(Array.isArray(answer) ? answer : []), answer].every((one) => regex.test(String(one)));
  } catch {
    return true;
  }
}

/** Whether nothing is answered in a panel that needs an answer to one of its questions at least. */
function nothingIn(panel: HTMLElement): boolean {
  const all = questions(panel.closest("form") as HTMLFormElement).filter((one) => panel.contains(one) && one.dataset["kind"] !== undefined);
  const asked = all.filter((one) => one.dataset["kind"] !== "none" && one.closest("[data-off], [data-spare]") === null);
  return asked.length > 0 && asked.every((one) => answerOf(one) === undefined);
}

/** Whether two entries have the same answer to a question in which each needs its own. */
function repeated(list: HTMLElement, names: readonly string[]): boolean {
  const rows = list.dataset["kind"] === "rows" ? standing(list, "tr[data-row]") : entries(list);
  return names.some((name) => {
    const cells = rows.flatMap((row) => within(row).filter((one) => nameOf(one).endsWith(`.${name}`) && one.closest("[data-off]") === null));
    const given = cells.map((cell) => JSON.stringify(answerOf(cell))?.toLowerCase()).filter((answer) => answer !== undefined);
    return new Set(given).size < given.length;
  });
}
