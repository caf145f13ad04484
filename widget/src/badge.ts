/**
 * A shop's badge on its own pages:
 *
 *   <script async src="https://surveys.example/apps/store-evaluator/badge.js" data-badge="abcdefgh01234567"></script>
 *
 * It stands behind the script, or in the element that `data-in` names by its id. Nothing is kept, and no cookie is sent.
 */

/** A sheet of the object model in a shadow tree: a strict policy allows it, the host page's styles do not reach it. */
const RULES = `
:host{display:inline-block;vertical-align:middle}
a{display:flex;align-items:center;gap:.5rem;padding:.5rem .625rem;border:1px solid #71807b;border-radius:.5rem;background:#fff;color:#16211f;font:700 1.125rem/1 system-ui,sans-serif;text-decoration:none}
a:focus-visible{outline:3px solid #0c5c63;outline-offset:2px}
i{position:relative;color:#d5dcd9;font-style:normal;white-space:nowrap}
i::before{content:"\\2605\\2605\\2605\\2605\\2605"}
b{position:absolute;inset:0 auto 0 0;overflow:hidden;color:#b26a00}
b::before{content:"\\2605\\2605\\2605\\2605\\2605"}
small{color:#52605c;font-size:.75rem;font-weight:400}
@media(forced-colors:active){i{color:GrayText}b{color:CanvasText}}`;

/** What `{badge}.json` says, as far as it is shown. */
interface Told {
  readonly shop: string;
  readonly page: string;
  readonly rating: string;
  readonly best: number;
  readonly count: number;
}

async function put(script: HTMLScriptElement, badge: string): Promise<void> {
  const answer = await fetch(new URL(`badge/${encodeURIComponent(badge)}.json`, script.src), { credentials: "omit" });
  // It is switched off, or too few have answered.
  if (!answer.ok) return;
  const { shop, page, rating, best, count } = (await answer.json()) as Told;
  const make = <K extends keyof HTMLElementTagNameMap>(name: K, ...inner: (Node | string)[]): HTMLElementTagNameMap[K] => {
    const made = document.createElement(name);
    made.append(...inner);
    return made;
  };
  const full = make("b");
  const link = make("a", make("i", full), rating, make("small", `(${count})`));
  link.href = page;
  if (link.protocol !== "https:") return;
  link.setAttribute("aria-label", `${shop}: ${rating}/${best} (${count})`);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${RULES}b{width:${(100 * Number(rating)) / best}%}`);
  const host = make("span");
  host.className = "nordsvar-badge";
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  root.append(link);
  const place = document.getElementById(script.dataset["in"] ?? "");
  if (place) place.append(host);
  else script.after(host);
}

const own = document.currentScript as HTMLScriptElement | null;
const badge = own?.dataset["badge"];
if (own && badge) {
  const work = (): void => void put(own, badge).catch(() => undefined);
  // The element that it is put into may come later on the page.
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", work);
  else work();
}

export {};
