/** Lists of rows and panels: an empty page has some to spare; here they come one by one, and go again. */

import { entries, growBy, nameOf, ownControls, standing, within } from "./form.ts";
import { make } from "./view.ts";

/** Of a list: an entry to copy, and what entries of it were called before. */
interface Pattern {
  readonly entry: HTMLElement;
  /** What the entry's fields and its questions begin with. */
  readonly field: string;
  readonly name: string;
  made: number;
}

const patterns = new WeakMap<HTMLElement, Pattern>();
let copies = 0;

/** What happened to a list, for whoever follows it: `nordsvar:entries` bubbles from the list. */
export type Change = { readonly added: true } | { readonly removed: number } | { readonly restored: number };

/** Hides what is to spare in every list within, and puts buttons beside. */
export function keepEntries(root: ParentNode): void {
  growBy(haveEntries);
  for (const list of root.querySelectorAll<HTMLElement>('[data-kind="entries"]')) keep(list);
}

function keep(list: HTMLElement): void {
  const all = standing(list, "[data-entry]");
  const last = all[all.length - 1];
  if (patterns.has(list) || last === undefined) return;
  const entry = last.cloneNode(true) as HTMLElement;
  const name = `${nameOf(list)}[${all.length - 1}]`;
  patterns.set(list, { entry, name, field: fieldOf(last, name), made: all.length });
  const shown = Number(list.dataset["there"] ?? all.length);
  all.forEach((one, index) => spare(one, index >= shown && isEmpty(one)));
  list.querySelector(':scope > p[id^="h-"]')?.remove();
  if (list.dataset["add"] !== undefined) {
    const add = button("add", list.dataset["add"]);
    add.addEventListener("click", () => grow(list, add));
    list.querySelector(":scope > .error")?.before(add);
  }
  number(list);
}

/** What the names of an entry's fields begin with: the same as its questions', written as forms have it. */
function fieldOf(entry: HTMLElement, name: string): string {
  for (const question of within(entry)) {
    const own = `[${nameOf(question).slice(name.length + 1)}]`;
    const field = ownControls(question)[0]?.name ?? "";
    if (field.includes(own)) return field.slice(0, field.lastIndexOf(own));
  }
  return name;
}

function isEmpty(entry: HTMLElement): boolean {
  const controls = [...entry.querySelectorAll<HTMLElement>("[data-kind]")].flatMap((one) => ownControls(one));
  return controls.every((one) => (one instanceof HTMLInputElement && /radio|checkbox/.test(one.type) ? !one.checked : one.value === ""));
}

function spare(entry: HTMLElement, yes: boolean): void {
  entry.toggleAttribute("data-spare", yes);
  entry.hidden = yes;
}

/** Has a list show so many entries. */
export function haveEntries(list: HTMLElement, count: number): void {
  const shown = entries(list);
  shown.slice(count).forEach((entry) => spare(entry, true));
  for (let at = shown.length; at < count; at += 1) if (!show(list)) break;
  number(list);
}

/** Shows one more entry: one to spare, or a copy. */
function show(list: HTMLElement): HTMLElement | undefined {
  const pattern = patterns.get(list);
  const next = standing(list, "[data-entry][data-spare]")[0] ?? (pattern && copy(list, pattern));
  if (next !== undefined) spare(next, false);
  return next;
}

function copy(list: HTMLElement, pattern: Pattern): HTMLElement {
  const entry = pattern.entry.cloneNode(true) as HTMLElement;
  const index = pattern.made++;
  copies += 1;
  for (const one of [entry, ...entry.querySelectorAll<HTMLElement>("*")]) {
    for (const { name, value } of [...one.attributes]) {
      if (/^(id|for|list)$/.test(name)) one.setAttribute(name, `${value}-${copies}`);
      else if (name === "aria-describedby") one.setAttribute(name, value.split(" ").map((id) => `${id}-${copies}`).join(" "));
      else if (name === "data-name") one.setAttribute(name, moved(value, pattern.name, `${nameOf(list)}[${index}]`));
      else if (name === "name") one.setAttribute(name, moved(value, pattern.field, pattern.field.replace(/\d+\]$/, `${index}]`)));
    }
  }
  const all = standing(list, "[data-entry]");
  const last = all[all.length - 1];
  (last ?? list).after(entry);
  empty(entry);
  keepEntries(entry);
  return entry;
}

