/** Files that were chosen, kept on this device until their response has arrived. */

import { transact } from "./device.ts";

/** A file that a response names. */
export interface Kept {
  /** Its id among the response's files: a UUID of version 7. */
  readonly id: string;
  /** The response's id. */
  readonly response: string;
  /** Where it is put: a path on this origin. */
  readonly url: string;
  /** What the server is told of it beside its content and its type. */
  readonly about: string;
  readonly name: string;
  readonly type: string;
  readonly blob: Blob;
  /** Whether the server has it. */
  arrived: boolean;
}

/** For how long a file may be there before its draft is, in milliseconds. */
const SOON_MS = 3_600_000;

/** Those of this page, for browsers that keep nothing. */
const here = new Map<string, Kept>();

/** Whether nothing is kept on the device before it is sent. */
let unkept = false;

/** Has nothing be kept on the device before it is sent. */
export function keepNothing(): void {
  unkept = true;
}

/** Keeps the files of a response that is on its way. */
export async function keepFilesOf(response: string): Promise<void> {
  if (!unkept) return;
  unkept = false;
  for (const file of here.values()) if (file.response === response) await keepFile(file);
}

/** Keeps a file, in the place of what was kept of it before. */
export async function keepFile(file: Kept): Promise<void> {
  here.set(file.id, file);
  if (!unkept) await transact(["files"], "readwrite", (store) => store("files").put(file)).catch(() => undefined);
}

/** A file by its id. */
export async function findFile(id: string): Promise<Kept | undefined> {
  const get = (): Promise<Kept | undefined> => transact(["files"], "readonly", (store) => store("files").get(id) as IDBRequest<Kept | undefined>);
  return here.get(id) ?? get().catch(() => undefined);
}

/** The files of a response. */
export async function filesOf(response: string): Promise<Kept[]> {
  const get = (): Promise<Kept[]> => transact(["files"], "readonly", (store) => store("files").getAll() as IDBRequest<Kept[]>);
  const all = new Map((await get().catch(() => [])).map((file) => [file.id, file]));
  for (const [id, file] of here) all.set(id, file);
  return [...all.values()].filter((file) => file.response === response);
}

/** Forgets a file; forgetting an unknown one is no error. */
export async function forgetFile(id: string): Promise<void> {
  here.delete(id);
  await transact(["files"], "readwrite", (store) => store("files").delete(id)).catch(() => undefined);
}

/** Forgets the files of a response. */
export async function forgetFilesOf(response: string): Promise<void> {
  for (const { id } of await filesOf(response)) await forgetFile(id);
}

/** Forgets what no draft has and no response that is on its way. */
export async function sweepFiles(now: number): Promise<void> {
  const lists = await Promise.all(
    (["drafts", "queue"] as const).map((name) => transact([name], "readonly", (store) => store(name).getAll() as IDBRequest<{ id: string }[]>)),
  );
  const wanted = new Set(lists.flat().map(({ id }) => id));
  const all = await transact(["files"], "readonly", (store) => store("files").getAll() as IDBRequest<Kept[]>);
  const since = (id: string): number => parseInt(id.replace("-", "").slice(0, 12), 16);
  for (const { id, response } of all) if (!wanted.has(response) && now - since(id) > SOON_MS) await forgetFile(id);
}
