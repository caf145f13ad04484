/** A text to read and copy: a receipt, a link. */

import { ours, text } from "./texts.ts";
import { make, pressed } from "./view.ts";

let panels = 0;

/** A field that holds a text, with a button that copies it and others beside that. */
export function copyable(title: string, value: string, rows: number, offers: readonly HTMLElement[] = [], id = "copy"): HTMLElement {
  panels += 1;
  const area = make("textarea", "");
  area.id = document.getElementById(id) === null ? id : `${id}-${panels}`;
  area.readOnly = true;
  area.dir = "ltr";
  area.rows = rows;
  area.spellcheck = false;
  area.value = value;
  area.addEventListener("focus", () => area.select());
  const label = ours(make("label", "", title));
  label.htmlFor = area.id;
  const done = ours(make("span", "said"));
  done.setAttribute("role", "status");
  const press = (): void => void copy(area).then((copied) => (done.textContent = copied ? text("copied") : ""));
  const button = ours(pressed({ name: text("copy"), press }));
  return make("div", "receipt", label, area, make("div", "actions", button, ...offers, done));
}

async function copy(area: HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(area.value);
    return true;
  } catch {
    // Refused or absent (a frame without the permission, plain HTTP): leave it selected for the reader's own copy.
    area.focus();
    area.select();
    return document.execCommand("copy");
  }
}
