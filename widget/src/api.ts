/**
 * Surveys inside another site's pages: what a host page can say and gets. This is the ES module of the package; the
 * script tag has the same in `window.nordsvar`.
 *
 * The survey stays a page of its own origin in a frame, so the host page's script cannot read the answers and
 * its styles cannot break them. Styles are set through the object model, which a strict policy allows.
 */

import { show } from "./embed/show.ts";
import { track } from "./embed/triggers.ts";

/**
 * How a survey is shown: where it stands in the text, as a modal dialog, as a card in the window's corner, or behind a
 * tab at the window's edge.
 */
export type Kind = "inline" | "popup" | "slide-in" | "side-tab";

/** A number, or one as an attribute writes it. */
export type Count = number | string | undefined;

/**
 * Where, how and when a survey is shown; the script element's `data-` attributes by the same names.
 *
 * `delay`, `scroll`, `exit` and `event` show it unasked, whichever comes first; without any of them, and without
 * `click`, it is shown at once. What is shown unasked minds `audience` and `cooldown`.
 */
export interface Options {
  /** The survey's id. */
  survey: string;
  /** How it is shown; inline, if not said. */
  kind?: Kind | undefined;
  /** Inline: the element, or a selector for it, to show the survey in; without one, after the script. */
  target?: string | Element | null | undefined;
  /** A language (BCP 47) the survey has; without one, the respondent's own. */
  lang?: string | undefined;
  /** The name of frame and dialog for assistive technology; without one, the survey's title. */
  title?: string | undefined;
  /** What the side tab says. */
  label?: string | undefined;
  /** What the button that closes is called. */
  closeLabel?: string | undefined;
  /** Shown after as many seconds. */
  delay?: Count;
  /** Shown once this share of the page, in percent, has been scrolled into view. */
  scroll?: Count;
  /** Shown when the pointer leaves the page upwards; an attribute without a value says so, too. */
  exit?: boolean | string | undefined;
  /** Shown when the host page calls `track` with this name. */
  event?: string | undefined;
  /** Opened by a click on what this selector matches: asked for, so that audience and cool-down do not count. */
  click?: string | undefined;
  /** With `"off"`, the survey's page keeps no answers on the device before they are sent: many use it. */
  draft?: "off" | undefined;
  /** To how many page views in a hundred it is shown unasked; 100, if not said. */
  audience?: Count;
  /**
   * For how many days it is not shown unasked again to who closed, began or completed it. 30 for popup and slide-in
   * and 0 for the others, if not said; with 0 nothing is kept on the device.
   */
  cooldown?: Count;
}

/** A survey on the page: the element that holds it. Its events `nordsvar:*` bubble from there. */
export interface Shown extends HTMLElement {
  /** Shows it now, as if the visitor had asked for it. */
  open(): void;
  /** Takes it away until it is opened again. */
  close(): void;
  /** Takes it away for good, with everything that was waiting for a reason to show it. */
  destroy(): void;
}

/** Surveys of one origin. */
export interface Nordsvar {
  /** Shows a survey, now or when its time comes. */
  show(options: Options): Shown;
  /** Tells that something has happened on the host page, for surveys that wait for it. */
  track(event: string): void;
}

/**
 * Surveys of an origin.
 *
 * @param origin where the surveys are served, such as `https://surveys.example`
 */
export function connect(origin: string): Nordsvar {
  return { show: (options) => show({ edge: new URL(origin).origin, options }), track };
}
