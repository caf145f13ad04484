/** The line of a file: what it is called, how far it has come, and a button that takes it away. */

import type { Tools } from "../apart.ts";

/** What a line shows. */
export interface Line {
  readonly field: HTMLInputElement;
  readonly element: HTMLElement;
  /** So many percent have gone. */
  share(percent: number): void;
  /** Something else is to be said of it. */
  say(words: string): void;
  /** It is there. */
  done(): void;
  /** It is not taken. */
  fail(words: string): void;
}

/** How often a share that grows is read out, in milliseconds. */
const TOLD_MS = 4_000;
const UNITS = ["byte", "kilobyte", "megabyte"] as const;
let lines = 0;

interface Shown {
  readonly name: string;
  readonly size: number;
  readonly away: () => void;
}

export function line(tools: Tools, field: HTMLInputElement, { name, size, away }: Shown): Line {
  lines += 1;
  const id = `file-${lines}`;
  const title = tools.make("bdi", "", name);
  title.id = `${id}-name`;
  const bar = tools.make("progress", "");
  bar.max = 100;
  bar.setAttribute("aria-labelledby", title.id);
  const said = tools.ours(tools.make("span", "said"));
  said.setAttribute("role", "status");
  const button = tools.ours(tools.pressed({ name: tools.text("remove"), press: away }));
  button.id = `${id}-away`;
  button.setAttribute("aria-labelledby", `${button.id} ${title.id}`);
  const element = tools.make("li", "", tools.make("span", "", title, ` (${written(size, tools.language())})`), bar, said, button);
  let toldAt = 0;
  const say = (words: string): void => {
    if (said.textContent !== words) said.textContent = words;
  };
  const percents = (percent: number): string => tools.text("sent").replace("{percent}", String(percent));
  return {
    field, element, say,
    share: (percent) => {
      bar.value = percent;
      if (Date.now() - toldAt < TOLD_MS) return;
      toldAt = Date.now();
      say(percents(percent));
    },
    done: () => {
      bar.remove();
      say(percents(100));
    },
    fail: (words) => {
      bar.remove();
      element.className = "failed";
      say(words);
    },
  };
}

/** A number of bytes as people of a language write it. */
function written(bytes: number, locale: string): string {
  const step = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  const style = { style: "unit", unit: UNITS[step], unitDisplay: step === 0 ? "long" : "short", maximumFractionDigits: 1 };
  return new Intl.NumberFormat(`${locale}-u-nu-latn`, style as Intl.NumberFormatOptions).format(bytes / 1_000 ** step);
}
