"""Makes id-tokens.json: ID tokens that another implementation has signed, good ones and forged ones.

Keys come from PyPI's `cryptography`, and good tokens are signed by `PyJWT`, which has also taken each of them. Forged ones
are put together here by hand: no library makes most of them.
Run it in this folder: python3 make.py > id-tokens.json (keys are drawn anew each time)
"""

import base64
import hashlib
import hmac
import json

import jwt
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import ECAlgorithm

ISSUER, CLIENT, NOW = "https://id.example.com/acme", "nordsvar", 1_764_000_000
NONCE = base64.urlsafe_b64encode(bytes(range(32))).decode().rstrip("=")


def text(raw):
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def number(value):
    return text(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def rsa_jwk(key, kid, **more):
    public = key.public_key().public_numbers()
    return {"kty": "RSA", "kid": kid, "n": number(public.n), "e": number(public.e), **more}


def ec_jwk(key, kid, curve="P-256", **more):
    public = key.public_key().public_numbers()
    size = 32 if curve == "P-256" else 48
    point = {"x": text(public.x.to_bytes(size, "big")), "y": text(public.y.to_bytes(size, "big"))}
    return {"kty": "EC", "crv": curve, "kid": kid, **point, **more}


RSA, RSA_NEXT, RSA_SHORT = (rsa.generate_private_key(65537, bits) for bits in (2048, 3072, 1024))
EC, EC_OTHER = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
EC_384, ED = ec.generate_private_key(ec.SECP384R1()), ed25519.Ed25519PrivateKey.generate()
ED_RAW = ED.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
STRANGER, EC_STRANGER = rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP256R1())

KEYS = {
    "keys": [
        rsa_jwk(RSA, "rsa", use="sig", alg="RS256"),
        rsa_jwk(RSA_NEXT, "rsa-next", use="sig"),
        rsa_jwk(RSA_SHORT, "rsa-short", use="sig"),
        rsa_jwk(STRANGER, "encrypts", use="enc"),
        ec_jwk(EC, "ec", use="sig", alg="ES256", key_ops=["verify"]),
        ec_jwk(EC_384, "ec-384", "P-384", use="sig"),
        ec_jwk(EC_OTHER, "twice", use="sig"),
        ec_jwk(EC_STRANGER, "twice", use="sig"),
        {"kty": "OKP", "crv": "Ed25519", "kid": "ed", "x": text(ED_RAW), "use": "sig"},
        {"kty": "oct", "kid": "shared", "k": text(b"a secret that is no secret here..")},
        {"kty": "EC", "crv": "P-256", "kid": "no-point", "x": text(bytes(32)), "y": text(bytes(32))},
        "no key at all",
    ]
}
ALONE = {"keys": [ec_jwk(EC, "ec"), rsa_jwk(RSA, "rsa")]}
NAMELESS = {"keys": [{k: v for k, v in ec_jwk(EC, "").items() if k != "kid"}]}

CLAIMS = {
    "iss": ISSUER, "sub": "a1b2", "aud": CLIENT, "exp": NOW + 300, "iat": NOW - 5, "nonce": NONCE,
    "email": "Anna@Example.com", "email_verified": True, "name": "Anna",
}
ROWS = []


def pem(key):
    return key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def row(name, token, want, keys="all", email=None):
    ROWS.append({"name": name, "keys": keys, "token": token, "want": want, "email": email})


def signed(key, algorithm, kid, claims=None, header=None):
    headers = {"kid": kid, **(header or {})}
    if kid is None:
        del headers["kid"]
    return jwt.encode(claims or CLAIMS, key, algorithm, headers=headers)


def good(name, key, algorithm, kid, claims=None, keys="all", email="anna@example.com", header=None):
    token = signed(key, algorithm, kid, claims, header)
    jwt.decode(token, key.public_key(), [algorithm], audience=CLIENT, issuer=ISSUER,
               options={"verify_exp": False, "verify_iat": False})
    row(name, token, "good", keys, email)


