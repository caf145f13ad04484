"""Makes chain.json: entries of an audit log, what is hashed of each, and a sealed head.

It shares no code with Nordsvar; docs/audit.md is all that it goes by.
Run it in this folder: python3 make.py > chain.json
"""

import hashlib
import hmac
import json

FIELDS = ["tenant", "sequence", "time", "actor", "action", "object", "origin", "request", "outcome"]
RESPONSE = bytes.fromhex("01932c07209e7cde8c1d3f2a1b4c5d6e")
REQUEST = "01932c07-209e-7cde-8c1d-3f2a1b4c5d6"

ROWS = [
    ["operator", "put-tenant", "tenant:acme", "-", "done"],
    ["user:anna", "sign-in", "user:anna", "192.0.2.0/24", "done"],
    ["function:login", "sign-in", "user:anna", "2001:db8:7::/48", "refused"],
    ["api-key:k-1", "read-response", "response:" + hashlib.sha256(RESPONSE).hexdigest(), "-", "done"],
    ["respondent", "withdraw-response", "response:" + hashlib.sha256(RESPONSE).hexdigest(), "-", "done"],
]


def lines(name, values):
    return "\n".join([name, *[str(value) for value in values]]).encode()


def mac(key, context, message):
    inner = hmac.new(key, context, hashlib.sha256).digest()
    return hmac.new(inner, message, hashlib.sha256).hexdigest()


entries, canonical, previous = [], [], bytes(32)
for number, (actor, action, object_, origin, outcome) in enumerate(ROWS, 1):
    time = f"2026-11-23T19:50:0{number}.000Z"
    values = ["acme", number, time, actor, action, object_, origin, f"{REQUEST}{number}", outcome]
    text = lines("nordsvar-audit-1", values)
    previous = hashlib.sha256(previous + text).digest()
    entries.append({**dict(zip(FIELDS, values)), "hash": previous.hex()})
    canonical.append(text.decode())

head = {
    "tenant": "acme",
    "sequence": len(entries),
    "hash": previous.hex(),
    "anchor_sequence": 0,
    "anchor_hash": "0" * 64,
}
# The key is the ring k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8.
head["seal"] = mac(bytes(range(32)), b"audit-head", lines("nordsvar-audit-head-1", head.values()))
print(json.dumps({"entries": entries, "canonical": canonical, "head": head}, indent=2))
