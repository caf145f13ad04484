/** What an answer from the server means for a response that is to be delivered. */

/** One field at fault, as in `invalid_params` of a problem (RFC 9457). */
export interface Fault {
  readonly name: string;
  readonly reason: string;
}

/** What the server says of a response that is kept. */
export interface Received {
  readonly receipt: string;
  /** Where the respondent, and nobody else, finds the response again: a path on this origin, with what opens it. */
  readonly link?: string;
  /** What the survey says at the end: markup that the server has checked. */
  readonly html?: string;
  /** Where respondents go at the end: an `https:` address. */
  readonly onward?: string;
}

/** The end, or not the end, of one attempt. Only `retry` keeps the response in the queue. */
export type Outcome =
  | ({ readonly kind: "received" } & Received)
  | { readonly kind: "retry" }
  /** `gone` says that a file which it names is not there. */
  | { readonly kind: "invalid"; readonly faults: readonly Fault[]; readonly detail: string; readonly gone: boolean }
  | { readonly kind: "conflict" }
  | { readonly kind: "closed" }
  | { readonly kind: "full" }
  /** Its invitation was answered before, takes no answers any more, or its time is up. */
  | { readonly kind: "already" | "cancelled" | "expired" }
  | { readonly kind: "refused"; readonly detail: string };

const RETRY: Outcome = { kind: "retry" };
/** Client errors that pass: the request took too long, came too early, or too often. */
const PASSING = [408, 425, 429];

/**
 * Judges one answer.
 *
 * Only an answer that is recognisably Nordsvar's own is final: a receipt for this very id, or a problem+json
 * with a client error. All else (a captive portal's page, a proxy's 403, a 5xx) is tried again, for the id
 * makes a repeat harmless and a lost response cannot be got back.
 */
export function judge(id: string, status: number, contentType: string, body: string): Outcome {
  const json = record(parse(body));
  if (status === 200 || status === 201) {
    const receipt = json["receipt"];
    if (json["id"] !== id || typeof receipt !== "string") return RETRY;
    const [html, onward] = [text(json["completed_html"]), text(json["navigate_to"])];
    const shown = html === "" ? {} : { html };
    const own = text(record(json["links"])["response"]);
    const link = own.startsWith("/s/") ? { link: own } : {};
    return { kind: "received", receipt, ...link, ...shown, ...(onward.startsWith("https://") ? { onward } : {}) };
  }
  const problem = contentType.toLowerCase().startsWith("application/problem+json");
  if (!problem || status < 400 || status > 499 || PASSING.includes(status)) return RETRY;
  const detail = text(json["detail"]) || text(json["title"]);
  const why = slug(body);
  // Its invitation has an answer, is over, or is none that takes one.
  if (why.startsWith("invitation-")) return { kind: status === 409 ? "already" : why.endsWith("expired") ? "expired" : "cancelled" };
  if (status === 409) return { kind: why === "survey-closed" ? "closed" : why === "quota-full" ? "full" : "conflict" };
  const gone = why === "files-missing";
  return status === 422 ? { kind: "invalid", faults: faults(json["invalid_params"]), detail, gone } : { kind: "refused", detail };
}

/** The name of a problem (RFC 9457): what its type ends with. */
export function slug(body: string): string {
  return text(record(parse(body))["type"]).replace(/^.*:/, "");
}

function faults(value: unknown): Fault[] {
  if (!Array.isArray(value)) return [];
  return value.map(record).map((fault) => ({ name: text(fault["name"]), reason: text(fault["reason"]) }));
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
