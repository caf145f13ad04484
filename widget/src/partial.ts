/**
 * Answers that are sent before they are complete, where the survey keeps such: the newest as far as they go. Nobody waits
 * for them, and none is sent a second time, for the next one has all that it had.
 */

import { save, type Keeping } from "./draft.ts";
import { arrivedOf, readFiles } from "./files.ts";
import { read } from "./form.ts";
import { judge, type Fault } from "./outcome.ts";
import { text } from "./texts.ts";
import { held } from "./view.ts";

/** How somebody goes on elsewhere with what was sent. */
export interface Resumable {
  /** The address of a page that leads there. */
  readonly link: string;
  /** When it was given, in milliseconds. */
  readonly at: number;
}

/** What the server says of it; anything may be missing. */
interface Kept {
  readonly id?: unknown;
  /** The revision that is kept: a greater one than was sent, where that came too late. */
  readonly revision?: unknown;
  readonly links?: { readonly resume?: unknown };
}

/** What became of sending: how to go on, or what is wrong; nothing, if it did not arrive. */
export type Sent = Resumable | readonly Fault[] | undefined;

/** What browsers send for a page that has gone away, in bytes, with some room for its headers. */
const KEEPALIVE_BYTES = 60_000;

/** Whether the survey keeps answers before they are complete. */
export function takesPartials({ form }: Keeping): boolean {
  return form.dataset["partial"] !== undefined;
}

/** Sends what a survey of one page has been answered, when it is looked away from. */
export function sendWhenLeft(keeping: Keeping): void {
  if (!takesPartials(keeping)) return;
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && keeping.form.querySelectorAll(".page").length < 2) void sendChanged(keeping);
  });
}

/** Keeps and sends what was answered so far, unless it was sent already: somebody has turned a page of the survey. */
export async function sendChanged(keeping: Keeping): Promise<void> {
  if (!takesPartials(keeping) || !keeping.begun || keeping.sent || held(keeping.form)) return;
  if (JSON.stringify(read(keeping.form).answers) !== keeping.sentLast) await sendPartial(keeping);
}

/** Sends what was answered so far; resolves with how to go on, with what is wrong, or with nothing if it did not arrive. */
export async function sendPartial(keeping: Keeping): Promise<Sent> {
  const { form } = keeping;
  const whole = read(form);
  const response = { ...whole, answers: arrivedOf(whole.answers) };
  keeping.revision += 1;
  keeping.sentLast = JSON.stringify(response.answers);
  // No number is given twice, not even after a crash.
  void save(keeping);
  const body = JSON.stringify({ ...response, complete: false, revision: keeping.revision });
  try {
    const answer = await fetch(form.dataset["responses"] ?? "", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json, application/problem+json" },
      body,
      cache: "no-store",
      credentials: "same-origin",
      redirect: "error",
      keepalive: new Blob([body]).size <= KEEPALIVE_BYTES,
    });
    if (!answer.ok) return wrong(response.id, answer);
    const { id, revision, links } = (await answer.json()) as Kept;
    if (id !== response.id) return undefined;
    // Somebody went on elsewhere: what is sent from here next comes after that.
    if (typeof revision === "number") keeping.revision = Math.max(keeping.revision, revision);
    const link = links?.resume;
    if (typeof link !== "string") return undefined;
    return { link: new URL(link, location.origin).href, at: Date.parse(answer.headers.get("date") ?? "") || Date.now() };
  } catch {
    return undefined;
  }
}

async function wrong(id: string, answer: globalThis.Response): Promise<readonly Fault[] | undefined> {
  const outcome = judge(id, answer.status, answer.headers.get("content-type") ?? "", await answer.text());
  switch (outcome.kind) {
    case "retry":
    case "received":
      return undefined;
    case "invalid":
      return outcome.faults;
    case "refused":
      return [{ name: "", reason: outcome.detail }];
    case "conflict":
    case "closed":
    case "full":
    case "already":
    case "cancelled":
    case "expired":
      return [{ name: "", reason: text(outcome.kind) }];
  }
}

/** The same, with every file that was chosen, and after what was sent from elsewhere. */
export async function sendAll(keeping: Keeping): Promise<Sent> {
  await readFiles(keeping.form);
  const before = keeping.revision + 1;
  return (await sendPartial(keeping)) ?? (keeping.revision > before ? sendPartial(keeping) : undefined);
}
