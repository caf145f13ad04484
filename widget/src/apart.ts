/** What keeps files apart from their response: a module of its own, which only pages of surveys that ask for files load. */

import { wait } from "./backoff.ts";
import { arrive, giveUp } from "./bring.ts";
import { sleep } from "./delivery.ts";
import { isOff } from "./draft.ts";
import { keepApart } from "./files.ts";
import { read } from "./form.ts";
import { findFile, forgetFile, keepFile, keepNothing, sweepFiles } from "./kept.ts";
import { language, ours, text } from "./texts.ts";
import { make, pressed } from "./view.ts";

/** What the module does with. */
const TOOLS = { arrive, findFile, forgetFile, giveUp, keepApart, keepFile, language, make, ours, pressed, read, sleep, sweepFiles, text, wait };
export type Tools = typeof TOOLS;

/** Has a form's files be kept apart, from then on. */
export type KeepApart = (form: HTMLFormElement) => void;

/**
 * Brings what keeps the files of a form apart, if it asks for some. Nothing if it does not come: then they are sent with
 * the form, in its own way.
 */
export async function bringApart(form: HTMLFormElement): Promise<KeepApart | undefined> {
  const source = form.dataset["files"];
  if (source === undefined) return () => undefined;
  try {
    const { start } = (await import(source)) as { start: (form: HTMLFormElement, tools: Tools) => void };
    return (form) => {
      if (isOff(form)) keepNothing();
      start(form, TOOLS);
    };
  } catch {
    return undefined;
  }
}
