"""Makes passkeys.json: passkeys that were made and used, as a browser hands them on.

Keys and signatures come from PyPI's `cryptography`, the CBOR and the authenticator's data from `fido2`
(Yubico's); each row is then checked by `webauthn` (Duo's), which shares no code with either, nor with Nordsvar.
Run it in this folder: python3 make.py > passkeys.json (keys are drawn anew each time)
"""

import base64
import hashlib
import json
import struct

import webauthn
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from fido2 import cbor
from fido2.cose import ES256, RS256
from fido2.webauthn import AttestedCredentialData, Aaguid

ORIGIN, HOST = "https://login.example.com", "login.example.com"
CHALLENGE = bytes(range(56))
ID = bytes(range(100, 132))


def text(raw):
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def client(kind):
    said = {"type": kind, "challenge": text(CHALLENGE), "origin": ORIGIN, "crossOrigin": False}
    return json.dumps(said, separators=(",", ":")).encode()


def authenticator(flags, counter, rest=b""):
    return hashlib.sha256(HOST.encode()).digest() + struct.pack(">BI", flags, counter) + rest


def row(name, key, cose, sign):
    attested = bytes(AttestedCredentialData.create(Aaguid(bytes(16)), ID, cose))
    attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": authenticator(0x45, 7, attested)})
    made, used = client("webauthn.create"), client("webauthn.get")
    data = authenticator(0x05, 8)
    signature = sign(key, data + hashlib.sha256(used).digest())
    response = {"clientDataJSON": text(made), "attestationObject": text(attestation)}
    whole = {"id": text(ID), "rawId": text(ID), "type": "public-key"}
    asked = {"expected_challenge": CHALLENGE, "expected_rp_id": HOST, "expected_origin": ORIGIN}
    checked = webauthn.verify_registration_response(credential={**whole, "response": response}, **asked)
    shown = {"clientDataJSON": text(used), "authenticatorData": text(data), "signature": text(signature)}
    webauthn.verify_authentication_response(
        credential={**whole, "response": shown},
        credential_public_key=checked.credential_public_key,
        credential_current_sign_count=checked.sign_count,
        require_user_verification=True,
        **asked,
    )
    return {
        "name": name,
        "id": text(ID),
        "key": text(checked.credential_public_key),
        "made": {"client_data": text(made), "attestation": text(attestation), "counter": 7},
        "used": {
            "client_data": text(used),
            "authenticator_data": text(data),
            "signature": text(signature),
            "counter": 8,
        },
    }


curve = ec.generate_private_key(ec.SECP256R1())
modulus = rsa.generate_private_key(65537, 2048)
rows = [
    row("ES256", curve, ES256.from_cryptography_key(curve.public_key()), lambda k, m: k.sign(m, ec.ECDSA(hashes.SHA256()))),
    row("RS256", modulus, RS256.from_cryptography_key(modulus.public_key()), lambda k, m: k.sign(m, padding.PKCS1v15(), hashes.SHA256())),
]
print(json.dumps({"origin": ORIGIN, "challenge": text(CHALLENGE), "passkeys": rows}, indent=2))
