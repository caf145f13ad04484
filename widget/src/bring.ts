/** Brings files to the server, each before the response that names it. */

import { retryAfter } from "./backoff.ts";
import { filesOf, keepFile, type Kept } from "./kept.ts";
import { judge, slug } from "./outcome.ts";
import type { Parcel } from "./queue.ts";
import { put } from "./upload.ts";

/** What became of a file. */
export type Brought =
  | { readonly kind: "there" }
  /** It may be tried again, once so many milliseconds have passed. */
  | { readonly kind: "later"; readonly asked: number }
  /** It will not be taken; the problem's name. */
  | { readonly kind: "refused"; readonly why: string };

type Sent = (percent: number) => void;

/** Files on their way from this page, with who is told of each. */
const underWay = new Map<string, { end: Promise<Brought>; told: Sent[]; abort: AbortController }>();

/**
 * Brings a file, once however many ask for it at the same time.
 *
 * @param sent told how many percent have gone
 */
export function arrive(file: Kept, sent: Sent = () => undefined): Promise<Brought> {
  const going = underWay.get(file.id);
  if (going !== undefined) {
    going.told.push(sent);
    return going.end;
  }
  const [told, abort] = [[sent], new AbortController()];
  const end = attempt(file, (percent) => told.forEach((one) => one(percent)), abort.signal).finally(() => underWay.delete(file.id));
  underWay.set(file.id, { end, told, abort });
  return end;
}

/** Gives a file up that is on its way. */
export function giveUp(id: string): void {
  underWay.get(id)?.abort.abort();
}

async function attempt(file: Kept, sent: Sent, signal: AbortSignal): Promise<Brought> {
  if (file.arrived) return { kind: "there" };
  try {
    const answer = await put(file, sent, signal);
    if (answer.status === 200 || answer.status === 201) {
      file.arrived = true;
      await keepFile(file);
      return { kind: "there" };
    }
    const outcome = judge(file.id, answer.status, answer.header("content-type") ?? "", answer.text);
    if (outcome.kind !== "retry") return { kind: "refused", why: slug(answer.text) };
    return { kind: "later", asked: retryAfter(answer.header("retry-after"), Date.now()) };
  } catch {
    return { kind: "later", asked: 0 };
  }
}

/**
 * Brings the files that a parcel names and that have not arrived. What is refused is left to the response, which says so.
 *
 * @returns how long the server asked to wait with another attempt, in milliseconds, if one is needed
 */
export async function bring({ id, body }: Parcel, sent: Sent): Promise<number | undefined> {
  for (const file of await filesOf(id)) {
    if (!body.includes(`file:${file.id}`)) continue;
    const end = await arrive(file, sent);
    if (end.kind === "later") return end.asked;
  }
  return undefined;
}

/** Counts a response's files as not there. False if there are none to bring again. */
export async function bringAgain(response: string): Promise<boolean> {
  const files = (await filesOf(response)).filter(({ arrived }) => arrived);
  for (const file of files) await keepFile({ ...file, arrived: false });
  return files.length > 0;
}
