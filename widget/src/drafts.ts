/** Answers that were not sent yet, one entry a survey, for as long as somebody may come back to them. */

import { transact } from "./device.ts";
import type { Response } from "./form.ts";

/** What is kept of a survey that somebody has begun to answer. */
export interface Draft {
  /** The survey, and which invitation it is answered by, if it is: `sus`, `sus/i/01932c07..`. */
  readonly survey: string;
  /** The id of the response that this becomes. */
  readonly id: string;
  readonly version: number;
  readonly language: string;
  readonly answers: Record<string, unknown>;
  /** What the server has sealed for this response and this version; it comes back with the form. */
  readonly state?: string | undefined;
  /** The page of the survey that was shown. */
  readonly page?: string | undefined;
  /** The highest number that was given to answers which were sent before they were complete; 0 if none were. */
  readonly revision: number;
  /** When it was last changed, in milliseconds by this device's clock. */
  readonly at: number;
}

const DAY_MS = 86_400_000;
/** For how long answers are kept that nobody comes back to. */
const LONGEST_MS = 30 * DAY_MS;

/** The draft that a response is made of. */
export function draftOf(survey: string, response: Response, more: Partial<Draft> = {}): Draft {
  const { id, version, language, answers, state } = response;
  return { survey, id, version, language, answers, state, revision: 0, at: Date.now(), ...more };
}

/** Whether nobody has come back to a draft for too long. A clock that was set back makes none too old. */
export function tooOld({ at }: Draft, now: number): boolean {
  return now - at > LONGEST_MS;
}

/**
 * The draft of a survey, if there is one that was not sent, with the last word that was left beside it. Drafts of any
 * survey that are too old are forgotten on the way.
 */
export async function findDraft(survey: string): Promise<Draft | undefined> {
  const found = await stored(survey);
  const word = lastWord(survey);
  if (word === undefined) return found;
  const draft = tooOld(word, Date.now()) ? found : withWord(found, word);
  if (draft !== undefined && draft !== found) await keepDraft(draft);
  forgetWord(survey);
  return draft;
}

async function stored(survey: string): Promise<Draft | undefined> {
  const found = await transact(["drafts"], "readwrite", (store) => {
    const drafts = store("drafts");
    const every = drafts.getAll() as IDBRequest<Draft[]>;
    every.onsuccess = () => {
      for (const draft of every.result) if (tooOld(draft, Date.now())) drafts.delete(draft.survey);
    };
    return every;
  });
  return found.find((draft) => draft.survey === survey && !tooOld(draft, Date.now()));
}

/** What a page held that was left before all of it was in its draft. */
export interface Word extends Draft {
  /** The questions that were answered last, by key. */
  readonly changed: readonly string[];
}

/** A draft with what was answered beside it: whichever is later counts where both have an answer. */
export function withWord(draft: Draft | undefined, { changed, ...word }: Word): Draft {
  if (draft === undefined) return word;
  const said = among(word.answers, new Set(changed));
  const answers = word.at >= draft.at ? { ...draft.answers, ...said } : { ...said, ...draft.answers };
  return { ...draft, answers, at: Math.max(draft.at, word.at) };
}

/** Those of the answers that are to some of the questions, with their comments. */
export function among(answers: Draft["answers"], keys: ReadonlySet<string>): Draft["answers"] {
  return Object.fromEntries(Object.entries(answers).filter(([key]) => keys.has(key.replace(/-Comment$/, ""))));
}

/** Where the last word of a page is, by survey. */
const WORD = "nordsvar:word:";

/** Keeps what a page holds that goes away: nothing here waits. */
export function leaveWord(word: Word): void {
  try {
    localStorage.setItem(WORD + word.survey, JSON.stringify(word));
  } catch {
    // The browser keeps nothing, or nothing more.
  }
}

/** Forgets it: it is in the draft, or its response is on its way. */
export function forgetWord(survey: string): void {
  try {
    localStorage.removeItem(WORD + survey);
  } catch {
    // Then there is none.
  }
}

function lastWord(survey: string): Word | undefined {
  try {
    return (JSON.parse(localStorage.getItem(WORD + survey) ?? "null") as Word | null) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a draft in the place of the survey's last one. */
export async function keepDraft(draft: Draft): Promise<void> {
  await transact(["drafts"], "readwrite", (store) => {
    const request = store("drafts").put(draft);
    // A page that goes away does not live to see the request done.
    (request.transaction as { commit?(): void } | null)?.commit?.();
    return request;
  });
}

/** Forgets the draft of a survey. */
export async function forgetDraft(survey: string): Promise<void> {
  forgetWord(survey);
  await transact(["drafts"], "readwrite", (store) => store("drafts").delete(survey));
}
