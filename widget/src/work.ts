/** A worker that is given a challenge and gives back the proof; the page it works for stays responsive meanwhile. */

import { solve, type Challenge } from "./challenge.ts";

const worker = self as unknown as Worker;
worker.onmessage = ({ data }: MessageEvent<Challenge>) => worker.postMessage(solve(data));
