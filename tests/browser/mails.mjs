/** Mails that came to the relay of a story. */

import assert from "node:assert/strict";

/** The newest mail to somebody. */
export async function mailTo(story, address) {
  const mails = (await story.mails()).filter(({ to }) => to === address);
  assert.notEqual(mails.length, 0, `no mail came to ${address}`);
  return mails.at(-1).text;
}

/** The first link in a mail that has all of these parts. */
export function link(mail, ...parts) {
  // The HTML part has them as HTML does.
  const words = mail.split(/[\s"<>]+/).map((word) => word.replaceAll("&amp;", "&"));
  const found = words.find((word) => word.startsWith("http") && parts.every((part) => word.includes(part)));
  assert.ok(found, `no link with ${parts}: ${mail}`);
  return found;
}
