/** Faults at the questions: the browser's own checks, the server's refusals, the summary that links to both. */

import { fault } from "./bounds.ts";
import { answerOf, controls, entries, leastOf, nameOf, questions, within, type Control } from "./form.ts";
import type { Fault } from "./outcome.ts";
import { ruled } from "./limits.ts";
import { afterPress } from "./press.ts";
import { text } from "./texts.ts";
import { focus, make } from "./view.ts";

/**
 * What the browser can already tell of what is not hidden: a required question without an answer, and each control's
 * constraints.
 */
export function check(form: HTMLFormElement, parts: readonly HTMLElement[] = [form]): Fault[] {
  const asked = questions(form).filter((question) => question.closest("[hidden]") === null);
  return asked.filter((question) => parts.some((part) => part.contains(question))).flatMap((question) => {
    const reason = reasonOf(question);
    return reason === "" ? [] : [{ name: nameOf(question), reason }];
  });
}

/** Shows what is wrong with one question, or that nothing is. */
function judge(question: HTMLElement): void {
  mark(question, reasonOf(question));
}

/** Has each question that somebody changed be judged when it is left. */
export function judgeWhenLeft(form: HTMLFormElement): void {
  const touched = new WeakSet<HTMLElement>();
  const around = (target: EventTarget | null): HTMLElement | undefined => (target as Element | null)?.closest<HTMLElement>("[data-kind]") ?? undefined;
  form.addEventListener("input", ({ target }) => {
    const question = around(target);
    if (question) touched.add(question);
  });
  form.addEventListener("focusout", ({ target, relatedTarget }) => {
    const question = around(target);
    const stays = relatedTarget instanceof Node && question?.contains(relatedTarget);
    if (question && touched.has(question) && !stays) afterPress(() => judge(question));
  });
}

/** What logic finds wrong with a question. */
let alsoWrong: (question: HTMLElement) => string = () => "";

/** Says what else can be wrong with a question. */
export function alsoCheck(wrong: (question: HTMLElement) => string): void {
  alsoWrong = wrong;
}

/** What is wrong with a question, as far as the browser can tell. What is hidden has nothing wrong with it. */
function reasonOf(question: HTMLElement): string {
  if (question.closest("[data-off], [data-spare]") !== null) return "";
  return missing(question) ? text("required") : broken(question) || ruled(question) || alsoWrong(question);
}

/** Shows these faults and no others, and takes the reader there: to the only one, else to the summary. */
export function show(form: HTMLFormElement, faults: readonly Fault[]): void {
  questions(form).forEach(clear);
  const items = faults.map((fault) => item(form, fault));
  const summary = document.getElementById("errors");
  if (summary === null) return;
  summary.querySelector("ul")?.replaceChildren(...items);
  summary.hidden = items.length === 0;
  entitle(summary);
  if (items.length === 0) return;
  // The page of the first one, wherever the reader is.
  const first = faults.map(({ name }) => concerned(form, name)).find((question) => question !== undefined);
  if (first !== undefined) reveal(first);
  const only = items.length === 1 ? items[0]?.querySelector("a") : null;
  if (only) only.click();
  else focus(summary);
}

/** Has the page's title begin with the summary's heading as long as that is there, as the server has it. */
export function entitle(summary: HTMLElement): void {
  const mark = `${summary.querySelector("h2")?.textContent ?? ""} – `;
  const bare = document.title.startsWith(mark) ? document.title.slice(mark.length) : document.title;
  document.title = summary.hidden ? bare : mark + bare;
}

/** Takes the mark off one question, as soon as its answer changes. */
export function clear(question: HTMLElement): void {
  mark(question, "");
}

function item(form: HTMLFormElement, fault: Fault): HTMLLIElement {
  const question = concerned(form, fault.name);
  if (question === undefined) return make("li", "", fault.name === "" ? fault.reason : `${fault.name}: ${fault.reason}`);
  mark(question, fault.reason);
  const link = make("a", "", titleOf(question), " – ", fault.reason);
  link.href = `#${question.id}`;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    reveal(question);
    question.scrollIntoView({ block: "center" });
    target(question)?.focus({ preventScroll: true });
  });
  return make("li", "", link);
}

