/**
 * One page of the survey at a time, out of a form that holds them all.
 *
 * What logic hides has the attribute `hidden`; what is on another page has `data-away`. Whoever changes what is hidden
 * says so with the event `nordsvar:changed` on the form; whoever wants a question in sight sends `nordsvar:reveal` from
 * it. Whoever turns a page is told with `nordsvar:page`.
 */

import { check, entitle, show as showFaults } from "./faults.ts";
import { answerOf, FILLED } from "./form.ts";
import { text } from "./texts.ts";
import { focus } from "./view.ts";

/** What is shown at a time: a page, an element of one, or all pages but the introduction. */
interface Unit {
  /** By which the browser's history knows it. */
  readonly key: string;
  readonly pages: readonly HTMLElement[];
  readonly parts: readonly HTMLElement[];
}

/** Pages of a form, of which one is in sight. */
export interface Paging {
  /** The name of the page that is in sight. */
  current(): string;
  /** Shows a page by its name; nothing happens if there is none in sight with it. */
  show(page: string): void;
  /** Goes on, if nothing is wrong with what is in sight. False if nothing comes after it. */
  next(): boolean;
  /** Goes to what stands before. */
  back(): void;
  /** What is asked as far as is known: not what comes after the page with which a trigger ends the survey. */
  asked(): readonly HTMLElement[];
}

/** Told by the form when the reader has turned a page. */
export const TURNED = "nordsvar:page";
/** Tells the form to show a page, without taking the reader there. */
const SHOW = "nordsvar:show";
/** Tells the form to go to a page: where a trigger leads. */
const GO = "nordsvar:go";

/** Has a form show a page by its name, or the first one, and leaves the reader where they are. */
export function goTo(form: HTMLFormElement, page: string | undefined): void {
  form.dispatchEvent(new CustomEvent(SHOW, { detail: page }));
}

const STEP = '.actions [name="nordsvar.step"]';

/** Begins to show one page at a time, the one that is asked first. */
export function turn(form: HTMLFormElement): Paging {
  const units = unitsOf(form);
  const title = document.querySelector("h1")?.textContent ?? document.title;
  const named = (page: string): Unit | undefined => inSight(units).find((unit) => unit.pages.some((one) => nameOf(one) === page));
  const asked = form.dataset["element"];
  const first = units.find((unit) => asked !== undefined && unit.key === `${form.dataset["at"]}/${asked}`);
  let now = first ?? named(form.dataset["at"] ?? "") ?? inSight(units)[0] ?? units[0];

  const place = (): void => {
    const all = inSight(units);
    const here = now === undefined ? 0 : units.indexOf(now);
    if (now === undefined || !all.includes(now)) now = all.find((unit) => units.indexOf(unit) > here) ?? all[all.length - 1] ?? now;
    if (now === undefined) return;
    away(units, now);
    buttons(form, all, now);
    progress(form, all, now, title);
  };
  const go = (unit: Unit | undefined, how: "turned" | "back" | "quietly"): void => {
    if (unit === undefined || unit === now) return;
    now = unit;
    place();
    if (standsAlone() && how !== "back") {
      if (how === "turned") history.pushState({ nordsvar: unit.key }, "");
      else history.replaceState({ nordsvar: unit.key }, "");
    }
    if (how !== "quietly") arrive(form, unit);
  };
  const before = (): Unit | undefined => {
    const all = inSight(units);
    const found = all[all.indexOf(now as Unit) - 1];
    return found !== undefined && isStart(form, found) ? undefined : found;
  };

  for (const change of ["nordsvar:changed", "change", FILLED]) form.addEventListener(change, place);
  form.addEventListener(GO, (event) => go(named((event as CustomEvent<string>).detail), "turned"));
  form.addEventListener(SHOW, (event) => {
    const page = (event as CustomEvent<string | undefined>).detail;
    go(page === undefined ? inSight(units)[0] : named(page), "quietly");
  });
  form.addEventListener("nordsvar:reveal", (event) => {
    const holder = units.find((unit) => unit.parts.some((part) => part.contains(event.target as Node)));
    if (holder !== undefined && inSight(units).includes(holder)) go(holder, "turned");
  });
  if (standsAlone()) {
    history.replaceState({ nordsvar: now?.key }, "");
    window.addEventListener("popstate", ({ state }: PopStateEvent) => {
      const key = (state as { nordsvar?: unknown } | null)?.nordsvar;
      if (form.isConnected) go(inSight(units).find((unit) => unit.key === key), "back");
    });
  }
  place();

  return {
    current: () => form.dataset["at"] ?? "",
    show: (page) => go(named(page), "turned"),
    next: () => {
      const faults = check(form, now?.parts);
      showFaults(form, faults);
      const all = inSight(units);
      const next = all[all.indexOf(now as Unit) + 1];
      if (next === undefined || (ends(form) && !isStart(form, now as Unit))) return false;
      if (faults.length === 0) go(next, "turned");
      return true;
    },
    back: () => {
      showFaults(form, []);
      go(before(), "turned");
    },
    asked: () => {
      if (!ends(form)) return [form];
      const all = inSight(units);
      return all.slice(0, all.indexOf(now as Unit) + 1).flatMap(({ parts }) => parts);
    },
  };
}

