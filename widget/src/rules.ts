/** What makes the page's logic instant: a module of its own, which only pages of surveys with logic load. */

import { haveEntries } from "./entries.ts";
import { alsoCheck } from "./faults.ts";
import { alsoSend, answerOf, commentOf, controls, entries, give, ownControls, said, standing } from "./form.ts";
import { unpressed } from "./press.ts";

/** What the module does with the page's form. */
const TOOLS = { alsoCheck, alsoSend, answerOf, commentOf, controls, entries, give, haveEntries, ownControls, said, standing };
export type Tools = typeof TOOLS;

/** Has the form follow its survey's logic, if it has some. Without the module the page is as it is without a script. */
export async function followLogic(form: HTMLFormElement): Promise<void> {
  const block = form.querySelector<HTMLScriptElement>("#logic");
  const source = block?.dataset["src"];
  if (!block || source === undefined) return;
  try {
    const { start } = (await import(source)) as { start: (form: HTMLFormElement, model: unknown, tools: Tools) => void };
    await unpressed();
    start(form, JSON.parse(block.text), TOOLS);
  } catch {
    // It could not be loaded: what may not apply stays, marked so.
  }
}
