"""Makes cases.json: webhooks as their platforms send them, signed and not, each with what it comes to.

The bodies are the files beside this one, written by hand in the platforms' shapes; nobody in them lives. Some cases alter one.
Signatures are of Python's `hmac`, another implementation than ours.
Run it in this folder: python3 make.py > cases.json
"""

import base64
import copy
import hashlib
import hmac
import json

RECEIVED = "2026-11-27T12:00:00Z"
SECRET, OTHER = "wh-3f9a1c77d2e84b60", "wh-another-secret-00"


def sign(body, secret=SECRET):
    return base64.b64encode(hmac.new(secret.encode(), body.encode(), hashlib.sha256).digest()).decode()


def read(name):
    with open(name + ".json", encoding="utf-8") as file:
        return file.read()


def altered(name, changes):
    body = copy.deepcopy(json.loads(read(name)))
    for path, value in changes.items():
        *parents, last = path.split("/")
        at = body
        for parent in parents:
            at = at[int(parent)] if isinstance(at, list) else at[parent]
        if value is None:
            del at[last]
        else:
            at[last] = value
    return json.dumps(body, ensure_ascii=False)


def case(name, platform, topic, body, event, delivery, signature=None):
    signature = sign(body) if signature is None else signature
    return {"name": name, "platform": platform, "topic": topic, "body": body, "signature": signature,
            "event": event, "delivery": delivery}


WOO_PRODUCTS = [
    {"id": "93", "name": "Cykelhjälm", "image": "https://shop.example/hjalm.jpg"},
    {"id": "101", "name": "Reflexväst", "gtin": "4006381333931"},
]
WOO_RECIPIENT = {"name": "Elsa Exempel", "email": "elsa@example.com", "phone": "+46 70-174 06 05", "language": "sv",
                 "country": "SE"}
WOO = {"key": "1042", "happening": "after-delivery", "happened": "2026-11-26T09:30:00Z", "recipient": WOO_RECIPIENT,
       "products": WOO_PRODUCTS, "amount": "748.00 SEK", "purchased_at": "2026-11-25T18:04:09Z",
       "shipped_at": "2026-11-26T09:30:00Z", "test": False}
WOO_MORE = {"order": "1042", "carrier": "PostNord MyPack", "region": "Skåne"}
SHOPIFY_PRODUCTS = [{"id": "632910392", "name": "Kaffekvarn"}, {"id": "PAPER-100", "name": "Filterpapper"}]
SHOPIFY_RECIPIENT = {"name": "Elsa Exempel", "email": "elsa@example.com", "phone": "+46701740605", "language": "sv-se",
                     "country": "SE"}
SHOPIFY = {"key": "#1001", "happening": "checkout", "happened": "2026-11-26T10:15:30Z", "recipient": SHOPIFY_RECIPIENT,
           "products": SHOPIFY_PRODUCTS, "amount": "899.00 SEK", "purchased_at": "2026-11-26T10:15:30Z", "test": False}
FULFILLED = {**SHOPIFY, "happening": "after-delivery", "happened": "2026-11-27T07:00:00Z",
             "shipped_at": "2026-11-27T07:00:00Z"}
FULFILLMENT = {"key": "#1001", "happening": "after-delivery", "happened": "2026-11-27T11:42:00Z",
               "recipient": {"name": "Elsa Exempel", "email": "elsa@example.com", "phone": "+46701740605", "country": "SE"},
               "products": SHOPIFY_PRODUCTS[:1], "shipped_at": "2026-11-25T07:00:00Z",
               "delivered_at": "2026-11-27T11:42:00Z", "test": False}
FULFILLMENT_MORE = {"order": "#1001", "carrier": "PostNord", "tracking": "00373500000000000001", "region": "Skåne län"}
PRESTA = {"key": "XKBKNABJK", "happening": "after-delivery", "happened": "2026-11-26T08:00:00Z",
          "recipient": {"name": "Elsa Exempel", "email": "elsa@example.com", "phone": "0701740605", "language": "sv-se",
                        "country": "SE", "time_zone": "Europe/Stockholm"},
          "products": [{"id": "19", "name": "Mugg \"Idag\"", "url": "https://shop.example/mugg", "gtin": "73513537",
                        "image": "https://shop.example/mugg.jpg"}],
          "amount": "149.0000 SEK", "purchased_at": "2026-11-24T20:11:54Z", "shipped_at": "2026-11-26T08:00:00Z",
          "test": False}
