/** What a survey above the host page consists of. */

import type { Options } from "../api.ts";
import type { Words } from "./frame.ts";
import type { Place } from "./place.ts";
import { style } from "./style.ts";
import { words } from "./words.ts";

/** The elements, in a tree of their own. */
export interface Parts {
  readonly dialog: HTMLDialogElement;
  readonly closer: HTMLButtonElement;
  /** What a side tab's panel is opened with. */
  readonly tab: HTMLButtonElement | undefined;
}

/** Makes all but the frame. */
export function build({ host, options }: Place, open: () => void, dismiss: () => void): Parts {
  const { kind = "", label } = options;
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [style()];
  const button = (text: string | Node, work: () => void): HTMLButtonElement => {
    const made = document.createElement("button");
    made.append(text);
    made.addEventListener("click", work);
    return made;
  };
  const dialog = document.createElement("dialog");
  const closer = button("\u00d7", dismiss);
  dialog.className = kind;
  dialog.tabIndex = -1;
  dialog.addEventListener("keydown", ({ key }) => key === "Escape" && dismiss());
  // The browser closes it by other means as well, such as a phone's gesture.
  dialog.addEventListener("close", () => dialog.open || dismiss());
  dialog.append(closer);
  root.append(dialog);
  let tab: HTMLButtonElement | undefined;
  if (kind === "side-tab") {
    const text = document.createElement("span");
    text.append(label || words(options.lang)[1]);
    tab = button(text, open);
    tab.className = "tab";
    root.prepend(tab);
  }
  const parts = { dialog, closer, tab };
  name(parts, options, {});
  return parts;
}

/** Names what assistive technology reads out, as far as it is known. */
export function name({ dialog, closer }: Parts, { survey, title, lang, closeLabel }: Options, said: Words): void {
  dialog.setAttribute("aria-label", title || `${said.title || survey}`);
  closer.setAttribute("aria-label", closeLabel || `${said.close || words(lang || said.lang)[0]}`);
}
