/** The page's words, in the respondent's language: `data-*` attributes of `<template id="texts">`. */

/** Every text the script shows; the attribute is the name in kebab case (`notSent` is `data-not-sent`). */
export type TextName =
  | "notSent"
  | "sending"
  | "received"
  | "receipt"
  | "queued"
  | "retrying"
  | "refused"
  | "conflict"
  | "closed"
  | "full"
  | "copy"
  | "copied"
  | "close"
  | "thanks"
  | "thanksText"
  | "onward"
  | "required"
  | "fix";

/** The text, or nothing where the page does not carry it. */
export function text(name: TextName): string {
  return document.getElementById("texts")?.dataset[name] ?? "";
}
