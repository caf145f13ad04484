/**
 * What the script shows: the status of sending, the receipt, the thanks. Text only ever enters as text; markup is the
 * survey's own, which the server has checked.
 */

import { copyable } from "./copyable.ts";
import type { Received } from "./outcome.ts";
import { ours, text } from "./texts.ts";

/** The tone of the status banner; the style sheet knows it as `data-state`. */
export type Tone = "busy" | "waiting" | "done" | "failed";

/** Makes an element with a class and text or children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  name: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (name !== "") element.className = name;
  element.append(...children);
  return element;
}

/** The banner's words, to tell a change from a repetition. */
let said = "";

/** The banner; a page that has none of its own gets one. */
function bannerOf(main: HTMLElement | null): HTMLElement | null {
  const found = document.getElementById("status");
  if (found !== null || main === null) return found;
  const banner = ours(make("div", ""));
  banner.id = "status";
  banner.setAttribute("role", "status");
  main.prepend(banner);
  return banner;
}

/** Shows the banner above the form. Unchanged words are left alone, so that they are not read out again. */
export function status(tone: Tone, lines: readonly string[], ...more: Node[]): void {
  const banner = bannerOf(document.querySelector("main"));
  if (banner === null) return;
  const words = lines.filter((line) => line !== "");
  banner.dataset["state"] = tone;
  banner.hidden = false;
  const now = JSON.stringify(words);
  if (more.length === 0 && now === said) return;
  said = more.length === 0 ? now : "";
  banner.replaceChildren(...words.map((line) => make("p", "", line)), ...more);
}

/** How often a share that grows is read out, in milliseconds. */
const TOLD_MS = 4_000;
let toldAt = 0;

/** Shows in the banner how many percent of a response have gone; now and then it is read out. */
export function sharing(percent: number): void {
  const banner = bannerOf(document.querySelector("main"));
  if (banner?.dataset["state"] !== "busy") return;
  let bar = banner.querySelector("progress");
  if (bar === null) {
    bar = make("progress", "");
    bar.max = 100;
    bar.ariaLabel = text("sending");
    banner.append(bar, ours(make("p", "")));
    toldAt = Date.now();
  }
  bar.value = percent;
  if (Date.now() - toldAt < TOLD_MS) return;
  toldAt = Date.now();
  const words = bar.nextElementSibling;
  if (words !== null) words.textContent = text("sent").replace("{percent}", String(percent));
}

/** Hides the banner and forgets its words. */
export function quiet(): void {
  const banner = document.getElementById("status");
  said = "";
  banner?.replaceChildren();
  if (banner !== null) banner.hidden = true;
}

/** Something that a notice offers. */
export interface Offer {
  readonly name: string;
  readonly press: () => void;
}

/** Shows the notice of what was answered earlier, or elsewhere, above the questions, in the place of the last one. */
export function notice(form: HTMLFormElement, lines: readonly string[], offer: Offer | undefined): HTMLElement {
  let place = form.querySelector<HTMLElement>("#kept");
  if (place === null) {
    place = ours(make("div", "notice"));
    place.id = "kept";
    place.setAttribute("role", "status");
    // Before the first of what is filled in; whoever reads with their ears is told, for it was empty when it came.
    form.insertBefore(place, form.querySelector("#status")?.nextSibling ?? form.firstChild);
  }
  delete place.dataset["undo"];
  place.replaceChildren(...lines.filter((line) => line !== "").map((line) => make("p", "", line)));
  if (offer !== undefined) place.append(make("div", "actions", pressed(offer)));
  return place;
}

/** A button that does something on this page. */
export function pressed({ name, press }: Offer): HTMLButtonElement {
  const button = make("button", "button secondary", name);
  button.type = "button";
  button.addEventListener("click", press);
  return button;
}

/** Leaves the form to be read only, or gives it back; the banner and the notice stay. */
export function still(form: HTMLFormElement, held: boolean): void {
  form.toggleAttribute("data-held", held);
  // A question may be called `children`: then that is what `form.children` is.
  for (const part of form.querySelectorAll<HTMLElement>(":scope > *")) if (!/^(kept|status|errors)$/.test(part.id)) part.inert = held;
}

/** Whether the form is only to be read. */
export function held(form: HTMLFormElement): boolean {
  return form.hasAttribute("data-held");
}

/** Moves the reader to an element that is not itself a control. */
export function focus(element: HTMLElement | null, preventScroll = false): void {
  if (element === null) return;
  if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus({ preventScroll });
}

/** Shows or hides the questions and the send button; the banner stays. What is hidden by itself is another matter. */
export function questionsShown(form: HTMLFormElement, shown: boolean): void {
  form.toggleAttribute("data-shut", !shown);
}

/** Puts the thanks and the receipt in the place of the form, and the reader at its heading. */
export function thank(form: HTMLFormElement, { receipt, link, html, onward }: Received): void {
  const heading = html === undefined ? ours(make("h2", "", text("thanks"))) : make("div", "completed");
  if (html !== undefined) heading.innerHTML = html;
  const words = [ours(make("p", "notice success", text("received"))), ours(make("p", "", text("thanksText")))];
  const section = make("section", "card thanks", heading, ...words, receiptPanel(text("receipt"), receipt));
  if (link !== undefined) section.append(...privatePanel(link));
  if (onward !== undefined) section.append(make("div", "actions", ours(anchor(onward, text("onward")))));
  section.id = "thanks";
  form.replaceWith(section);
  // What leads to the questions is over, and the languages' buttons have no form any more.
  for (const part of document.querySelectorAll("main > :is(nav, .lead)")) part.remove();
  focus(heading);
  section.scrollIntoView({ block: "nearest" });
}

/** A link out of the survey, and out of the frame that it may stand in. */
function anchor(address: string, words: string): HTMLAnchorElement {
  const link = make("a", "button", words);
  link.href = address;
  link.target = "_top";
  link.rel = "noreferrer";
  return link;
}

/** The way back to the response, for its respondent alone. */
function privatePanel(link: string): HTMLElement[] {
  const address = new URL(link, location.origin).href;
  return [copyable(text("yourLink"), address, 2), ours(make("p", "description", text("linkNote")))];
}

/** The receipt to read and copy. */
export function receiptPanel(title: string, receipt: string): HTMLElement {
  return copyable(title, receipt, 4, [], "receipt");
}
