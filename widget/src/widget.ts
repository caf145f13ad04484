/**
 * The embedding script: shows a survey inline, as tall as it is.
 *
 *   <script async src="https://surveys.example/widget.js" data-survey="sus"></script>
 *
 * The survey stays a page of its own origin in a frame, so the host page's script cannot read the answers and
 * its styles cannot break them. Styles are set through the object model, which a strict policy allows.
 */

/** Where and how a survey is shown; the script element's `data-` attributes by the same names. */
export interface Options {
  /** The survey's id. */
  survey: string;
  /** The element, or a selector for it, to show the survey in; without one, after the script. */
  target?: string | Element | null | undefined;
  /** A language (BCP 47) the survey has; without one, the respondent's own. */
  lang?: string | undefined;
  /** The frame's name for assistive technology. */
  title?: string | undefined;
}

interface Message {
  readonly type?: unknown;
  readonly survey?: unknown;
  readonly height?: unknown;
}

declare global {
  interface Window {
    nordsvar?: { show(options: Options): HTMLElement };
  }
}

const GIVE_UP_MS = 20_000;
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;
const edge = new URL(script?.src ?? location.href).origin;

/** Shows a survey and returns the element that holds it; events named `nordsvar:*` bubble from there. */
function show(options: Options): HTMLElement {
  const host = document.createElement("div");
  host.className = "nordsvar";
  const frame = makeFrame(options);
  const say = (type: string, detail: object = {}): void => {
    host.dispatchEvent(new CustomEvent(type, { bubbles: true, detail: { survey: options.survey, ...detail } }));
  };
  const late = setTimeout(() => say("nordsvar:error", { reason: "timeout" }), GIVE_UP_MS);
  const hear = ({ origin, source, data }: MessageEvent<Message | null>): void => {
    if (origin !== edge || source !== frame.contentWindow || !data) return;
    const { type, height } = data;
    if (typeof height === "number" && height > 0 && height < 1e5) frame.style.height = `${Math.ceil(height)}px`;
    if (type === "nordsvar:ready") clearTimeout(late);
    if (type === "nordsvar:ready" || type === "nordsvar:completed" || type === "nordsvar:error") say(type);
    // The frame has shrunk under a reader far down in it: bring its beginning back.
    if (type === "nordsvar:completed" && host.getBoundingClientRect().top < 0) host.scrollIntoView();
  };
  addEventListener("message", hear);
  host.append(frame);
  place(host, options.target);
  return host;
}

function makeFrame({ survey, lang, title }: Options): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  const language = lang ? `&lang=${encodeURIComponent(lang)}` : "";
  frame.src = `${edge}/s/${encodeURIComponent(survey)}?embed=1${language}`;
  frame.title = title || survey;
  frame.allow = "clipboard-write";
  const { style } = frame;
  style.display = "block";
  style.width = "100%";
  style.height = "20rem";
  style.border = "0";
  // Else a page in the other colour scheme gets an opaque frame.
  style.colorScheme = "normal";
  return frame;
}

function place(host: HTMLElement, target: Options["target"]): void {
  const spot = typeof target === "string" ? document.querySelector(target) : target;
  if (spot) spot.append(host);
  else if (script && document.body.contains(script)) script.after(host);
  else document.body.append(host);
}

/** Once the host page has its content and a moment to spare. */
function idle(work: () => void): void {
  const soon = (): void => {
    // Safari has no idle callback.
    if (typeof requestIdleCallback === "function") requestIdleCallback(work, { timeout: 2_000 });
    else setTimeout(work, 1);
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", soon);
  else soon();
}

window.nordsvar ??= { show };
const { survey, target, lang, title } = script?.dataset ?? {};
if (survey) idle(() => show({ survey, target, lang, title }));