PRESTA_MORE = {"order": "XKBKNABJK", "carrier": "DHL", "tracking": "JD0146000", "region": "Uppsala"}

NOT_SIGNED = {"refused": True}
OTHER_TOPIC, NO_TRIGGER, FAR_AWAY = ({"passed": why} for why in ("other topic", "no trigger", "far away"))


def faults(path, reason):
    return {"faults": [[path, reason]]}


def event(of, **more):
    return {"event": {key: value for key, value in {**of, **more}.items() if value is not None}}


def delivery(of, more, **changes):
    made = {key: value for key, value in {**of, **changes}.items() if value is not None}
    return {"delivery": {"event": made, **more}}


def both(of):
    return [of, of]


woo, paid, fulfillment, presta = (
    read(name) for name in ("woocommerce-order", "shopify-order", "shopify-fulfillment", "prestashop-order"))
W, S, P = "woocommerce", "shopify", "prestashop"
UPDATED, STATE, UPDATE = "order.updated", "order.state", "fulfillments/update"
REACH = "needs an e-mail address or a telephone number"

CASES = [
    case("an order is completed", W, UPDATED, woo, event(WOO), NO_TRIGGER),
    case("an order is paid for", W, UPDATED, altered("woocommerce-order", {"status": "processing"}),
         event(WOO, happening="checkout", happened="2026-11-25T18:04:09Z"), NO_TRIGGER),
    case("a plugin's status says delivered", W, UPDATED, altered("woocommerce-order", {"status": "delivered"}), NO_TRIGGER,
         delivery(WOO, WOO_MORE)),
    case("an order is cancelled, and nobody can be written to", W, UPDATED,
         altered("woocommerce-order", {"status": "cancelled", "billing": None, "shipping": None}),
         event(WOO, happening="cancelled", happened=RECEIVED, recipient={"language": "sv"}),
         delivery(WOO, {"order": "1042", "carrier": "PostNord MyPack"}, happening="cancelled", happened=RECEIVED,
                  recipient={"language": "sv"})),
    case("an order is refunded", W, UPDATED, altered("woocommerce-order", {"status": "refunded"}),
         event(WOO, happening="returned", happened=RECEIVED),
         delivery(WOO, WOO_MORE, happening="returned", happened=RECEIVED)),
    case("an order waits for its payment", W, UPDATED, altered("woocommerce-order", {"status": "pending"}),
         *both(NO_TRIGGER)),
    case("a product is changed", W, "product.updated", woo, *both(OTHER_TOPIC)),
    case("an order of long ago is edited", W, UPDATED,
         altered("woocommerce-order", {"date_completed_gmt": "2023-01-01T00:00:00"}), FAR_AWAY, NO_TRIGGER),
    case("neither address nor number", W, UPDATED,
         altered("woocommerce-order", {"billing/email": "", "billing/phone": ""}),
         faults("$.billing.email", REACH), NO_TRIGGER),
    case("neither of them is one", W, UPDATED,
         altered("woocommerce-order", {"billing/email": "elsa", "billing/phone": "-"}),
         faults("$.billing.email", REACH), NO_TRIGGER),
    case("no status", W, UPDATED, altered("woocommerce-order", {"status": None}), *both(faults("$.status", "is missing"))),
    case("no number", W, UPDATED, altered("woocommerce-order", {"number": None, "id": None}),
         faults("$.number", "is missing"), NO_TRIGGER),
    case("only what is needed", W, UPDATED,
         '{"id": 7, "status": "completed", "billing": {"email": "elsa@example.com"}}',
         event({"key": "7", "happening": "after-delivery", "happened": RECEIVED,
                "recipient": {"email": "elsa@example.com"}, "products": [], "test": False}), NO_TRIGGER),
    case("no object", W, UPDATED, "[]", *both(faults("$", "must be an object"))),
    case("no JSON", W, UPDATED, "status=completed",
         *both(faults("$", "line 1, column 1: not JSON, or nested too deeply, or a member stands twice"))),
    case("signed with another secret", W, UPDATED, woo, *both(NOT_SIGNED), sign(woo, OTHER)),
    case("altered after it was signed", W, UPDATED, woo.replace("elsa@", "elza@"), *both(NOT_SIGNED), sign(woo)),
    case("not signed", W, UPDATED, woo, *both(NOT_SIGNED), ""),
    case("half a signature", W, UPDATED, woo, *both(NOT_SIGNED), sign(woo)[:24]),
    case("a signature in hexadecimal digits", W, UPDATED, woo, *both(NOT_SIGNED),
         hmac.new(SECRET.encode(), woo.encode(), hashlib.sha256).hexdigest()),
    case("a signature with something behind it", W, UPDATED, woo, *both(NOT_SIGNED), sign(woo) + "AAAA"),
    case("an order is paid for", S, "orders/paid", paid, event(SHOPIFY), NO_TRIGGER),
    case("an order is fulfilled", S, "orders/fulfilled",
         altered("shopify-order", {"fulfillments": [{"created_at": "2026-11-27T08:00:00+01:00"}]}), event(FULFILLED),
         NO_TRIGGER),
    case("an order is cancelled", S, "orders/cancelled", paid, event(SHOPIFY, happening="cancelled", happened=RECEIVED),
         NO_TRIGGER),
    case("a test order of a company", S, "orders/paid",
         altered("shopify-order", {"test": True, "company": {"id": 5, "location_id": 6}}),
         event(SHOPIFY, test=True, flags=["wholesale"]), NO_TRIGGER),
    case("a shipment is delivered", S, UPDATE, fulfillment, event(FULFILLMENT),
         delivery(FULFILLMENT, FULFILLMENT_MORE, key="#1001.1")),
    case("a shipment is on its way", S, UPDATE, altered("shopify-fulfillment", {"shipment_status": "in_transit"}),
         *both(NO_TRIGGER)),
    case("a shipment that nobody follows", S, "fulfillments/create", altered("shopify-fulfillment", {"shipment_status": None}),
         *both(NO_TRIGGER)),
    case("a shipment failed", S, UPDATE, altered("shopify-fulfillment", {"shipment_status": "failure"}), NO_TRIGGER,
         delivery(FULFILLMENT, FULFILLMENT_MORE, key="#1001.1", happening="cancelled", happened=RECEIVED,
                  delivered_at=None)),
    case("a shipment is taken back", S, UPDATE, altered("shopify-fulfillment", {"status": "cancelled"}), NO_TRIGGER,
         delivery(FULFILLMENT, FULFILLMENT_MORE, key="#1001.1", happening="cancelled", happened=RECEIVED)),
    case("a shipment under an order's topic", S, "orders/paid", fulfillment, *both(faults("$.id", "is missing"))),
    case("an order under a shipment's topic", S, UPDATE, paid, *both(faults("$.order_id", "is missing"))),
    case("an app is removed", S, "app/uninstalled", "{}", *both(OTHER_TOPIC)),
    case("signed with another secret", S, "orders/paid", paid, *both(NOT_SIGNED), sign(paid, OTHER)),
    case("altered after it was signed", S, "orders/paid", paid + " ", *both(NOT_SIGNED), sign(paid)),
    case("an order is shipped", P, STATE, presta, event(PRESTA), NO_TRIGGER),
    case("an order is delivered", P, STATE,
         altered("prestashop-order", {"order/current_state": 5, "order/delivery_date": "2026-11-27T09:00:00+01:00"}),
         event(PRESTA, happened="2026-11-27T08:00:00Z", delivered_at="2026-11-27T08:00:00Z"),
         delivery(PRESTA, PRESTA_MORE, happened="2026-11-27T08:00:00Z", delivered_at="2026-11-27T08:00:00Z")),
    case("a state of the shop's own", P, STATE, altered("prestashop-order", {"order/current_state": "21"}),
         *both(NO_TRIGGER)),
    case("a reseller's order", P, STATE, altered("prestashop-order", {"wholesale": True}),
         event(PRESTA, flags=["wholesale"]), NO_TRIGGER),
    case("no state", P, STATE, altered("prestashop-order", {"order": {"reference": "X"}}),
         *both(faults("$.order.current_state", "is missing"))),
    case("another topic", P, "order.created", presta, *both(OTHER_TOPIC)),
    case("signed with another secret", P, STATE, presta, *both(NOT_SIGNED), sign(presta, OTHER)),
]

print(json.dumps({"received": RECEIVED, "secret": SECRET, "cases": CASES}, ensure_ascii=False, indent=1))
