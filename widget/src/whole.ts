/**
 * The rest of the survey. A page has what is asked first, to be there soon and to work without a script; the script
 * fetches all pages and puts them in its place, with what was filled in meanwhile.
 */

import { bringApart, type KeepApart } from "./apart.ts";
import { show } from "./faults.ts";
import type { Control } from "./form.ts";
import { nameOf, questions } from "./form.ts";
import { unpressed } from "./press.ts";

/** Whether the form has all that the survey can ask. */
export function isWhole(form: HTMLFormElement): boolean {
  return form.dataset["more"] === undefined;
}

/**
 * Fetches all pages into the form, with what keeps their files apart: both are there before the form changes, so that what
 * turns the pages begins with them. Nothing if one did not come: then the form is as it was.
 */
export async function makeWhole(form: HTMLFormElement): Promise<KeepApart | undefined> {
  try {
    const body = new FormData(form);
    body.set("nordsvar.step", "all");
    // Files stay where they were chosen: they are sent when there is something that shows how far they have come.
    for (const [name, value] of [...body]) if (typeof value !== "string") body.delete(name);
    const answer = await fetch(form.action, { method: "POST", body, headers: { accept: "text/html" }, cache: "no-store", redirect: "error" });
    if (answer.status !== 200) return undefined;
    const came = new DOMParser().parseFromString(await answer.text(), "text/html");
    const whole = came.querySelector<HTMLFormElement>("form#survey");
    if (whole === null || !isWhole(whole)) return undefined;
    const apart = await bringApart(whole);
    // Whoever has gone on by themselves is not held back.
    await unpressed();
    if (apart === undefined || !form.isConnected) return undefined;
    replace(form, whole);
    return apart;
  } catch {
    return undefined;
  }
}

function replace(form: HTMLFormElement, whole: HTMLFormElement): void {
  const held = controls(form);
  const faults = questions(form).flatMap((question) => {
    const error = [...question.querySelectorAll<HTMLElement>(".error")].find((one) => one.closest("[data-name]") === question);
    return error === undefined || error.hidden ? [] : [{ name: nameOf(question), reason: error.textContent ?? "" }];
  });
  const active = document.activeElement;
  const focused = held.find((control) => control === active);
  for (const { name, value } of [...whole.attributes]) form.setAttribute(name, value);
  form.removeAttribute("data-more");
  form.replaceChildren(...whole.childNodes);
  const now = controls(form);
  for (const control of held) {
    const same = twin(control, held, now);
    if (same !== undefined) copy(control, same);
    if (control === focused) same?.focus({ preventScroll: true });
  }
  if (faults.length > 0) show(form, faults);
}

function controls(form: HTMLFormElement): Control[] {
  const all = form.querySelectorAll<Control>("input, select, textarea");
  return [...all].filter(({ name, type }) => name !== "" && type !== "hidden" && (!name.startsWith("nordsvar.") || name.startsWith("nordsvar.kept.")));
}

/** The control that stands for the same: of the same name, and the same value where one ticks, else at the same place. */
function twin(control: Control, held: readonly Control[], now: readonly Control[]): Control | undefined {
  const alike = (all: readonly Control[]): Control[] => all.filter(({ name, type }) => name === control.name && type === control.type);
  if (isTick(control)) return alike(now).find(({ value }) => value === control.value);
  return alike(now)[alike(held).indexOf(control)];
}

function isTick(control: Control): control is HTMLInputElement {
  return control.type === "radio" || control.type === "checkbox";
}

function copy(from: Control, to: Control): void {
  if (isTick(from) && isTick(to)) to.checked = from.checked;
  else if (from.type === "file") (to as HTMLInputElement).files = (from as HTMLInputElement).files;
  else to.value = from.value;
}
