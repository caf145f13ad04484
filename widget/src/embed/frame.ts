/** The survey's own page, in a frame. */

import type { Place } from "./place.ts";

/** What the page says of itself; anything may be missing or false. */
export interface Words {
  readonly type?: unknown;
  readonly survey?: unknown;
  readonly height?: unknown;
  readonly title?: unknown;
  readonly lang?: unknown;
  /** What closing is called in its language. */
  readonly close?: unknown;
}

const GIVE_UP_MS = 20_000;

/** What the host page is told of; `height` and `escape` are between the two. */
const PUBLIC = /^(ready|answered|completed|error)$/;

/**
 * Makes the frame. From nobody but the page in it, on the origin it was asked of, is anything heard.
 *
 * @param hear told what the page says, before the host page is
 */
export function makeFrame(place: Place, hear: (what: string, words: Words) => void): HTMLIFrameElement {
  const { edge, options, signal, say } = place;
  const { survey, lang, title, draft } = options;
  const frame = document.createElement("iframe");
  const tell = (what: string, words: Words, detail?: object): void => {
    hear(what, words);
    if (PUBLIC.test(what)) say(what, detail);
  };
  const late = setTimeout(() => signal.aborted || tell("error", {}, { reason: "timeout" }), GIVE_UP_MS);
  const listen = ({ origin, source, data }: MessageEvent<Words | null>): void => {
    if (origin !== edge || source !== frame.contentWindow || !source || data?.survey !== survey) return;
    const { height } = data;
    if (typeof height === "number" && height > 0 && height < 1e5) frame.style.height = `${height}px`;
    const what = `${data.type}`.replace("nordsvar:", "");
    if (what === "ready") {
      clearTimeout(late);
      frame.title = title || `${data.title}`;
      // The page then tells this page and no other.
      frame.contentWindow?.postMessage({ type: "nordsvar:host" }, edge);
    }
    if (what === "answered" || what === "completed") place.acted();
    tell(what, data);
  };
  addEventListener("message", listen, { signal });
  const language = lang ? `&lang=${encodeURIComponent(lang)}` : "";
  frame.src = `${edge}/s/${encodeURIComponent(survey)}?embed=1${language}`;
  frame.title = title || survey;
  // The page in it reads its frame's name, and it stays when the page changes.
  frame.name = `nordsvar-${draft}`;
  frame.allow = "clipboard-write";
  // The scheme of the page in it: in another, the frame would be opaque behind the page's round corners.
  frame.style.cssText = "display:block;width:100%;height:20rem;border:0;color-scheme:light dark";
  return frame;
}
