/** Posts a response, or puts a file, and tells how much of a large one has gone: only XMLHttpRequest knows. */

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  /** A header by its name, in small letters. */
  header(name: string): string | null;
}

/** From this many characters on it takes long enough for people to wonder. */
const LARGE = 64_000;
/** How long nothing may happen. */
const TIMEOUT_MS = 30_000;
const HEADERS = { "content-type": "application/json", accept: "application/json, application/problem+json" };

/**
 * Posts JSON; rejects if no answer came.
 *
 * @param sent told how many percent of a large body have gone
 */
export function post(url: string, body: string, sent: (percent: number) => void): Promise<Answer> {
  return body.length > LARGE ? largely(url, body, sent) : shortly(url, body);
}

async function shortly(url: string, body: string): Promise<Answer> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const answer = await fetch(url, {
      method: "POST", headers: HEADERS, body, cache: "no-store", credentials: "same-origin", redirect: "error", signal: abort.signal,
    });
    return { status: answer.status, text: await answer.text(), header: (name) => answer.headers.get(name) };
  } finally {
    clearTimeout(timer);
  }
}

function largely(url: string, body: string, sent: (percent: number) => void): Promise<Answer> {
  return send({ method: "POST", url, headers: HEADERS, body }, sent);
}

/** Puts a file; rejects if no answer came, or none is waited for any more. */
export function put({ url, type, about, blob }: Putting, sent: (percent: number) => void, signal: AbortSignal): Promise<Answer> {
  const headers = { "content-type": type, "nordsvar-file": about, accept: "application/json, application/problem+json" };
  return send({ method: "PUT", url, headers, body: blob }, sent, signal);
}

interface Putting {
  readonly url: string;
  readonly type: string;
  readonly about: string;
  readonly blob: Blob;
}

interface Sending {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Blob;
}

function send({ method, url, headers, body }: Sending, sent: (percent: number) => void, signal?: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const end = (): void => {
      clearTimeout(timer);
      const moved = request.responseURL !== new URL(url, location.href).href;
      if (request.status === 0 || moved) return reject(new Error("unanswered"));
      resolve({ status: request.status, text: request.responseText, header: (name) => request.getResponseHeader(name) });
    };
    let timer = setTimeout(() => request.abort(), TIMEOUT_MS);
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      clearTimeout(timer);
      timer = setTimeout(() => request.abort(), TIMEOUT_MS);
      sent(total === 0 ? 0 : Math.floor((loaded * 100) / total));
    });
    request.addEventListener("loadend", end);
    signal?.addEventListener("abort", () => request.abort());
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.send(body);
  });
}