def by_hand(header, claims, sign):
    part = lambda value: text(json.dumps(value, separators=(",", ":")).encode())
    body = part(header) + "." + part(claims)
    return body + "." + text(sign(body.encode()))


def changed(**changes):
    return {key: value for key, value in {**CLAIMS, **changes}.items() if value is not None}


good("RS256", RSA, "RS256", "rsa")
good("RS256, a key without alg", RSA_NEXT, "RS256", "rsa-next")
good("ES256", EC, "ES256", "ec")
good("no kid, one key of the kind", EC, "ES256", None, keys="alone")
good("no kid, RS256, one key of the kind", RSA, "RS256", None, keys="alone")
good("a set without names", EC, "ES256", None, keys="nameless")
good("an audience of one", EC, "ES256", "ec", changed(aud=[CLIENT]))
good("made for us", EC, "ES256", "ec", changed(azp=CLIENT))
good("over by a minute", EC, "ES256", "ec", changed(exp=NOW - 60))
good("made in a minute", EC, "ES256", "ec", changed(iat=NOW + 60))
good("an address not verified", EC, "ES256", "ec", changed(email_verified=False), email=None)
good("an address verified by a text", EC, "ES256", "ec", changed(email_verified="true"), email=None)
good("an address of which it is not said", EC, "ES256", "ec", changed(email_verified=None), email=None)
good("no address", EC, "ES256", "ec", changed(email=None), email=None)
good("no address, but verified", EC, "ES256", "ec", changed(email="anna"), email=None)

for name, claims, want in [
    ("of another issuer", changed(iss="https://id.example.com/other"), "issuer"),
    ("of almost the issuer", changed(iss=ISSUER + "/"), "issuer"),
    ("for another audience", changed(aud="other"), "audience"),
    ("for us and another", changed(aud=[CLIENT, "other"]), "audience"),
    ("for nobody", changed(aud=[]), "audience"),
    ("made for another party", changed(azp="other"), "audience"),
    ("of another attempt", changed(nonce=text(bytes(32))), "nonce"),
    ("of no attempt", changed(nonce=None), "nonce"),
    ("over", changed(exp=NOW - 181), "time"),
    ("not yet", changed(iat=NOW + 181), "time"),
    ("from yesterday", changed(iat=NOW - 86400, exp=NOW + 86400), "time"),
    ("without an end", changed(exp=None), "malformed"),
    ("with an end in words", changed(exp="later"), "malformed"),
    ("without a subject", changed(sub=None), "malformed"),
    ("of an empty subject", changed(sub=""), "malformed"),
    ("of a subject too long", changed(sub="a" * 256), "malformed"),
    ("of a number", changed(sub=12), "malformed"),
]:
    try:
        token = signed(EC, "ES256", "ec", claims)
    except TypeError:
        # PyJWT holds some claims to their form.
        token = by_hand({"alg": "ES256", "kid": "ec", "typ": "JWT"}, claims,
                        lambda body: ECAlgorithm(ECAlgorithm.SHA256).sign(body, EC))
    row(name, token, want)


def mac(secret, digest=hashlib.sha256):
    return lambda body: hmac.new(secret, body, digest).digest()


nothing = lambda body: b""
for alg in ("none", "None", "NONE", ""):
    row(f"alg {alg!r}", by_hand({"alg": alg, "kid": "ec"}, CLAIMS, nothing), "algorithm")
for name, secret in [
    ("the RSA key as PEM", pem(RSA)),
    ("the RSA modulus", RSA.public_key().public_numbers().n.to_bytes(256, "big")),
    ("the EC key as PEM", pem(EC)),
    ("the set's own oct key", b"a secret that is no secret here.."),
    ("nothing", b""),
]:
    for kid in ("rsa", "shared"):
        token = by_hand({"alg": "HS256", "kid": kid, "typ": "JWT"}, CLAIMS, mac(secret))
        row(f"HS256 with {name}, kid {kid}", token, "algorithm")
