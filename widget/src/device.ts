/**
 * What this device keeps, in IndexedDB, which outlives a reload, a closed tab and a restart of the browser: responses
 * on their way (`queue`), answers that were not sent yet (`drafts`), and the `files` of both.
 */

export type Store = "queue" | "drafts" | "files";

/** The stores, and the member that each of them knows its entries by. */
const KEYS: Readonly<Record<Store, string>> = { queue: "id", drafts: "survey", files: "id" };
const DATABASE = "nordsvar";
const VERSION = 3;
/** Some browsers leave an open unanswered; after this the device counts as keeping nothing. */
const OPEN_MS = 3_000;

/** Held open, for a page that goes away has no time left to open anything. */
let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, VERSION);
    request.onupgradeneeded = () => {
      const { result: database } = request;
      for (const [store, keyPath] of Object.entries(KEYS)) {
        if (!database.objectStoreNames.contains(store)) database.createObjectStore(store, { keyPath });
      }
    };
    const timer = setTimeout(() => {
      request.onsuccess = () => request.result.close();
      reject(new Error("unanswered"));
    }, OPEN_MS);
    request.onsuccess = () => {
      clearTimeout(timer);
      const { result: database } = request;
      const gone = (): void => {
        opened = undefined;
      };
      database.onclose = gone;
      // A page of a later version makes its stores; this one opens again when it needs to.
      database.onversionchange = () => {
        gone();
        database.close();
      };
      resolve(database);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
}

async function begin(stores: Store[], mode: IDBTransactionMode): Promise<IDBTransaction> {
  for (let attempt = 1; ; attempt += 1) {
    opened ??= open();
    try {
      // "strict" asks the browser to flush to the disk before it says done.
      return (await opened).transaction(stores, mode, { durability: "strict" });
    } catch (error) {
      opened = undefined;
      // The connection may have been lost since it was last used, but not twice in a row.
      if (attempt > 1 || !(error instanceof DOMException && error.name === "InvalidStateError")) throw error;
    }
  }
}

/**
 * Does some work in one transaction: all of it is done, or nothing. Resolves with what the request found that `work`
 * returns; rejects where the browser keeps nothing, or nothing more.
 */
export async function transact<T>(
  stores: Store[],
  mode: IDBTransactionMode,
  work: (store: (name: Store) => IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const transaction = await begin(stores, mode);
  return new Promise<T>((resolve, reject) => {
    const request = work((name) => transaction.objectStore(name));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}
