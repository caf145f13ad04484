/**
 * One tab at a time answers a survey: two would each have a part of the answers. The tab that answers holds a lock; another
 * may ask for it, and is given it once the first has kept what it has. Without Web Locks every tab answers for itself.
 */

/** A tab's part in it. */
export interface Seat {
  readonly survey: string;
  /** Whether there is anything to answer here. */
  readonly open: () => boolean;
  /** It is this tab's turn: what another one kept is taken over. */
  readonly given: () => Promise<void>;
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
  const turn = able ? turns(seat, locks) : { begin: () => void seat.given(), take: () => undefined, leave: () => undefined };
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted && seat.open()) turn.begin();
  });
  return turn;
}

function turns(seat: Seat, locks: LockManager): Turn {
  const { survey } = seat;
  /** Lets go of the lock, if this tab holds it. */
  let release: (() => void) | undefined;
  let channel: BroadcastChannel | undefined;

  /** Whether the lock was given; it is then held until it is let go of, or stolen. */
  const hold = (options: LockOptions): Promise<boolean> =>
    new Promise((settle) => {
      let own: (() => void) | undefined;
      const held = async (lock: Lock | null): Promise<void> => {
        settle(lock !== null);
        if (lock === null || !seat.open()) return;
        const gone = new Promise<void>((resolve) => (own = resolve));
        release = own;
        await seat.given();
        await gone;
      };
      locks.request(`nordsvar:tab:${survey}`, options, held).catch(() => {
        settle(false);
        if (own !== undefined && release === own) lose();
      });
    });
  const letGo = (): void => {
    release?.();
    release = undefined;
  };
  const lose = (): void => {
    letGo();
    seat.taken();
  };
  const listen = (): void => {
    channel ??= new BroadcastChannel("nordsvar");
    channel.onmessage = ({ data }: MessageEvent<Wish>) => {
      if (data.survey === survey && release !== undefined) void seat.asked().then(lose);
    };
  };
  const leave = (): void => {
    letGo();
    // A page that listens is not kept for somebody who comes back to it.
    channel?.close();
    channel = undefined;
  };

  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => {
    // The other tab may be gone, and whoever looks at this one wants to answer here.
    if (document.visibilityState === "visible" && channel !== undefined && release === undefined) void hold({ ifAvailable: true });
  });
  return {
    begin: () => {
      if (release !== undefined) return;
      listen();
      void hold({ signal: until(OWN_MS) }).then((given) => given || seat.taken());
    },
    take: () => {
      channel?.postMessage({ survey } satisfies Wish);
      void hold({ signal: until(ASLEEP_MS) }).then((given) => given || hold({ steal: true }));
    },
    leave,
  };
}

function until(ms: number): AbortSignal {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), ms);
  return abort.signal;
}
