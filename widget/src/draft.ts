/**
 * Keeps on this device what somebody answers, from their first change until the response is on its way, and puts it back
 * when they come again.
 */

import { among, draftOf, findDraft, forgetDraft, forgetWord, keepDraft, leaveWord, type Draft } from "./drafts.ts";
import { changedEarly } from "./early.ts";
import { readFiles } from "./files.ts";
import { adopt, fill, keyAt, keys, read } from "./form.ts";
import { goTo } from "./pages.ts";
import { unpressed } from "./press.ts";
import { find } from "./queue.ts";
import { offer, retract } from "./resumed.ts";
import { ours, text } from "./texts.ts";
import { held, make } from "./view.ts";

/** The answers of one form, as this device keeps them. */
export interface Keeping {
  readonly form: HTMLFormElement;
  /** What they are kept under: as in a draft. */
  readonly survey: string;
  /** Told when the form has become somebody's: it was begun earlier. */
  readonly resumed: () => void;
  /** What the page came with, for a response that begins anew. */
  readonly served: { readonly id: string; state: string | undefined };
  /** Nothing is kept: where it is off, before a tab has its turn, once the response is on its way. */
  rests: boolean;
  /** The response is on its way or has arrived. */
  sent: boolean;
  /** The questions that were changed since the answers were kept, by key. */
  readonly changed: Set<string>;
  /** Those that are on their way to the device. */
  readonly saving: Set<string>;
  /** Whether somebody has changed something; before that, nothing is kept. */
  begun: boolean;
  /** Told of the first change. */
  begins: () => void;
  /** What is kept, to tell a change from a repetition. */
  last: string;
  /** The last of it that is known to be on the device. */
  arrived: string;
  /** What was kept before, and counts less than what the server has filled in. */
  outdated: string;
  /** Answers to what the form does not ask, as it has not all of the survey's pages. */
  beyond: Draft["answers"];
  /** As in a draft. */
  revision: number;
  /** The answers that were sent last before they were complete, as JSON. */
  sentLast: string;
  timer: number;
}

/** The time from a change until it is kept: long enough for a word, short enough to lose none. */
const SOON_MS = 400;
/** How many bytes of files are kept; the server takes no more than that with a response. */
const MOST_FILE_BYTES = 280_000;
/** What the embedding script calls a frame in which nothing is to be kept. */
const NO_DRAFT = "nordsvar-off";

/** Begins to keep what is answered in a form. */
export function keepAnswers(form: HTMLFormElement, survey: string, resumed: () => void): Keeping {
  const { id, state } = read(form);
  const { chosen } = form.dataset;
  const keeping: Keeping = {
    form,
    survey,
    resumed,
    served: { id, state },
    rests: true,
    sent: false,
    // What a link has chosen counts more than what was answered before it was followed.
    changed: new Set(chosen && [chosen]),
    saving: new Set(),
    begun: false,
    begins: () => undefined,
    last: "",
    arrived: "",
    outdated: "",
    beyond: {},
    revision: Number(form.dataset["revision"] ?? 0),
    sentLast: "",
    timer: 0,
  };
  for (const kind of ["input", "change", "nordsvar:entries"]) form.addEventListener(kind, (event) => changed(keeping, event));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void save(keeping);
  });
  addEventListener("pagehide", () => {
    // What is written now, or was a moment ago, may not arrive any more.
    const changed = [...keeping.saving, ...keeping.changed];
    void save(keeping);
    if (keeping.begun && !keeping.sent && !held(form) && !isOff(form)) leave(keeping, changed);
  });
  for (const control of changedEarly(form)) begin(keeping, control);
  return keeping;
}

/** Whether the survey or the page around it has said that nothing is to be kept, as on a device that many use. */
export function isOff(form: HTMLFormElement): boolean {
  return form.dataset["draft"] === "off" || window.name === NO_DRAFT;
}

function changed(keeping: Keeping, { isTrusted, target }: Event): void {
  // What a script puts in before anybody has touched the page is no change of the respondent's.
  const active = (navigator as { userActivation?: UserActivation }).userActivation?.hasBeenActive ?? true;
  if (!(isTrusted || active) || !(target instanceof Element)) return;
  begin(keeping, target);
  const files = target instanceof HTMLInputElement && target.type === "file" ? readFiles(keeping.form, MOST_FILE_BYTES) : undefined;
  clearTimeout(keeping.timer);
  keeping.timer = window.setTimeout(() => void Promise.resolve(files).then(() => save(keeping)), SOON_MS);
}

/** Somebody has changed what this stands in. */
function begin(keeping: Keeping, target: Element): void {
  const key = keyAt(keeping.form, target);
  if (key !== undefined) keeping.changed.add(key);
  if (!keeping.begun) {
    keeping.begun = true;
    keeping.begins();
  }
}

