/**
 * Proofs that this browser has worked for a response, where its survey asks for that. The work begins when somebody begins
 * to answer, so that nobody waits for it. Where it cannot be done the response goes without: it is kept all the same.
 */

import { idOf } from "./form.ts";
import type { Challenge } from "./challenge.ts";

/** What was begun, by the id of the response: a proof is good for that one alone. */
const begun = new Map<string, Promise<void>>();
const proofs = new Map<string, string>();

/** The longest wait for a proof when somebody sends. */
const LONGEST_MS = 20_000;

/** The proof for a response, if there is one by now. */
export function proofOf(id: string): string {
  return proofs.get(id) ?? "";
}

/** Has what the browser itself sends of a form bring the proof along. */
export function sendProof(form: HTMLFormElement): void {
  form.addEventListener("formdata", ({ formData }) => {
    const proof = proofOf(idOf(form));
    if (proof !== "") formData.set("nordsvar.proof", proof);
  });
}

/** Begins to work for the response that a form is of, if that was not begun; resolves when it is over, however it ended. */
export function prove(form: HTMLFormElement): Promise<void> {
  const { work } = form.dataset;
  if (work === undefined) return Promise.resolve();
  const id = idOf(form);
  const known = begun.get(id);
  if (known !== undefined) return known;
  const over = challengeFor(form, id)
    .then((challenge) => solved(work, challenge))
    .then((proof) => void proofs.set(id, proof))
    // What may be there later, such as a network, is asked for again.
    .catch(() => void begun.delete(id));
  begun.set(id, over);
  return over;
}

/** The same, but for no longer than somebody waits who has sent. */
export function proveInTime(form: HTMLFormElement): Promise<void> {
  return Promise.race([prove(form), new Promise<void>((late) => setTimeout(late, LONGEST_MS))]);
}

/** The challenge that came with the page; another one, where the response was begun on another page. */
async function challengeFor(form: HTMLFormElement, id: string): Promise<Challenge> {
  const { proof = "null", survey = "" } = form.dataset;
  const own = JSON.parse(proof) as Challenge | null;
  if (own?.salt.includes(`&response=${id}&`) === true) return own;
  const answer = await fetch(`/s/${survey}/challenge?response=${id}`, { cache: "no-store", redirect: "error" });
  if (!answer.ok) throw new Error("refused");
  return (await answer.json()) as Challenge;
}

function solved(source: string, challenge: Challenge): Promise<string> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(source);
    const end = (proof: unknown): void => {
      worker.terminate();
      if (typeof proof === "string") resolve(proof);
      else reject(new Error("unsolved"));
    };
    worker.onmessage = ({ data }) => end(data);
    worker.onerror = end;
    worker.postMessage(challenge);
  });
}
