/**
 * Delivers a parcel: attempt after attempt until the server has answered for good.
 *
 * The same id and the same bytes go out every time, and the server takes an id once, so a repeat after a lost
 * answer yields the first receipt again. One tab attempts a parcel at a time; between attempts any tab may.
 */

import { retryAfter, wait } from "./backoff.ts";
import { bring, bringAgain } from "./bring.ts";
import { judge, type Outcome } from "./outcome.ts";
import { find, forget, giveBack, type Parcel } from "./queue.ts";
import { post, type Answer } from "./upload.ts";

/** An outcome after which the parcel is in the queue no more. */
export type Final = Exclude<Outcome, { kind: "retry" }>;

/** Who waits for the parcel: the page that made it, or any page that found it in the queue. */
export type Owner = "maker" | "finder";

type Sent = (percent: number) => void;

interface Attempt {
  readonly outcome: Outcome;
  /** What the server asked to wait, in milliseconds. */
  readonly asked: number;
  /** Files that had arrived are not there any more, and are to be brought again. */
  readonly gone?: boolean;
}

const UNANSWERED: Attempt = { outcome: { kind: "retry" }, asked: 0 };
const awake = new Set<() => void>();

/** Ends every wait now: the network is back, or someone looks at the page again. */
export function hurry(): void {
  for (const wake of [...awake]) wake();
}

/**
 * Delivers until the end is known.
 *
 * @param waiting called after every failed attempt, before the wait
 * @param sent told how many percent of a large response have gone
 * @returns the end; undefined if another tab has delivered what this one had only found
 */
export async function deliver(parcel: Parcel, owner: Owner, waiting: () => void, sent: Sent = () => undefined): Promise<Final | undefined> {
  let again = false;
  for (let failures = 1; ; failures += 1) {
    const attempt = await alone(parcel.id, () => attemptOnce(parcel, owner, sent));
    if (attempt === undefined) return undefined;
    // Files that waited for too long are gone there: once, they are brought again.
    if (!again && attempt.gone === true) {
      again = true;
      continue;
    }
    if (attempt.outcome.kind !== "retry") return attempt.outcome;
    waiting();
    await sleep(wait(failures, attempt.asked, Math.random()), attempt.asked > 0 ? "as asked" : "until hurried");
  }
}

async function attemptOnce(parcel: Parcel, owner: Owner, sent: Sent): Promise<Attempt | undefined> {
  if (owner === "finder" && (await find(parcel.id)) === undefined) return undefined;
  const attempt = await send(parcel, sent);
  if (attempt.outcome.kind === "invalid" && attempt.outcome.gone && (await bringAgain(parcel.id))) return { ...UNANSWERED, gone: true };
  // Where nothing can be kept there is nothing to forget either.
  await settle(parcel, attempt.outcome).catch(() => undefined);
  return attempt;
}

/** What can be put right is a draft again; what has arrived, or never will, is kept no longer. */
async function settle(parcel: Parcel, { kind }: Outcome): Promise<void> {
  switch (kind) {
    case "retry":
      return;
    case "invalid":
    case "refused":
      return giveBack(parcel);
    case "received":
    case "conflict":
    case "closed":
    case "full":
    case "already":
    case "cancelled":
    case "expired":
      return forget(parcel);
  }
}

async function send(parcel: Parcel, sent: Sent): Promise<Attempt> {
  try {
    const later = await bring(parcel, sent);
    if (later !== undefined) return { ...UNANSWERED, asked: later };
    const answer = await post(parcel.url, parcel.body, sent);
    const outcome = judge(parcel.id, answer.status, answer.header("content-type") ?? "", answer.text);
    return { outcome, asked: retryAfter(answer.header("retry-after"), moment(answer)) };
  } catch {
    return UNANSWERED;
  }
}

/** When an answer was given by the clock that gave it: this device's may be wrong, and nothing is to wait for that. */
function moment(answer: Answer): number {
  return Date.parse(answer.header("date") ?? "") || Date.now();
}

/** Runs one attempt while no other tab runs one for the same parcel. Without Web Locks the id alone must do. */
function alone<T>(id: string, work: () => Promise<T>): Promise<T> {
  const locks = (navigator as { locks?: LockManager }).locks;
  return locks === undefined ? work() : locks.request(`nordsvar:${id}`, work).catch(work);
}

/** Waits; what the server asked for is waited out, all else ends when hurried. */
export function sleep(ms: number, end: "as asked" | "until hurried"): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      awake.delete(done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    if (end === "until hurried") awake.add(done);
  });
}
