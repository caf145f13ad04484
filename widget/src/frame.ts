/** Word to the page that shows this one in a frame: that it is there, how tall it is, how it went. */

/** What the embedding script may be told. Never an answer, never a receipt. */
export type News = "ready" | "height" | "completed" | "error";

const framed = window.parent !== window;

/** Tells the embedding page; alone in its window, a page tells nobody. */
export function tell(news: News, survey: string): void {
  if (!framed) return;
  // Any site may embed a survey, so the target is open; the message holds nothing that is not public.
  window.parent.postMessage({ type: `nordsvar:${news}`, survey, height: height() }, "*");
}

/** Tells that the page is ready, and from then on every change of its height. */
export function follow(survey: string): void {
  if (!framed) return;
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
