/** The page's words, in the respondent's language: `data-*` attributes of `<template id="texts">`. */

/** Every text the script shows; the attribute is the name in kebab case (`notSent` is `data-not-sent`). */
export type TextName =
  | "notSent"
  | "sending"
  | "sent"
  | "received"
  | "receipt"
  | "queued"
  | "retrying"
  | "network"
  | "saved"
  | "restored"
  | "restoredSome"
  | "chooseAgain"
  | "startOver"
  | "startedOver"
  | "undo"
  | "otherTab"
  | "answerHere"
  | "elsewhere"
  | "elsewhereText"
  | "share"
  | "yourLink"
  | "linkNote"
  | "refused"
  | "conflict"
  | "closed"
  | "full"
  | "already"
  | "cancelled"
  | "expired"
  | "copy"
  | "copied"
  | "close"
  | "thanks"
  | "thanksText"
  | "onward"
  | "part"
  | "answered"
  | "required"
  | "remove"
  | "fileType"
  | "fix"
  | "offline"
  | "below"
  | "above"
  | "tooEarly"
  | "tooLate"
  | "notAStep"
  | "number"
  | "email"
  | "url"
  | "noMatch";

function template(): HTMLElement | null {
  return document.getElementById("texts");
}

/** The text, or nothing where the page does not carry it. */
export function text(name: TextName): string {
  return template()?.dataset[name] ?? "";
}

/** The language of these texts; the page's own unless it is one that there are none in. */
export function language(): string {
  return template()?.lang || document.documentElement.lang;
}

/** Marks an element that has only these texts with their language, where that is not the page's. */
export function ours<T extends HTMLElement>(element: T): T {
  const { lang, dir } = template() ?? element;
  if (lang !== "") [element.lang, element.dir] = [lang, dir];
  return element;
}
