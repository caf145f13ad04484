/** One survey on a host page, from the wish to its end. */

import type { Shown } from "../api.ts";
import { rememberAct, rests } from "./cooldown.ts";
import { inline } from "./inline.ts";
import { panel } from "./panel.ts";
import type { Place, Wish } from "./place.ts";
import { arm } from "./triggers.ts";

/** The days for kinds that come unasked. */
const COOLDOWN_DAYS = 30;

/** Shows a survey when its time comes, and returns the element that holds it. */
export function show(wish: Wish): Shown {
  const { survey, kind, audience = 100, cooldown } = wish.options;
  const comes = kind === "popup" || kind === "slide-in";
  const days = Number(cooldown ?? (comes ? COOLDOWN_DAYS : 0));
  const host = document.createElement("div");
  host.className = "nordsvar";
  const life = new AbortController();
  const place: Place = {
    ...wish,
    host,
    signal: life.signal,
    say: (what, detail) => {
      host.dispatchEvent(new CustomEvent(`nordsvar:${what}`, { bubbles: true, detail: { survey, ...detail } }));
    },
    acted: () => {
      if (days > 0) rememberAct(survey);
    },
  };
  const { show, open, close } = comes || kind === "side-tab" ? panel(place) : inline(place);
  const chosen = Math.random() * 100 < Number(audience);
  const unasked = (): void => {
    if (chosen && !rests(survey, days)) show();
  };
  const destroy = (): void => {
    close();
    life.abort();
    host.remove();
  };
  arm(place, kind === "side-tab", unasked, open);
  return Object.assign(host, { open, close, destroy });
}