function moved(name: string, from: string, to: string): string {
  return name.startsWith(from) ? to + name.slice(from.length) : name;
}

function empty(entry: HTMLElement): void {
  for (const control of entry.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>("input, select, textarea")) {
    if (control instanceof HTMLInputElement && /radio|checkbox/.test(control.type)) control.checked = false;
    else if (control.type !== "hidden") control.value = "";
  }
}

function grow(list: HTMLElement, add: HTMLElement): void {
  forget(list);
  const entry = show(list);
  number(list);
  tell(list, { added: true });
  const field = entry?.querySelector<HTMLElement>("input:not([type=hidden], [hidden], :disabled), select:not(:disabled), textarea, button");
  (field ?? add).focus();
}

function take(list: HTMLElement, entry: HTMLElement): void {
  forget(list);
  const index = entries(list).indexOf(entry);
  const undo = button("undo", list.dataset["undo"] ?? "");
  const said = make(entry instanceof HTMLTableRowElement ? "span" : "p", "removed", make("span", "", list.dataset["removed"] ?? ""), " ", undo);
  const notice = entry instanceof HTMLTableRowElement ? make("tr", "removed", cell(entry, said)) : said;
  said.setAttribute("role", "status");
  notice.dataset["gone"] = "";
  entry.replaceWith(notice);
  number(list);
  undo.addEventListener("click", () => {
    notice.replaceWith(entry);
    number(list);
    tell(list, { restored: index });
    entry.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea, button")?.focus();
  });
  tell(list, { removed: index });
  undo.focus();
}

function cell(row: HTMLTableRowElement, said: HTMLElement): HTMLTableCellElement {
  const made = make("td", "", said);
  made.colSpan = row.cells.length;
  return made;
}

/** What was taken away cannot be brought back any more. */
function forget(list: HTMLElement): void {
  list.querySelectorAll("[data-gone]").forEach((one) => one.remove());
}

/** Numbers the entries, and shows the buttons that there may be. */
function number(list: HTMLElement): void {
  const shown = entries(list);
  const { title, remove } = list.dataset;
  const [least, most] = [Number(list.dataset["min"] ?? 0), Number(list.dataset["max"] ?? Infinity)];
  shown.forEach((entry, index) => {
    const place = String(index + 1);
    const legend = entry.querySelector<HTMLElement>(":scope > legend, :scope > th");
    if (legend && entry instanceof HTMLTableRowElement) legend.firstChild ? (legend.firstChild.textContent = place) : legend.append(place);
    else if (legend && title !== undefined) legend.textContent = title.replace("{number}", place);
    for (const row of entry.querySelectorAll<HTMLElement>("span.row")) {
      if (row.closest("[data-entry]") === entry && row.firstChild) row.firstChild.textContent = (row.firstChild.textContent ?? "").replace(/^\d+/, place);
    }
    if (remove !== undefined) setRemove(list, entry, remove, shown.length > least);
  });
  const add = list.querySelector<HTMLElement>(":scope > .add");
  if (add !== null) add.hidden = shown.length >= most;
}

function setRemove(list: HTMLElement, entry: HTMLElement, word: string, may: boolean): void {
  const holder = entry instanceof HTMLTableRowElement ? entry.cells[0] : entry;
  let remove = holder?.querySelector<HTMLElement>(":scope > .remove");
  if (!remove) {
    remove = button("remove", word);
    remove.addEventListener("click", () => take(list, entry));
    holder?.append(remove);
  }
  remove.hidden = !may;
  const legend = entry.querySelector(":scope > legend, :scope > th")?.firstChild?.textContent ?? "";
  remove.setAttribute("aria-label", `${word}: ${legend}`);
}

function button(name: string, word: string): HTMLButtonElement {
  const made = make("button", name, word);
  made.type = "button";
  return made;
}

function tell(list: HTMLElement, detail: Change): void {
  list.dispatchEvent(new CustomEvent<Change>("nordsvar:entries", { bubbles: true, detail }));
  // It is a change of the answer, like any other.
  list.dispatchEvent(new Event("input", { bubbles: true }));
}

