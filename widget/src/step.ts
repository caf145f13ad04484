/**
 * A step before cancelling, on a seller's own pages:
 *
 *   <script async src="https://surveys.example/apps/why-cancel/step.js"></script>
 *   <a data-nordsvar-cancel data-start="/account/before-cancelling" href="/account/cancel">Cancel</a>
 *
 * Whoever follows the link goes where the seller's server says, if it says so at once and we can be reached; else they
 * go on to cancel, as without this script. Nothing is kept, and no cookie of ours is sent.
 */

/** How long cancelling may wait for us, in milliseconds. */
const PATIENCE = 800;

/** Where the flow is that the seller's server starts. */
async function started(link: HTMLAnchorElement, script: string): Promise<string> {
  const start = new URL(link.dataset["start"] ?? "", location.href);
  if (start.origin !== location.origin) throw new TypeError();
  const stop = new AbortController();
  const { signal } = stop;
  const late = new Promise<never>((_, fail) => {
    setTimeout(() => {
      stop.abort();
      fail(new TypeError());
    }, PATIENCE);
  });
  // That a browser comes to us is tried first: a page that does not load would hold up whoever wants to cancel.
  const reached = fetch(script, { method: "HEAD", mode: "no-cors", cache: "no-store", credentials: "omit", signal });
  // A header that other sites' pages cannot send.
  const asked = fetch(start, { method: "POST", headers: { accept: "application/json", "x-nordsvar": "cancel" }, signal });
  const told = async (): Promise<string> => {
    const [answer] = await Promise.all([asked, reached]);
    const { url } = (await answer.json()) as { readonly url: string };
    const way = new URL(url);
    if (!answer.ok || way.origin !== new URL(script).origin) throw new TypeError();
    return way.href;
  };
  return Promise.race([told(), late]);
}

const own = document.currentScript as HTMLScriptElement | null;
if (own) {
  const script = own.src;
  addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-nordsvar-cancel]") : null;
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    // Who asks for another window, or presses once more while we ask, goes on to cancel.
    if (!link?.dataset["start"] || !plain || event.defaultPrevented || link.ariaBusy) return;
    event.preventDefault();
    link.ariaBusy = "true";
    void started(link, script)
      .catch(() => link.href)
      .then((way) => {
        link.ariaBusy = null;
        location.assign(way);
      });
  });
}

export {};
