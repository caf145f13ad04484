/**
 * What a relay does with mails that it passes on, by npm's `mailauth` and `nodemailer`: it signs them (DKIM, RFC 6376) and sends
 * them to the next server, which looks whether the signature holds.
 */

import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";

import { dkimSign } from "mailauth/lib/dkim/sign.js";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { createTransport } from "nodemailer";
import { SMTPServer } from "smtp-server";

const DOMAIN = "nordsvar.example";
const SELECTOR = "tests";

/** The strictest way to look at a mail: not a blank of it may change. */
const STRICT = "simple/simple";

/** What docs/mail.md has an operator's relay sign. */
const SIGNED = ["From", "To", "Subject", "Date", "Message-ID", "Reply-To", "MIME-Version", "Content-Type", "List-Unsubscribe", "List-Unsubscribe-Post"];

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const PRIVATE = privateKey.export({ type: "pkcs8", format: "pem" });
const PUBLIC = publicKey.export({ type: "spki", format: "der" }).toString("base64");

/** The domain's records, as if it had any. */
async function resolver(name, kind) {
  const is = name === `${SELECTOR}._domainkey.${DOMAIN}` && kind === "TXT";
  if (is) return [[`v=DKIM1; k=rsa; p=${PUBLIC}`]];
  throw Object.assign(new Error("There is no such name"), { code: "ENOTFOUND" });
}

async function verdict(raw) {
  const { results } = await dkimVerify(raw, { resolver });
  return results.map(({ status: { result } }) => result);
}

/**
 * Signs a mail, sends it on and says what arrived: the `verdict` on the signature there, whether the mail is the `same` byte for
 * byte below the signature, which `headers` are signed, and what the verdict would be on the mail with a letter `changed`.
 */
export async function passOn(envelope, raw) {
  const signature = { signingDomain: DOMAIN, selector: SELECTOR, privateKey: PRIVATE, canonicalization: STRICT };
  const { signatures, errors } = await dkimSign(raw, { headerList: SIGNED, signatureData: [signature] });
  if (errors.length > 0) throw errors[0].err ?? new Error("It cannot be signed");
  const arrived = await sent(envelope, Buffer.concat([Buffer.from(signatures), raw]));
  const below = arrived.subarray(signatures.length);
  const changed = Buffer.from(arrived);
  changed[changed.length - 20] ^= 1;
  return {
    verdict: await verdict(arrived),
    same: below.equals(raw),
    headers: /\sh=([^;]*);/.exec(signatures)[1].replace(/\s/g, "").toLowerCase().split(":"),
    changed: await verdict(changed),
  };
}

/** What another server gets of a mail. */
async function sent(envelope, raw) {
  const { promise, resolve } = Promise.withResolvers();
  const next = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    async onData(stream, session, done) {
      const pieces = [];
      for await (const piece of stream) {
        pieces.push(piece);
      }
      resolve(Buffer.concat(pieces));
      done();
    },
  });
  next.listen(0, "127.0.0.1");
  await once(next.server, "listening");
  const { port } = next.server.address();
  const transport = createTransport({ host: "127.0.0.1", port, ignoreTLS: true });
  await transport.sendMail({ envelope, raw });
  transport.close();
  next.close();
  return promise;
}