/** Asks for the page of a question. */
function reveal(question: HTMLElement): void {
  question.dispatchEvent(new CustomEvent("nordsvar:reveal", { bubbles: true }));
}

/**
 * The question that a fault names, or the innermost around the place it names: `q1`, `answers.q1`, `/answers/q1/row`,
 * `people[0].age`.
 */
function concerned(form: HTMLFormElement, fault: string): HTMLElement | undefined {
  const path = fault.replace(/^\/?answers[./]/, "").replace(/-Comment$/, "");
  const around = questions(form).filter((one) => concerns(path, nameOf(one)));
  return around.sort((a, b) => nameOf(b).length - nameOf(a).length)[0];
}

function concerns(path: string, name: string): boolean {
  return path === name || (path.startsWith(name) && /^[[./]/.test(path.slice(name.length)));
}

function mark(question: HTMLElement, reason: string): void {
  const errors = [...question.querySelectorAll<HTMLElement>(".error")];
  const error = errors.find((one) => one.closest("[data-name]") === question);
  if (error === undefined) return;
  error.textContent = reason;
  error.hidden = reason === "";
  question.classList.toggle("invalid", reason !== "");
  const fields = controls(question);
  for (const field of fields) {
    if (reason === "") field.removeAttribute("aria-invalid");
    else field.setAttribute("aria-invalid", "true");
  }
  for (const holder of question instanceof HTMLFieldSetElement ? [question] : fields) describe(holder, error, reason);
}

function describe(holder: HTMLElement, error: HTMLElement, reason: string): void {
  const ids = new Set((holder.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id !== ""));
  if (reason === "") ids.delete(error.id);
  else ids.add(error.id);
  if (ids.size === 0) holder.removeAttribute("aria-describedby");
  else holder.setAttribute("aria-describedby", [...ids].join(" "));
}

function missing(question: HTMLElement): boolean {
  const required = question.dataset["required"] !== undefined && !mayBeLeft(question);
  return (required && answerOf(question) === undefined) || controls(question).some((field) => field.validity.valueMissing);
}

/** Whether a question stands in something that may be left as it is: an empty entry, or what may not apply. */
function mayBeLeft(question: HTMLElement): boolean {
  if (question.closest("[data-if]") !== null) return true;
  const entry = question.closest<HTMLElement>("[data-entry]");
  const list = entry?.parentElement?.closest<HTMLElement>("[data-kind]");
  if (!entry || !list || entry.contains(list)) return false;
  const all = entries(list);
  const empty = within(entry).every((one) => answerOf(one) === undefined);
  return (empty && all.indexOf(entry) >= leastOf(list)) || mayBeLeft(list);
}

function broken(question: HTMLElement): string {
  const field = controls(question).find((one) => !one.validity.valid);
  return field === undefined ? "" : fault(field);
}

/** The first control in need: an empty row before an answered one, a chosen radio before its siblings. */
function target(question: HTMLElement): Control | undefined {
  const own = controls(question).filter((field) => field.type !== "hidden");
  const fields = own.length > 0 ? own : [...question.querySelectorAll<Control>("input, select, textarea")];
  const tabbable = (field: Control): boolean => field.type !== "radio" || (field as HTMLInputElement).checked;
  return fields.find((field) => !field.validity.valid) ?? fields.find(tabbable) ?? fields[0];
}

function titleOf(question: HTMLElement): string {
  const title = question.querySelector("legend, label, h3")?.cloneNode(true) as HTMLElement | undefined;
  title?.querySelectorAll(".required").forEach((star) => star.remove());
  const entry = question.closest(".entry")?.querySelector("legend")?.textContent;
  const text = title?.textContent?.trim() ?? nameOf(question);
  return entry ? `${entry}: ${text}` : text;
}
