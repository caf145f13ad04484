/** A survey above the host page: modal dialog, card in the corner, panel behind a tab. */

import type { Shown } from "../api.ts";
import { build, name, type Parts } from "./dialog.ts";
import { makeFrame } from "./frame.ts";
import type { Place, View } from "./place.ts";

/** Marks the element whose survey is open; there is one at a time, whoever showed it. */
const OPEN = "nordsvar-open";

const opened = (): NodeListOf<Shown> => document.querySelectorAll(`.${OPEN}`);

/** Its frame is made when it is to be seen; unasked, it opens once the page in it has come. */
export function panel(place: Place): View {
  const { host, options, signal, say } = place;
  const { kind } = options;
  let parts: Parts | undefined;
  let frame: HTMLIFrameElement | undefined;
  let ready = false;
  /** It opens when its page has come. */
  let waiting = false;
  /** What had the focus before. */
  let back: Element | null = null;

  const put = (): Parts => {
    if (!host.isConnected) document.body.append(host);
    return (parts ??= build(place, open, dismiss));
  };
  const load = (): void => {
    const made = put();
    if (frame) return;
    frame = makeFrame(place, (what, words) => {
      if (what === "escape") dismiss();
      if (what === "ready") {
        ready = true;
        name(made, options, words);
        if (waiting && !opened().length) appear(false);
        waiting = false;
      }
      if (what === "error" && waiting) {
        // Nobody has seen it; the next reason to show it may find the survey there again.
        frame?.remove();
        frame = undefined;
        waiting = false;
      }
    });
    made.dialog.append(frame);
    name(made, options, {});
  };
  const appear = (asked: boolean): void => {
    const { dialog, tab } = put();
    back = document.activeElement;
    host.classList.add(OPEN);
    if (kind === "popup") dialog.showModal();
    else dialog.open = true;
    // The dialog itself, so that its name is read out and not its button's. A card that nobody asked for takes nothing.
    if (kind === "popup" || asked) dialog.focus();
    if (tab) tab.hidden = true;
  };
  const show = (): void => {
    if (signal.aborted) return;
    if (kind === "side-tab") put();
    else if (opened().length) return;
    else if (ready) appear(false);
    else {
      load();
      waiting = true;
    }
  };
  const open = (): void => {
    if (signal.aborted || host.classList.contains(OPEN)) return;
    for (const other of opened()) other.close();
    load();
    waiting = false;
    appear(true);
  };
  const close = (): void => {
    waiting = false;
    if (!parts || !host.classList.contains(OPEN)) return;
    const { dialog, tab } = parts;
    const inside = document.activeElement === host;
    host.classList.remove(OPEN);
    dialog.close();
    if (tab) tab.hidden = false;
    if (inside) (tab ?? (back as HTMLElement | null))?.focus();
    say("closed");
  };
  /** The visitor closes it. */
  const dismiss = (): void => {
    if (!host.classList.contains(OPEN)) return;
    place.acted();
    close();
  };
  return { show, open, close };
}
