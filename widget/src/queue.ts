/**
 * Responses on their way, kept on this device until the server has acknowledged or finally refused them. Nothing is
 * kept longer than that: an entry is removed the moment its fate is known.
 */

import { transact } from "./device.ts";
import { draftOf, type Draft } from "./drafts.ts";
import { forgetFilesOf } from "./kept.ts";

/** One response as it will be sent, attempt after attempt. */
export interface Parcel {
  /** The response id; the key, so that one response is never queued twice. */
  readonly id: string;
  /** What its draft is kept under. */
  readonly survey: string;
  /** Where it is posted: a path on this origin. */
  readonly url: string;
  /** The JSON text, fixed before the first attempt. */
  readonly body: string;
  /** As in the draft that it was made of. */
  readonly revision?: number;
}

/**
 * Keeps a parcel in the place of the draft that it was made of: there is one of them or the other at any moment.
 * Resolves once it is on the device; rejects where the browser keeps nothing.
 */
export async function keep(parcel: Parcel): Promise<void> {
  await transact(["queue", "drafts"], "readwrite", (store) => {
    forgetDraftOf(store("drafts"), parcel.survey, parcel.id);
    return store("queue").put(parcel);
  });
}

function forgetDraftOf(drafts: IDBObjectStore, survey: string, id: string): void {
  const found = drafts.get(survey) as IDBRequest<Draft | undefined>;
  found.onsuccess = () => {
    if (found.result?.id === id) drafts.delete(survey);
  };
}

/** Forgets a parcel, and a draft of it that is left; forgetting an unknown one is no error. */
export async function forget({ id, survey }: Parcel): Promise<void> {
  await transact(["queue", "drafts"], "readwrite", (store) => {
    forgetDraftOf(store("drafts"), survey, id);
    return store("queue").delete(id);
  });
  await forgetFilesOf(id);
}

/**
 * Makes a parcel a draft again, for somebody to put right what was refused. Answers that the survey was given since then
 * stay in their place.
 */
export async function giveBack(parcel: Parcel): Promise<void> {
  await transact(["queue", "drafts"], "readwrite", (store) => {
    const drafts = store("drafts");
    const found = drafts.get(parcel.survey) as IDBRequest<Draft | undefined>;
    found.onsuccess = () => {
      if (found.result === undefined) drafts.put(draftOf(parcel.survey, JSON.parse(parcel.body), { revision: parcel.revision ?? 0 }));
    };
    return store("queue").delete(parcel.id);
  });
}

/** The parcel with this id, if it is still waiting. */
export async function find(id: string): Promise<Parcel | undefined> {
  return transact(["queue"], "readonly", (store) => store("queue").get(id) as IDBRequest<Parcel | undefined>);
}

/** All parcels that wait, oldest response id first. */
export async function all(): Promise<Parcel[]> {
  return transact(["queue"], "readonly", (store) => store("queue").getAll() as IDBRequest<Parcel[]>);
}
