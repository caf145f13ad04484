/** When to try again: exponential backoff with jitter, and what the server asked for in Retry-After. */

const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;
/** A longer Retry-After than this is taken as this: nobody should wait on a mistyped header. */
const LONGEST_ASKED_MS = 3_600_000;

/**
 * The wait before the next attempt, in milliseconds.
 *
 * Half of the exponential step is fixed and half is drawn, so that many browsers cut off at the same moment
 * come back spread out. What the server asked for is never undercut; the draw comes on top of it.
 *
 * @param failures how many attempts have failed so far, 1 after the first
 * @param asked what Retry-After asked for in milliseconds, 0 if nothing
 * @param random a number in [0, 1)
 */
export function wait(failures: number, asked: number, random: number): number {
  const step = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(Math.max(failures - 1, 0), 16));
  const spread = step / 2;
  return Math.round(Math.max(spread, Math.min(asked, LONGEST_ASKED_MS)) + spread * random);
}

/**
 * Retry-After (RFC 9110, section 10.2.3) in milliseconds from `now`: seconds or an HTTP date. 0 if absent,
 * malformed or in the past.
 */
export function retryAfter(header: string | null, now: number): number {
  const text = header?.trim() ?? "";
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  const at = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? 0 : Math.max(0, at - now);
}