row("HS256 that says RS256", by_hand({"alg": "RS256", "kid": "rsa"}, CLAIMS, mac(pem(RSA))), "signature")
for algorithm in ("RS384", "RS512", "PS256"):
    row(algorithm, signed(RSA, algorithm, "rsa"), "algorithm")
row("ES384", signed(EC_384, "ES384", "ec-384"), "algorithm")
row("EdDSA", signed(ED, "EdDSA", "ed"), "algorithm")

row("RS256 by a stranger", signed(STRANGER, "RS256", "rsa"), "signature")
row("ES256 by a stranger", signed(EC_STRANGER, "ES256", "ec"), "signature")
row("RS256 by a key that encrypts", signed(STRANGER, "RS256", "encrypts"), "key")
row("RS256 by a key too short", signed(RSA_SHORT, "RS256", "rsa-short"), "key")
row("RS256 by an EC key's name", signed(RSA, "RS256", "ec"), "key")
row("ES256 by an RSA key's name", signed(EC, "ES256", "rsa"), "key")
row("by a key that is not there", signed(EC, "ES256", "../../ec"), "key")
row("by a name in capitals", signed(EC, "ES256", "EC"), "key")
row("by a key of no point", signed(EC, "ES256", "no-point"), "key")
row("by a name that two have", signed(EC_OTHER, "ES256", "twice"), "key")
row("no kid among several", signed(EC, "ES256", None), "key")
row("a name where none has one", signed(EC, "ES256", "ec"), "key", "nameless")
row("a key of its own", signed(EC_STRANGER, "ES256", "ec", header={"jwk": ec_jwk(EC_STRANGER, "ec")}), "signature")
row("keys from elsewhere", signed(EC_STRANGER, "ES256", "ec", header={"jku": "https://evil.example/jwks"}), "signature")

token = signed(EC, "ES256", "ec")
header, claims, signature = token.split(".")
raw = base64.urlsafe_b64decode(signature + "==")
row("the other half of the signature", ".".join([header, claims, text(raw[32:] + raw[:32])]), "signature")
row("a signature of zeros", ".".join([header, claims, text(bytes(64))]), "signature")
row("no signature", header + "." + claims + ".", "signature")
row("a signature as ASN.1", by_hand({"alg": "ES256", "kid": "ec"}, CLAIMS,
    lambda body: EC.sign(body, ec.ECDSA(hashes.SHA256()))), "signature")
row("other claims", ".".join([header, text(json.dumps(changed(sub="root")).encode()), signature]), "signature")
row("another header", ".".join([text(b'{"alg":"ES256","kid":"ec"}'), claims, signature]), "signature")
row("something critical", signed(EC, "ES256", "ec", header={"crit": ["b64"], "b64": True}), "malformed")
row("a token of another kind", signed(EC, "ES256", "ec", header={"typ": "at+jwt"}), "malformed")
row("a token to sign out with", signed(EC, "ES256", "ec", header={"typ": "logout+jwt"}), "malformed")
row("four parts", token + "." + signature, "malformed")
row("two parts", header + "." + claims, "malformed")
row("padded", header + "=." + claims + "." + signature, "malformed")
row("a blank before", " " + token, "malformed")
row("nothing at all", "", "malformed")
twice = text(b'{"alg":"none","alg":"ES256","kid":"ec"}')
row("two algorithms", twice + "." + claims + "." + signature, "malformed")
row("too long", token + "A" * 33000, "malformed")

print(json.dumps({
    "issuer": ISSUER, "client_id": CLIENT, "nonce": list(range(32)), "now": NOW, "subject": "a1b2",
    "keys": {"all": KEYS, "alone": ALONE, "nameless": NAMELESS}, "rows": ROWS,
}, indent=1))
