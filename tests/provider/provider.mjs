/**
 * An identity provider on this machine, for development and tests: npm's `oidc-provider`, whose maker shares no code with us.
 * It takes whoever says who they are, so nothing but development and tests may ask it.
 *
 * PORT says where it listens, REDIRECT_URI where it sends browsers back to. Below `/broken/..` are issuers that answer as no
 * provider may.
 */

import { createHash, generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer } from "node:http";

import Provider from "oidc-provider";

const { PORT, REDIRECT_URI } = process.env;
const issuer = `http://127.0.0.1:${PORT}`;

/** Whoever has signed in, by what they are called here. */
const people = new Map();

/** Somebody who says who they are. An address that begins with `unverified.` was never verified. */
function person(login, email) {
  const id = `u-${createHash("sha256").update(login).digest("hex").slice(0, 16)}`;
  people.set(id, { email: email || login });
  return id;
}

const key = (kind, options, more) => ({
  ...generateKeyPairSync(kind, options).privateKey.export({ format: "jwk" }),
  use: "sig",
  ...more,
});

const client = (client_id, more) => ({
  client_id,
  redirect_uris: [REDIRECT_URI],
  grant_types: ["authorization_code"],
  response_types: ["code"],
  ...more,
});

const provider = new Provider(issuer, {
  clients: [
    client("nordsvar", { client_secret: "a secret: of tests & development" }),
    client("nordsvar-public", {
      token_endpoint_auth_method: "none",
      id_token_signed_response_alg: "ES256",
    }),
  ],
  jwks: {
    keys: [
      key("rsa", { modulusLength: 2048 }, { kid: "rsa", alg: "RS256" }),
      key("ec", { namedCurve: "P-256" }, { kid: "ec", alg: "ES256" }),
    ],
  },
  cookies: { keys: [randomBytes(32).toString("hex")] },
  claims: { openid: ["sub"], email: ["email", "email_verified"] },
  features: { devInteractions: { enabled: false } },
  pkce: { required: () => true },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  async findAccount(_, accountId) {
    const known = people.get(accountId);
    if (!known) return undefined;
    const email_verified = !known.email.startsWith("unverified.");
    return { accountId, claims: async () => ({ sub: accountId, email: known.email, email_verified }) };
  },
  /** Nobody is asked whether they agree: their organisation has. */
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope("openid email");
    await grant.save();
    return grant;
  },
});

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Example identity</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><body><main><h1>Example identity</h1>
<form method="post"><p><label>Address <input name="login" type="email" autofocus></label></p>
<p><button name="do" value="sign-in">Sign in</button> <button name="do" value="cancel">Cancel</button></p></form></main>`;

async function interact(request, response) {
  await provider.interactionDetails(request, response);
  if (request.method === "GET") {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page);
    return;
  }
  let body = "";
  for await (const chunk of request) body += chunk;
  const form = new URLSearchParams(body);
  const result =
    form.get("do") === "cancel"
      ? { error: "access_denied", error_description: "Somebody did not want to." }
      : { login: { accountId: person(form.get("login"), form.get("email")) } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

/** What an issuer says of itself below `/broken/{kind}`. */
function broken(kind, response) {
  const own = `${issuer}/broken/${kind}`;
  const said = {
    issuer: own,
    authorization_endpoint: `${own}/auth`,
    token_endpoint: `${own}/token`,
    jwks_uri: `${own}/jwks`,
  };
  const json = { "content-type": "application/json" };
  const answers = {
    issuer: () => response.writeHead(200, json).end(JSON.stringify({ ...said, issuer })),
    inside: () =>
      response
        .writeHead(200, json)
        .end(JSON.stringify({ ...said, token_endpoint: "http://10.0.0.1/token" })),
    html: () => response.writeHead(200, { "content-type": "text/html" }).end(JSON.stringify(said)),
    large: () =>
      response.writeHead(200, json).end(JSON.stringify({ ...said, padding: "x".repeat(70_000) })),
    redirect: () =>
      response.writeHead(302, { location: "/.well-known/openid-configuration" }).end(),
    down: () => response.writeHead(503, json).end("{}"),
  };
  (answers[kind] ?? (() => response.writeHead(404).end()))();
}

const callback = provider.callback();

createServer((request, response) => {
  const [, first, second] = new URL(request.url, issuer).pathname.split("/");
  if (first === "broken") {
    broken(second, response);
  } else if (first === "interaction") {
    interact(request, response).catch((error) => {
      response.writeHead(400, { "content-type": "text/plain" }).end(`${error.message}\n`);
    });
  } else {
    callback(request, response);
  }
}).listen(Number(PORT), "127.0.0.1");
