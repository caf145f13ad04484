/** A survey where it stands in the host page's text. */

import { makeFrame } from "./frame.ts";
import type { Place, View } from "./place.ts";

/** Shows it in its target, or after the script; the frame comes when the reader does. */
export function inline(place: Place): View {
  const { host, options, anchor, signal, say } = place;
  const { style } = host;
  const show = (): void => {
    if (host.isConnected || signal.aborted) return;
    const { target } = options;
    const spot = typeof target === "string" ? document.querySelector(target) : target;
    if (spot) spot.append(host);
    else if (anchor && document.body.contains(anchor)) anchor.after(host);
    else document.body.append(host);
    if (host.firstChild) return;
    style.minHeight = "20rem";
    // A window's height ahead, so that it is there when it is looked at.
    new IntersectionObserver(load, { rootMargin: "100%" }).observe(host);
  };
  const load = (seen: IntersectionObserverEntry[], near: IntersectionObserver): void => {
    if (host.firstChild || !seen.some((one) => one.isIntersecting)) return;
    near.disconnect();
    const frame = makeFrame(place, (what) => {
      if (what === "ready") style.minHeight = "";
      // The frame has shrunk under a reader far down in it: bring its beginning back.
      if (what === "completed" && host.getBoundingClientRect().top < 0) host.scrollIntoView();
    });
    host.append(frame);
  };
  const close = (): void => {
    if (!host.isConnected) return;
    say("closed");
    host.remove();
  };
  const open = (): void => {
    show();
    host.scrollIntoView({ block: "nearest" });
  };
  return { show, open, close };
}
