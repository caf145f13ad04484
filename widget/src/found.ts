/** Responses that wait on this device, whichever page of ours made them: any page takes them up when there is hope. */

import { deliver, hurry, type Final } from "./delivery.ts";
import { plain } from "./frame.ts";
import { all, type Parcel } from "./queue.ts";
import { text } from "./texts.ts";
import { quiet, receiptPanel, status } from "./view.ts";

/** A page that takes up what it finds. */
export interface Finder {
  /** Parcels that this tab is delivering, by id. */
  readonly underWay: Set<string>;
  /** Whether the banner is free to tell of what was found. */
  readonly idle: () => boolean;
  /** Told how it ended with what was found. */
  readonly ended: (parcel: Parcel, end: Final) => void;
}

/** Delivers what is found now, when the network is back, and when somebody looks at the page again. */
export function flushWhenSensible(finder: Finder): void {
  const flush = (): void => {
    hurry();
    void flushQueue(finder);
  };
  window.addEventListener("online", flush);
  window.addEventListener("pageshow", flush);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") flush();
  });
  flush();
}

/** What is said of a response that waits. */
export function whyWaiting(kept: boolean): string[] {
  return [text(kept ? "queued" : "notSent"), navigator.onLine ? "" : text("network"), text("retrying")];
}

/** Takes up what lies in the queue and nobody in this tab is delivering yet. */
async function flushQueue(finder: Finder): Promise<void> {
  const parcels = await all().catch(() => []);
  const found = parcels.filter((parcel) => !finder.underWay.has(parcel.id));
  for (const parcel of found) finder.underWay.add(parcel.id);
  await Promise.all(found.map((parcel) => takeUp(finder, parcel)));
}

async function takeUp({ underWay, idle, ended }: Finder, parcel: Parcel): Promise<void> {
  if (idle()) status("busy", [text("sending")]);
  const waiting = (): void => {
    if (idle()) status("waiting", whyWaiting(true));
  };
  const end = await deliver(parcel, "finder", waiting).catch(() => undefined);
  underWay.delete(parcel.id);
  if (end !== undefined) ended(parcel, end);
  else if (idle() && underWay.size === 0) quiet();
}

/** The receipts that the banner shows. */
const receipts: HTMLElement[] = [];

/** An earlier response has arrived while the form is in use, or it belongs to another survey. */
export function announce(parcel: Parcel, receipt: string, survey: string): void {
  const title = parcel.survey === survey ? text("receipt") : `${text("receipt")} (${plain(parcel.survey)})`;
  receipts.push(receiptPanel(title, receipt));
  status("done", [text("received")], ...receipts);
}
