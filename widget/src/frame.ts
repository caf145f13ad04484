/** Word to the page that shows this one in a frame: that it is there, how tall it is, how it goes. */

import { text } from "./texts.ts";

/** What the embedding script may be told. Never an answer, never a receipt. */
export type News = "ready" | "height" | "answered" | "completed" | "error" | "escape";

const framed = window.parent !== window;

/** The embedding page's origin, once it has said who it is; any site may embed a survey. */
let host = "*";

/** Tells the embedding page; alone in its window, a page tells nobody. */
export function tell(news: News, kept: string): void {
  if (!framed) return;
  // Nothing in it is not public: until the host has answered, it may be anybody.
  // The document's own title also says which page is asked, and that something is wrong with it.
  const title = document.querySelector("h1")?.textContent ?? document.title;
  const survey = plain(kept);
  const words = { title, lang: document.documentElement.lang, close: text("close") };
  window.parent.postMessage({ type: `nordsvar:${news}`, survey, height: height(), ...words }, host);
}

/** The survey without the invitation by which it is answered, where answers are kept under both. */
export function plain(survey: string): string {
  return survey.replace(/\/.*/, "");
}

/** Tells that the page is ready, and from then on every change of its height. */
export function follow(survey: string): void {
  if (!framed) return;
  window.addEventListener("message", ({ source, origin, data }: MessageEvent<{ type?: unknown } | null>) => {
    // A sandboxed host is called "null", which cannot be written to.
    if (source === window.parent && data?.type === "nordsvar:host" && origin !== "null") host = origin;
  });
  document.addEventListener("keydown", (event) => {
    // The host's dialog does not see what is typed in here.
    if (event.key === "Escape" && !event.defaultPrevented && !event.isComposing) tell("escape", survey);
  });
  tell("ready", survey);
  let last = height();
  const grown = (): void => {
    const now = height();
    if (now === last) return;
    last = now;
    tell("height", survey);
  };
  if ("ResizeObserver" in window) new ResizeObserver(grown).observe(document.documentElement);
}

function height(): number {
  return Math.ceil(document.documentElement.getBoundingClientRect().height);
}
