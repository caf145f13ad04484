/**
 * Passkeys: asks the browser for one, and sends what it says with the form. Where there are none, the forms stay hidden and
 * all else works.
 */

/** What the server says of a passkey to be used, or to be made. Bytes are base64url. */
interface Asked {
  challenge: string;
  rpId: string;
  verification: UserVerificationRequirement;
  /** Those that count; those that are there already. */
  ids: string[];
  user?: { id: string; name: string };
  algorithms?: number[];
}

const TIMEOUT_MS = 300_000;

const toBytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));

const toText = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const describe = (ids: string[]): PublicKeyCredentialDescriptor[] =>
  ids.map((id) => ({ type: "public-key", id: toBytes(id) }));

const make = async (asked: Asked, user: { id: string; name: string }): Promise<object> => {
  const made = (await navigator.credentials.create({
    publicKey: {
      challenge: toBytes(asked.challenge),
      rp: { id: asked.rpId, name: "Nordsvar" },
      user: { id: toBytes(user.id), name: user.name, displayName: user.name },
      pubKeyCredParams: (asked.algorithms ?? []).map((alg) => ({ type: "public-key", alg })),
      excludeCredentials: describe(asked.ids),
      authenticatorSelection: { residentKey: "preferred", userVerification: asked.verification },
      attestation: "none",
      timeout: TIMEOUT_MS,
    },
  })) as PublicKeyCredential;
  const { clientDataJSON, attestationObject } = made.response as AuthenticatorAttestationResponse;
  return { id: toText(made.rawId), client_data: toText(clientDataJSON), attestation: toText(attestationObject) };
};

const show = async (asked: Asked): Promise<object> => {
  const shown = (await navigator.credentials.get({
    publicKey: {
      challenge: toBytes(asked.challenge),
      rpId: asked.rpId,
      allowCredentials: describe(asked.ids),
      userVerification: asked.verification,
      timeout: TIMEOUT_MS,
    },
  })) as PublicKeyCredential;
  const said = shown.response as AuthenticatorAssertionResponse;
  return {
    id: toText(shown.rawId),
    client_data: toText(said.clientDataJSON),
    authenticator_data: toText(said.authenticatorData),
    signature: toText(said.signature),
    ...(said.userHandle === null ? {} : { user: toText(said.userHandle) }),
  };
};

const ask = async ({ dataset }: HTMLFormElement): Promise<Asked> => {
  if (dataset.options !== undefined) return JSON.parse(dataset.options) as Asked;
  const answer = await fetch(dataset.passkey ?? "", { method: "POST" });
  if (!answer.ok) throw new Error("not now");
  return (await answer.json()) as Asked;
};

const start = (form: HTMLFormElement): void => {
  const field = form.querySelector<HTMLInputElement>("[name=credential]");
  const fault = form.querySelector<HTMLElement>("[data-failed]");
  const button = form.querySelector("button");
  if (field === null || fault === null || button === null) return;
  let busy = false;
  const run = async (): Promise<void> => {
    fault.hidden = true;
    try {
      const asked = await ask(form);
      field.value = JSON.stringify(asked.user === undefined ? await show(asked) : await make(asked, asked.user));
      form.submit();
    } catch (error) {
      const { failed, already } = fault.dataset;
      const isThere = error instanceof DOMException && error.name === "InvalidStateError";
      fault.textContent = (isThere ? already : undefined) ?? failed ?? "";
      fault.hidden = false;
    } finally {
      busy = false;
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    void run();
  });
  form.hidden = false;
  if (button.autofocus) button.focus();
};

if ("PublicKeyCredential" in window) {
  for (const there of document.querySelectorAll<HTMLElement>("[data-no-passkey]")) there.hidden = true;
  document.querySelectorAll<HTMLFormElement>("form[data-passkey]").forEach(start);
}