/** The draft of what the form says now. */
export function draftNow({ form, survey, beyond, revision }: Keeping): Draft {
  const response = read(form);
  return draftOf(survey, response, { answers: { ...beyond, ...response.answers }, revision, page: form.dataset["at"] });
}

/** Leaves word of what was changed, unless all of it is on the device already. */
function leave(keeping: Keeping, changed: readonly string[]): void {
  const draft = draftNow(keeping);
  if (stamp(draft) !== keeping.arrived) leaveWord({ ...draft, changed });
}

/** Keeps what the form says now. Says so once it is on the device, and never otherwise. */
export async function save(keeping: Keeping): Promise<void> {
  clearTimeout(keeping.timer);
  if (keeping.rests || !keeping.begun) return;
  const draft = draftNow(keeping);
  const now = stamp(draft);
  if (now === keeping.last) return;
  keeping.last = now;
  retract(keeping);
  for (const key of keeping.changed) keeping.saving.add(key);
  keeping.changed.clear();
  const kept = await keepDraft(draft).then(() => true, () => false);
  if (kept) keeping.arrived = now;
  else {
    keeping.last = "";
    for (const key of keeping.saving) keeping.changed.add(key);
  }
  // Saved again meanwhile, some are on their way still.
  if (!kept || keeping.last === now) keeping.saving.clear();
  if (!keeping.rests) note(keeping.form, kept);
}

/** The response is on its way: there is nothing more to keep, and what was kept has gone with it. */
export function finish(keeping: Keeping): void {
  clearTimeout(keeping.timer);
  [keeping.rests, keeping.sent] = [true, true];
  forgetWord(keeping.survey);
  keeping.form.querySelector("#kept")?.remove();
  note(keeping.form, false);
}

/** The response was not taken: its answers are kept again, for somebody to put them right. */
export async function keepOn(keeping: Keeping): Promise<void> {
  [keeping.rests, keeping.sent, keeping.begun] = [isOff(keeping.form), false, true];
  keeping.last = "";
  await save(keeping);
}

/** Puts back what is kept of the survey, but for what was changed before it was found. */
export async function resume(keeping: Keeping): Promise<void> {
  const draft = await findDraft(keeping.survey).catch(() => undefined);
  await unpressed();
  if (draft === undefined) return;
  // It was sent: the tab ended before it could forget.
  if ((await find(draft.id).catch(() => undefined)) !== undefined) return forgetDraft(keeping.survey).catch(() => undefined);
  if (!served(keeping, draft)) return restore(keeping, draft);
  keeping.outdated = stamp(draft);
  if (draft.id === keeping.served.id) {
    keeping.beyond = beyond(keeping.form, draft.answers);
    keeping.revision = Math.max(keeping.revision, draft.revision);
  }
}

/** Puts a draft into the form, and offers to start over. */
export function restore(keeping: Keeping, draft: Draft): void {
  const { form } = keeping;
  const now = read(form);
  const given = { ...draft.answers, ...among(now.answers, keeping.changed) };
  const same = draft.version === now.version;
  // Files are of the response that the form is of.
  if (same) adopt(form, draft.id, draft.state);
  const lost = fill(form, given, same ? "emptied" : "stays");
  if (same) {
    goTo(form, draft.page);
    keeping.beyond = beyond(form, draft.answers);
    keeping.revision = draft.revision;
  }
  // Of another version it is another response, which takes the place of the one that nobody can send any more.
  [keeping.begun, keeping.last] = [keeping.begun || !same, same ? stamp(draft) : ""];
  keeping.arrived = keeping.last;
  keeping.resumed();
  offer(keeping, same ? "restored" : "restoredSome", lost);
}

/**
 * Whether what the server has filled in counts more than the draft. A page that comes with the draft's id is made of what
 * was sent from here; one that comes with a revision, of what was sent from anywhere.
 */
function served({ form, served: { id } }: Keeping, draft: Draft): boolean {
  const revision = Number(form.dataset["revision"] ?? 0);
  if (revision > 0) return draft.id !== id || draft.revision < revision;
  const [visit] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return draft.id === id && visit?.type === "navigate";
}

function beyond(form: HTMLFormElement, answers: Draft["answers"]): Draft["answers"] {
  const asked = keys(form);
  return Object.fromEntries(Object.entries(answers).filter(([key]) => !asked.has(key.replace(/-Comment$/, ""))));
}

/** What of a draft makes it another than the last one. */
export function stamp({ id, language, answers, page, revision }: Draft): string {
  return JSON.stringify([id, language, answers, page, revision]);
}

/** Says near the buttons that the answers are kept; said again, it is not read out again. */
function note(form: HTMLFormElement, kept: boolean): void {
  const place = [...form.querySelectorAll("div.actions:not(#kept .actions)")].pop();
  const said = place?.querySelector(".saved") ?? ours(make("span", "saved"));
  const words = kept ? text("saved") : "";
  if (said.textContent === words) return;
  said.setAttribute("role", "status");
  if (!said.isConnected) place?.append(said);
  said.textContent = words;
}
