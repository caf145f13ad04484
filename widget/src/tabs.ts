/**
 * One tab at a time answers a survey: two would each have a part of the answers. The tab that has answers holds a lock;
 * another may ask for it, and is given it once the first has kept what it has. A tab in which nobody has answered anything
 * keeps none from answering. Without Web Locks every tab answers for itself.
 */

/** A tab's part in it. */
export interface Seat {
  readonly survey: string;
  /** Whether there is anything to answer here. */
  readonly open: () => boolean;
  /** Whether there are answers here, for which the turn is held. */
  readonly wanted: () => boolean;
  /** It is this tab's turn: what another one kept is taken over. */
  readonly given: () => Promise<void>;
  /** It may be another tab's turn. */
  readonly doubted: () => void;
  /** Another tab wants its turn: what was answered here is kept. */
  readonly asked: () => Promise<void>;
  /** It is another tab's turn. */
  readonly taken: () => void;
}

/** A tab's turn, or the lack of it. */
export interface Turn {
  /** Takes the turn if no other tab has it. */
  begin(): void;
  /** Takes the turn from the tab that has it. */
  take(): void;
  /** Gives it back: there is nothing more to answer here. */
  leave(): void;
}

/** A page that was loaded again may find the lock held by what it was before. */
const OWN_MS = 700;
/** A tab that does not answer by then is asleep, and has kept what it had when it fell asleep. */
const ASLEEP_MS = 1_500;

/** What the tabs tell each other: that one wants the turn at a survey. */
interface Wish {
  readonly survey: string;
}

/** Takes part in the turns at a survey. */
export function takePart(seat: Seat): Turn {
  const locks = (navigator as { locks?: LockManager }).locks;
  const able = locks !== undefined && "BroadcastChannel" in window;
  const turn = able ? turnBy(locks, seat) : { begin: () => void seat.given(), take: () => undefined, leave: () => undefined };
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted && seat.open()) turn.begin();
  });
  return turn;
}

/** A tab among others. */
interface Tab {
  readonly seat: Seat;
  readonly locks: LockManager;
  /** Where tabs hear each other's wishes, while this one takes part. */
  channel?: BroadcastChannel | undefined;
  /** Lets go of the lock, while this tab holds it. */
  release?: (() => void) | undefined;
  /** Whether it is this tab's turn, while that is being asked. */
  coming?: Promise<boolean> | undefined;
}

function turnBy(locks: LockManager, seat: Seat): Turn {
  const tab: Tab = { locks, seat };
  const leave = (): void => {
    letGo(tab);
    // A page that listens is not kept for somebody who comes back to it.
    tab.channel?.close();
    tab.channel = undefined;
  };
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => {
    // The other tab may be gone, and whoever looks at this one wants to answer here.
    if (document.visibilityState === "visible" && tab.channel !== undefined) come(tab);
  });
  return {
    begin: () => {
      listen(tab);
      come(tab);
    },
    take: () => {
      tab.channel?.postMessage({ survey: seat.survey } satisfies Wish);
      void hold(tab, { signal: until(ASLEEP_MS) }).then((given) => given || hold(tab, { steal: true }));
    },
    leave,
  };
}

/** Takes the turn if no other tab has it. */
function come(tab: Tab): void {
  if (tab.release !== undefined || tab.coming !== undefined) return;
  tab.coming = isFree(tab);
  void tab.coming.then((given) => {
    tab.coming = undefined;
    if (!given) tab.seat.taken();
  });
}

/** Only the browser's own word counts, which may take its time to come. */
async function isFree(tab: Tab): Promise<boolean> {
  const free = { ifAvailable: true };
  if (await hold(tab, free)) return true;
  tab.seat.doubted();
  return (await hold(tab, { signal: until(OWN_MS) })) || hold(tab, free);
}

function listen(tab: Tab): void {
  try {
    tab.channel ??= new BroadcastChannel("nordsvar");
  } catch {
    return;
  }
  tab.channel.onmessage = ({ data }: MessageEvent<Wish>) => {
    if (data.survey === tab.seat.survey && tab.release !== undefined) void tab.seat.asked().then(() => lose(tab));
  };
}

/** Asks for the lock. Whether it was given; it is then held until this tab lets go of it, or another steals it. */
function hold(tab: Tab, options: LockOptions): Promise<boolean> {
  const { locks, seat } = tab;
  return new Promise((settle) => {
    let own: (() => void) | undefined;
    const held = async (lock: Lock | null): Promise<void> => {
      settle(lock !== null);
      if (lock === null || !seat.open()) return;
      const gone = new Promise<void>((resolve) => (own = resolve));
      tab.release = own;
      await seat.given();
      if (seat.wanted()) await gone;
      if (tab.release === own) tab.release = undefined;
    };
    locks.request(`nordsvar:tab:${seat.survey}`, options, held).catch((error: unknown) => {
      const told = error instanceof DOMException && error.name === "AbortError";
      settle(!told);
      // Where the browser denies locks there are no turns.
      if (!told) void seat.given();
      else if (own !== undefined && tab.release === own) lose(tab);
    });
  });
}

function lose(tab: Tab): void {
  letGo(tab);
  tab.seat.taken();
}

function letGo(tab: Tab): void {
  tab.release?.();
  tab.release = undefined;
}

function until(ms: number): AbortSignal {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), ms);
  return abort.signal;
}