function unitsOf(form: HTMLFormElement): Unit[] {
  const pages = [...form.querySelectorAll<HTMLElement>(".page")];
  const whole = (...all: HTMLElement[]): Unit => ({ key: nameOf(all[0]), pages: all, parts: all });
  switch (form.dataset["mode"]) {
    case "single": {
      const start = hasStart(form) ? pages.slice(0, 1) : [];
      const rest = pages.slice(start.length);
      return [...start.map((page) => whole(page)), ...(rest.length > 0 ? [whole(...rest)] : [])];
    }
    case "element":
      return pages.flatMap((page, index) => {
        if (index === 0 && hasStart(form)) return [whole(page)];
        const parts = [...page.querySelectorAll<HTMLElement>(":scope > .question, :scope > .panel")];
        return parts.map((part) => ({ key: `${nameOf(page)}/${part.dataset["name"] ?? ""}`, pages: [page], parts: [part] }));
      });
    default:
      return pages.map((page) => whole(page));
  }
}

function nameOf(page: HTMLElement | undefined): string {
  return page?.dataset["page"] ?? "";
}

/** Whether logic ends the survey with the page that is in sight. */
function ends(form: HTMLFormElement): boolean {
  return form.dataset["ends"] !== undefined;
}

/** Whether the first page is an introduction. */
function hasStart(form: HTMLFormElement): boolean {
  return form.querySelector("[data-start]") !== null;
}

function isStart(form: HTMLFormElement, unit: Unit): boolean {
  return hasStart(form) && unit.pages[0] === form.querySelector(".page");
}

/** What logic does not hide and has something to show. */
function inSight(units: readonly Unit[]): Unit[] {
  return units.filter(({ pages, parts }) => pages.some((page) => !page.hidden) && parts.some(shows));
}

function shows(part: HTMLElement): boolean {
  if (part.closest("[hidden]") !== null) return false;
  return part.matches(".question") || [...part.querySelectorAll<HTMLElement>(".question")].some((one) => one.closest("[hidden]") === null);
}

/** Puts everything but what is shown on another page. */
function away(units: readonly Unit[], now: Unit): void {
  for (const unit of units) for (const part of [...unit.pages, ...unit.parts]) part.toggleAttribute("data-away", true);
  for (const part of [...now.pages, ...now.parts]) part.removeAttribute("data-away");
}

function buttons(form: HTMLFormElement, all: readonly Unit[], now: Unit): void {
  const at = all.indexOf(now);
  const starting = isStart(form, now);
  const [least, last] = [hasStart(form) && all[0] !== undefined && isStart(form, all[0]) ? 1 : 0, at === all.length - 1 || (ends(form) && !starting)];
  for (const button of form.querySelectorAll<HTMLButtonElement>(STEP)) {
    const shown = { back: at > least, next: !last && starting === (button.dataset["start"] !== undefined), send: last }[button.value];
    button.toggleAttribute("data-away", shown !== true);
  }
}

/** Says where one is, and how far. */
function progress(form: HTMLFormElement, all: readonly Unit[], now: Unit, title: string): void {
  const page = now.pages[0];
  form.dataset["at"] = nameOf(page);
  const at = form.elements.namedItem("nordsvar.at");
  if (at instanceof HTMLInputElement) at.value = nameOf(page);
  const counted = [...new Set(all.filter((unit) => !isStart(form, unit)).flatMap(({ pages }) => pages[0] ?? []))];
  const part = page === undefined ? 0 : counted.indexOf(page) + 1;
  const counts = part > 0 && counted.length > 1;
  const words = counts ? text("part").replace("{part}", String(part)).replace("{parts}", String(counted.length)) : "";
  const told = page?.querySelector(".part");
  if (told?.firstChild && words !== "") told.firstChild.textContent = words;
  document.title = words === "" ? title : `${words} – ${title}`;
  const errors = document.getElementById("errors");
  if (errors !== null) entitle(errors);
  const bar = page?.querySelector<HTMLProgressElement>(".progress progress");
  if (bar) {
    const kind = bar.parentElement?.dataset["count"];
    bar.value = kind === undefined ? Math.floor(((part - 1) * 100) / counted.length) : share(all, kind === "required");
    const said = bar.parentElement?.querySelector("span");
    if (said) said.textContent = text("answered").replace("{percent}", String(bar.value));
  }
  const lead = document.querySelector<HTMLElement>("main > .lead");
  lead?.toggleAttribute("data-away", now !== all[0]);
}

/** How many percent of the questions in sight are answered. */
function share(all: readonly Unit[], required: boolean): number {
  const within = (part: HTMLElement): HTMLElement[] => [...part.querySelectorAll<HTMLElement>("[data-kind]")];
  const asked = all.flatMap(({ parts }) => parts).flatMap((part) => (part.matches("[data-kind]") ? [part] : []).concat(within(part)));
  const holders = ["none", "members", "rows", "entries"];
  const counted = asked.filter(
    (one) => !holders.includes(one.dataset["kind"] ?? "") && one.closest("[hidden]") === null && (!required || one.dataset["required"] !== undefined),
  );
  const answered = counted.filter((one) => answerOf(one) !== undefined);
  return counted.length === 0 ? 100 : Math.floor((answered.length * 100) / counted.length);
}

/** The page's top, with the reader at its heading. */
function arrive(form: HTMLFormElement, unit: Unit): void {
  const [page, part] = [unit.pages[0], unit.parts[0]];
  const heading = (part === page ? null : part?.querySelector<HTMLElement>("h3, legend, label")) ?? page?.querySelector<HTMLElement>("h2");
  if (heading instanceof HTMLLabelElement) (heading.control ?? heading).focus({ preventScroll: true });
  else focus(heading ?? page ?? null, true);
  if (standsAlone()) window.scrollTo({ top: 0 });
  else document.body.scrollIntoView({ block: "start" });
  form.dispatchEvent(new CustomEvent(TURNED, { detail: nameOf(page) }));
}

/** Whether the page is alone in its window, where the device's Back is its own. */
function standsAlone(): boolean {
  return window.parent === window;
}
