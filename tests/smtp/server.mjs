/**
 * A mail relay on this machine, for tests: npm's `smtp-server`, whose makers share no code with us. It keeps nothing and
 * passes nothing on: each mail, read by npm's `mailparser`, is a line of JSON on its standard output.
 *
 * PORT says where it listens. CERTIFICATE and KEY are files in PEM, for STARTTLS; without them it offers none. USER and
 * PASSWORD are who may come in, over TLS alone; without them anybody may. MAX_TLS is the highest version it speaks. With SIGNS,
 * it signs each mail and hands it to another server, as relays do, and says what that one has made of the signature.
 */

import { readFileSync } from "node:fs";

import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

import { passOn } from "./signing.mjs";

const { PORT, CERTIFICATE, KEY, USER, PASSWORD, MAX_TLS, SIGNS } = process.env;

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

const hidden = ["AUTH", "STARTTLS"].filter((name) => !(name === "AUTH" ? USER : CERTIFICATE));

const server = new SMTPServer({
  name: "relay.example.com",
  authMethods: ["PLAIN"],
  authOptional: !USER,
  disabledCommands: hidden,
  ...(CERTIFICATE && { cert: readFileSync(CERTIFICATE), key: readFileSync(KEY), maxVersion: MAX_TLS || "TLSv1.3" }),

  onConnect(session, done) {
    say({ connected: true });
    done();
  },

  onAuth({ method, username, password }, session, done) {
    const known = username === USER && password === PASSWORD;
    say({ signed_in: known, method, secure: session.secure });
    done(known ? null : new Error("Nobody knows them"), { user: username });
  },

  onRcptTo({ address }, session, done) {
    const gone = Object.assign(new Error("No such mailbox"), { responseCode: 550 });
    done(address.startsWith("gone-") ? gone : null);
  },

  async onData(stream, session, done) {
    const pieces = [];
    for await (const piece of stream) {
      pieces.push(piece);
    }
    const raw = Buffer.concat(pieces);
    const { subject, text, html, messageId } = await simpleParser(raw);
    const { envelope, secure, tlsOptions, user } = session;
    const to = envelope.rcptTo.map(({ address }) => address);
    say({
      from: envelope.mailFrom.address,
      to,
      message_id: messageId.replace(/^<|>$/g, ""),
      subject,
      text,
      html: html || "",
      raw: raw.toString("latin1"),
      secure,
      cipher: tlsOptions?.name ?? "",
      protocol: tlsOptions?.version ?? "",
      user: user ?? "",
      signed: SIGNS ? await passOn({ from: envelope.mailFrom.address, to }, raw) : null,
    });
    done();
  },
});

// A client that does not trust us hangs up amid the handshake: that is what some tests are about.
server.on("error", (error) => say({ error: error.code ?? error.message }));
server.listen(Number(PORT), "127.0.0.1", () => say({ listening: true }));
