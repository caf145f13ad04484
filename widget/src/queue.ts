/**
 * Responses on their way, kept on this device until the server has acknowledged or finally refused them.
 *
 * They lie in IndexedDB, which outlives a reload, a closed tab and a restart of the browser. Nothing is kept
 * longer than that: an entry is removed the moment its fate is known.
 */

/** One response as it will be sent, attempt after attempt. */
export interface Parcel {
  /** The response id; the key, so that one response is never queued twice. */
  readonly id: string;
  readonly survey: string;
  /** Where it is posted: a path on this origin. */
  readonly url: string;
  /** The JSON text, fixed before the first attempt. */
  readonly body: string;
}

const DATABASE = "nordsvar";
const STORE = "queue";
/** Some browsers leave an open unanswered; after this the device counts as keeping nothing. */
const OPEN_MS = 3_000;

/** Keeps a parcel. Resolves once it is on the device; rejects where the browser keeps nothing. */
export async function keep(parcel: Parcel): Promise<void> {
  await run("readwrite", (store) => store.put(parcel));
}

/** Forgets a parcel; forgetting an unknown one is no error. */
export async function forget(id: string): Promise<void> {
  await run("readwrite", (store) => store.delete(id));
}

/** The parcel with this id, if it is still waiting. */
export async function find(id: string): Promise<Parcel | undefined> {
  return run<Parcel | undefined>("readonly", (store) => store.get(id) as IDBRequest<Parcel | undefined>);
}

/** All parcels that wait, oldest response id first. */
export async function all(): Promise<Parcel[]> {
  return run("readonly", (store) => store.getAll() as IDBRequest<Parcel[]>);
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    const timer = setTimeout(() => {
      request.onsuccess = () => request.result.close();
      reject(new Error("unanswered"));
    }, OPEN_MS);
    request.onsuccess = () => {
      clearTimeout(timer);
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
}

async function run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      // "strict" asks the browser to flush to the disk before it says done.
      const transaction = database.transaction(STORE, mode, { durability: "strict" });
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
      transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}
