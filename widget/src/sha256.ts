/** SHA-256 (FIPS 180-4) of a text that begins alike many times: only what follows is hashed anew. */

/** The first 32 bits of what stands behind the point in a prime's root. */
function fraction(root: number): number {
  return ((root - Math.floor(root)) * 2 ** 32) | 0;
}

const [START, STEPS] = constants();

function constants(): [Int32Array, Int32Array] {
  const start = new Int32Array(8);
  const steps = new Int32Array(64);
  let found = 0;
  for (let number = 2; found < 64; number += 1) {
    let prime = true;
    for (let factor = 2; factor * factor <= number; factor += 1) if (number % factor === 0) prime = false;
    if (!prime) continue;
    if (found < 8) start[found] = fraction(Math.sqrt(number));
    steps[found] = fraction(Math.cbrt(number));
    found += 1;
  }
  return [start, steps];
}

const BLOCK_BYTES = 64;
const words = new Int32Array(64);

/** Takes a block into a state. */
function take(state: Int32Array, bytes: DataView, at: number): void {
  for (let i = 0; i < 16; i += 1) words[i] = bytes.getInt32(at + i * 4);
  for (let i = 16; i < 64; i += 1) {
    const [x, y] = [words[i - 15]!, words[i - 2]!];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[i] = (words[i - 16]! + s0 + words[i - 7]! + s1) | 0;
  }
  let [a, b, c, d] = [state[0]!, state[1]!, state[2]!, state[3]!];
  let [e, f, g, h] = [state[4]!, state[5]!, state[6]!, state[7]!];
  for (let i = 0; i < 64; i += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const one = (h + s1 + ((e & f) ^ (~e & g)) + STEPS[i]! + words[i]!) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
  state[4]! += e;
  state[5]! += f;
  state[6]! += g;
  state[7]! += h;
}

/** Hashes of texts that begin with `start`, which is ASCII: what is given is what follows, and at most 32 bytes of it. */
export function hashesBehind(start: string): (rest: string) => Int32Array {
  const whole = Math.floor(start.length / BLOCK_BYTES) * BLOCK_BYTES;
  const begun = START.slice();
  const bytes = new DataView(new ArrayBuffer(whole + 2 * BLOCK_BYTES));
  const write = (text: string, at: number): void => {
    for (let i = 0; i < text.length; i += 1) bytes.setUint8(at + i, text.charCodeAt(i));
  };
  write(start, 0);
  for (let at = 0; at < whole; at += BLOCK_BYTES) take(begun, bytes, at);
  return (rest) => {
    const state = begun.slice();
    const end = start.length + rest.length;
    // One bit after the text, and its length in bits at the end of the last block.
    const last = end + 9 > whole + BLOCK_BYTES ? whole + BLOCK_BYTES : whole;
    for (let at = start.length; at < last + BLOCK_BYTES; at += 1) bytes.setUint8(at, 0);
    write(rest, start.length);
    bytes.setUint8(end, 0x80);
    bytes.setUint32(last + BLOCK_BYTES - 4, end * 8);
    for (let at = whole; at <= last; at += BLOCK_BYTES) take(state, bytes, at);
    return state;
  };
}
