/**
 * The embedding script: `src/api.ts` for pages without modules.
 *
 *   <script async src="https://surveys.example/widget.js" data-survey="sus"></script>
 */

import type { Nordsvar, Options } from "./api.ts";
import { show } from "./embed/show.ts";
import { track } from "./embed/triggers.ts";

declare global {
  interface Window {
    nordsvar?: Nordsvar;
  }
}

const anchor = document.currentScript as HTMLScriptElement | null;
const edge = new URL(anchor?.src || location.href).origin;
const own: Nordsvar = { show: (options) => show({ edge, anchor, options }), track };

/** Once the host page has its content and a moment to spare. */
function idle(work: () => void): void {
  const soon = (): void => {
    // Safari has no idle callback.
    if (window.requestIdleCallback as unknown) requestIdleCallback(work, { timeout: 2_000 });
    else setTimeout(work, 1);
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", soon);
  else soon();
}

window.nordsvar ??= own;
const { dataset } = anchor ?? {};
if (dataset?.["survey"]) idle(() => own.show({ ...dataset } as unknown as Options));
