/** When a survey is shown. */

import type { Place } from "./place.ts";

declare global {
  interface Window {
    /** What has happened on the host page; it may begin the list before the script is there. */
    nordsvarEvents?: string[];
  }
}

const TRACKED = "nordsvar:track";
const past = (): string[] => (window.nordsvarEvents ??= []);

/** Tells every survey on the page, also those that come later, that something has happened. */
export function track(event: string): void {
  past().push(event);
  document.dispatchEvent(new CustomEvent(TRACKED, { detail: event }));
}

/**
 * Calls `show` when the survey is to be shown unasked, and `open` when it is asked for.
 *
 * @param shownFirst the kind is there from the beginning, to be clicked on
 */
export function arm({ options, signal }: Place, shownFirst: boolean, show: () => void, open: () => void): void {
  const { delay, scroll, exit, event, click } = options;
  const page = document.documentElement;
  /** Calls `show` once it is `time`, and listens no longer. */
  const when = (target: EventTarget, type: string, time: (event?: Event) => boolean): void => {
    const hear = (event?: Event): void => {
      if (!time(event)) return;
      target.removeEventListener(type, hear);
      show();
    };
    target.addEventListener(type, hear, { passive: true, signal });
    hear();
  };
  // Whoever is shown finds out for itself that it has gone meanwhile.
  if (delay != null) setTimeout(show, Number(delay) * 1_000);
  // A page that is short enough has been seen at once.
  if (scroll != null) when(document, "scroll", () => (scrollY + innerHeight) * 100 >= page.scrollHeight * Number(scroll));
  const leaves = exit != null && exit !== false;
  if (leaves) when(page, "mouseleave", (event) => !!event && (event as MouseEvent).clientY <= 0);
  if (event) {
    document.addEventListener(TRACKED, (told) => (told as CustomEvent).detail === event && show(), { signal });
    if (past().includes(event)) show();
  }
  if (click) {
    // A selector that is none is better heard of now than at the first click.
    document.querySelector(click);
    document.addEventListener("click", ({ target }) => (target as Element).closest?.(click) && open(), { signal });
  }
  if (delay == null && scroll == null && !leaves && !event && (shownFirst || !click)) show();
}
