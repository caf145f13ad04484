/** Work that a survey asks of browsers (ALTCHA's scheme): finds the number that a challenge was made of. */

import { hashesBehind } from "./sha256.ts";

/** As the server makes it. */
export interface Challenge {
  readonly algorithm: string;
  /** The hash of the salt and the number, in hexadecimal digits. */
  readonly challenge: string;
  /** No number is greater. */
  readonly maxnumber: number;
  readonly salt: string;
  readonly signature: string;
}

/** The proof that a challenge was solved, as it is sent; nothing if it cannot be. */
export function solve({ algorithm, challenge, maxnumber, salt, signature }: Challenge): string | undefined {
  if (algorithm !== "SHA-256") return undefined;
  const hash = hashesBehind(salt);
  const wanted = [...challenge.matchAll(/.{8}/g)].map(([word]) => parseInt(word, 16) | 0);
  for (let number = 0; number <= maxnumber; number += 1) {
    const found = hash(String(number));
    if (found[0] === wanted[0] && found.every((word, at) => word === wanted[at])) {
      return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
    }
  }
  return undefined;
}
