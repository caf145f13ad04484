/**
 * A shop's badge on its own pages:
 *
 *   <script async src="https://surveys.example/apps/store-evaluator/badge.js" data-badge="abcdefgh01234567"></script>
 *
 * It stands behind the script, or in the element that `data-in` names by its id. `data-comments` says how many comments stand
 * below it at most, 1 to 10: those that the shop shows. Nothing is kept, and no cookie is sent.
 */

/** A sheet of the object model in a shadow tree: a strict policy allows it, the host page's styles do not reach it. */
const RULES = `
:host{display:inline-block;vertical-align:middle}
a{display:flex;width:fit-content;align-items:center;gap:.5rem;padding:.5rem .625rem;border:1px solid #71807b;border-radius:.5rem;background:#fff;color:#16211f;font:700 1.125rem/1 system-ui,sans-serif;text-decoration:none}
a:focus-visible{outline:3px solid #0c5c63;outline-offset:2px}
i{position:relative;color:#d5dcd9;font-style:normal;white-space:nowrap}
i::before{content:"\\2605\\2605\\2605\\2605\\2605"}
b{position:absolute;inset:0 auto 0 0;overflow:hidden;color:#b26a00}
b::before{content:"\\2605\\2605\\2605\\2605\\2605"}
small{color:#52605c;font-size:.75rem;font-weight:400}
ul{margin:.5rem 0 0;padding:0;list-style:none;max-width:40rem;color:#16211f;font:1rem/1.5 system-ui,sans-serif}
li{margin-top:.5rem;padding:.5rem .75rem;border:1px solid #d5dcd9;border-radius:.5rem;background:#fff}
p{margin:0;overflow-wrap:anywhere}
blockquote{margin:0 0 .25rem}
[role=img]{color:#b26a00;letter-spacing:.05em}
@media(forced-colors:active){i{color:GrayText}b,[role=img]{color:CanvasText}}`;

/** What `{badge}.json` says, as far as it is shown. */
interface Told {
  readonly shop: string;
  readonly page: string;
  readonly rating: string;
  readonly best: number;
  readonly count: number;
  readonly comments?: { readonly items: readonly Comment[] };
}

/** A comment that the shop shows. */
interface Comment {
  readonly text: string;
  readonly stars?: number;
  readonly month: string;
}

async function put(script: HTMLScriptElement, badge: string): Promise<void> {
  const answer = await fetch(new URL(`badge/${encodeURIComponent(badge)}.json`, script.src), { credentials: "omit" });
  // It is switched off, or too few have answered.
  if (!answer.ok) return;
  const { shop, page, rating, best, count, comments } = (await answer.json()) as Told;
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
  // What somebody wrote is text, whatever is in it.
  const rows = (comments?.items ?? []).slice(0, Math.max(0, Number(script.dataset["comments"]) || 0)).map(({ text, stars, month }) => {
    const said = make("blockquote", make("p", text));
    said.dir = "auto";
    const told = make("small");
    if (stars) {
      const given = make("span", "\u2605".repeat(stars));
      given.setAttribute("role", "img");
      given.setAttribute("aria-label", `${stars}/${best}`);
      told.append(given, " ");
    }
    told.append(month);
    return make("li", said, told);
  });
  if (rows[0]) root.append(make("ul", ...rows));
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
