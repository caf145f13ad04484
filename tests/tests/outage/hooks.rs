//! Webhooks of shops' platforms: signed, they tell of orders; unsigned, of nothing.

use base64ct::{Base64, Encoding as _};
use contract::Target;
use contract::message::HookPlatform;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tests::Answer;

use crate::invited::{Shop, app, shop_name, words};

/// HMAC-SHA-256 (RFC 2104) of a secret that is no longer than a block, in base64.
fn sign(secret: &str, body: &[u8]) -> String {
    let mut key = [0; 64];
    key[..secret.len()].copy_from_slice(secret.as_bytes());
    let round = |pad: u8, text: &[u8]| {
        let padded = key.map(|byte| byte ^ pad);
        Sha256::new().chain_update(padded).chain_update(text).finalize()
    };
    Base64::encode_string(&round(0x5c, &round(0x36, body)))
}

fn put(shop: &Shop, platform: HookPlatform, secret: Option<&str>) -> Answer {
    let body = secret.map_or(json!({}), |secret| json!({ "secret": secret }));
    shop.ask(Target::PutHook(app(), shop_name(), platform), &body)
}

fn list(shop: &Shop) -> Value {
    shop.ask(Target::ListHooks(app(), shop_name()), &Value::Null).expect(200).json()
}

/// A webhook's address, and what it is signed with.
pub(crate) struct Hook {
    path: String,
    secret: String,
}

impl Hook {
    pub(crate) fn new(item: &Value) -> Self {
        let (platform, hook) = (item["platform"].as_str().unwrap(), item["hook"].as_str().unwrap());
        let path = format!("/api/v1/apps/store-evaluator/webhooks/{platform}/{hook}");
        Self { path, secret: item["secret"].as_str().unwrap().to_owned() }
    }

    pub(crate) fn send(&self, shop: &Shop, topic: &str, order: &Value) -> Answer {
        let body = order.to_string();
        self.send_signed(shop, (topic, &sign(&self.secret, body.as_bytes())), &body)
    }

    fn send_signed(&self, shop: &Shop, (topic, signature): (&str, &str), body: &str) -> Answer {
        let call = shop.system.site.post(&self.path).body("application/json", body);
        let call = call.header("x-wc-webhook-topic", topic);
        call.header("x-wc-webhook-signature", signature).send()
    }
}

pub(crate) fn order(number: &str, status: &str, email: &str) -> Value {
    json!({
        "id": 727, "number": number, "status": status, "currency": "SEK", "total": "29.35",
        "billing": {"first_name": "Elsa", "last_name": "Exempel", "email": email, "country": "SE"},
        "line_items": [{"id": 1, "product_id": 93, "name": "Mugg"}],
    })
}

#[test]
fn a_shop_that_is_woocommerce_tells_of_its_orders() {
    let shop = Shop::of_orders();
    let item = put(&shop, HookPlatform::WooCommerce, None).expect(200).json();
    let hook = Hook::new(&item);
    assert_eq!(hook.secret.len(), 32);
    let send = |topic: &str, order: &Value| hook.send(&shop, topic, order).expect(200).json();

    // Saving a webhook sends this, unsigned.
    let ping = shop.system.site.post(&hook.path);
    let ping = ping.body("application/x-www-form-urlencoded", "webhook_id=7").send().expect(200);
    assert_eq!(ping.json(), json!({"result": "passed"}));
    assert_eq!(send("customer.created", &json!({})), json!({"result": "passed"}));

    let placed = order("1001", "processing", "elsa@customer.example");
    let taken = send("order.updated", &placed);
    assert_eq!(taken["result"], "scheduled", "{taken}");
    let invitation = taken["invitation"].as_str().unwrap();
    assert_eq!(shop.read(invitation)["recipient"]["email"], "elsa@customer.example");
    let again = send("order.updated", &placed);
    assert_eq!((&again["result"], &again["invitation"]), (&json!("duplicate"), &json!(invitation)));
    let pending = order("1002", "pending", "nils@customer.example");
    assert_eq!(send("order.updated", &pending), json!({"result": "passed"}));
    let called_off = send("order.updated", &order("1001", "cancelled", "elsa@customer.example"));
    assert_eq!(called_off["result"], "cancelled", "{called_off}");
    assert_eq!(shop.state(invitation), "cancelled");
    assert!(words(&shop.read(invitation)).contains(&"cancelled".to_owned()));
    let nobody = send("order.updated", &order("1003", "processing", "nobody"));
    assert_eq!(nobody["result"], "rejected", "{nobody}");
    let item = &list(&shop)["items"][0];
    assert!(!item["taken_at"].is_null());
    assert_eq!(item["refused"]["why"], "unreadable");
}

#[test]
fn what_is_not_signed_tells_of_nothing() {
    let shop = Shop::of_orders();
    let hook = Hook::new(&put(&shop, HookPlatform::WooCommerce, None).expect(200).json());
    let body = order("1", "processing", "elsa@customer.example").to_string();
    let good = sign(&hook.secret, body.as_bytes());
    for (name, signature, sent) in [
        ("another secret", sign("another-secret-0123456789", body.as_bytes()), body.clone()),
        ("another body", good.clone(), body.replace("\"1\"", "\"2\"")),
        ("no base64", "?".to_owned(), body.clone()),
        ("nothing", String::new(), body.clone()),
        ("too long", good.repeat(9), body.clone()),
    ] {
        let answer = hook.send_signed(&shop, ("order.updated", &signature), &sent);
        assert_eq!(
            (answer.status, answer.problem().0),
            (401, "credential-refused".to_owned()),
            "{name}"
        );
    }
    assert_eq!(shop.list(&json!({})).len(), 0);
    let refused = &list(&shop)["items"][0]["refused"];
    assert_eq!(
        (&refused["count"], &refused["why"]),
        (&json!(1), &json!("not-signed")),
        "one a minute"
    );

    // By another platform's name, or another webhook's, it is not found.
    for path in [
        hook.path.replace("woocommerce", "shopify"),
        hook.path.replace("woocommerce/", "woocommerce/0"),
    ] {
        let call = shop.system.site.post(&path).body("application/json", body.as_str());
        let call = call.header("x-shopify-topic", "orders/paid");
        let call = call.header("x-shopify-hmac-sha256", &good);
        let call = call.header("x-wc-webhook-topic", "order.updated");
        assert_eq!(call.header("x-wc-webhook-signature", &good).send().status, 404, "{path}");
    }

    // The address stays when the secret is changed, and the one from before signs nothing.
    let changed = put(&shop, HookPlatform::WooCommerce, Some("pasted-secret-0123456789"));
    let changed = Hook::new(&changed.expect(200).json());
    assert_eq!(changed.path, hook.path);
    let old = hook.send_signed(&shop, ("order.updated", &good), &body);
    assert_eq!(old.status, 401);
    let taken =
        changed.send(&shop, "order.updated", &order("1", "processing", "e@customer.example"));
    assert_eq!(taken.expect(200).json()["result"], "scheduled");
    assert_eq!(put(&shop, HookPlatform::WooCommerce, Some("short")).status, 400);
    let remove = Target::RemoveHook(app(), shop_name(), HookPlatform::WooCommerce);
    assert_eq!(shop.ask(remove, &Value::Null).expect(200).json(), json!({"changed": true}));
    assert_eq!(list(&shop), json!({"items": []}));
    let gone =
        changed.send(&shop, "order.updated", &order("9", "processing", "e@customer.example"));
    assert_eq!(gone.status, 404);
}
