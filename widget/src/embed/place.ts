/** What the parts of one survey on a host page share. */

import type { Options, Shown } from "../api.ts";

/** What is to be shown, of whom. */
export interface Wish {
  /** The origin that serves the survey. */
  readonly edge: string;
  readonly options: Options;
  /** What an inline survey without a target is shown after. */
  readonly anchor?: Element | null;
}

/** A survey on a host page. */
export interface Place extends Wish {
  /** The element that holds it. */
  readonly host: HTMLElement;
  /** Aborted when all of it goes. */
  readonly signal: AbortSignal;
  /** Lets an event bubble from the element. */
  say(what: string, detail?: object): void;
  /** The visitor has done something about the survey. */
  acted(): void;
}

/** What differs between the kinds. */
export interface View extends Pick<Shown, "open" | "close"> {
  /** Shows it unasked. */
  show(): void;
}
