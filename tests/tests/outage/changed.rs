//! What is told of an order once more, otherwise than before.

use contract::Target;
use contract::message::HookPlatform;
use serde_json::{Value, json};

use crate::invited::{DAY, Shop, app, at, scheduled, shop_name, words};

const EVENTS: &str = "/api/v1/apps/store-evaluator/events";

/// A shop that asks two days after an order.
fn shop() -> Shop {
    Shop::with(&json!({"delay-minutes": 2 * 24 * 60, "quarantine": []}))
}

/// What came of a change, if it is one.
#[track_caller]
fn changed(result: &Value) -> (&str, &Value) {
    let changed = &result["changed"];
    let invitation = changed["invitation"].as_str();
    (invitation.unwrap_or_else(|| panic!("{result}")), &changed["to"])
}

#[test]
fn what_is_told_otherwise_before_it_is_sent_is_sent_so() {
    let shop = shop();
    let order = shop.event("1", &at("a@example.com"));
    let invitation = scheduled(&shop.tell(&order));
    let mut other = order.clone();
    other["ask"]["values"]["first_name"] = json!("Anna");
    let told = shop.tell(&other);
    assert_eq!(changed(&told).0, invitation);
    let duplicate = json!({"duplicate": {"invitation": invitation, "state": "scheduled"}});
    assert_eq!(shop.tell(&other), duplicate);

    // Nobody has said when it happened: it happened when it came first.
    let mut undated = other.clone();
    undated["ask"]["undated"] = json!(true);
    undated["ask"]["event"]["happened"] = json!("2026-01-01T00:00:00Z");
    assert_eq!(shop.tell(&undated), duplicate);
    let before = changed(&told).1["scheduled"].as_u64().unwrap();
    other["ask"]["event"]["language"] = json!("en");
    let happened = other["ask"]["event"]["happened"].as_str().unwrap().to_owned();
    let happened: jiff::Timestamp = happened.parse().unwrap();
    let later = happened + jiff::SignedDuration::from_hours(24);
    other["ask"]["event"]["happened"] = json!(later.to_string());
    let told = shop.tell(&other);
    let after = changed(&told).1["scheduled"].as_u64().unwrap();
    assert_eq!(after - before, 24 * 60 * 60 * 1000);
    assert_eq!(
        words(&shop.read(&invitation)),
        ["received", "scheduled", "changed", "scheduled", "changed", "scheduled"]
    );

    shop.later(2 * DAY + 60);
    assert_eq!(shop.send()["items"], json!([]));
    shop.later(3 * DAY + 60);
    let claimed = shop.send();
    let asked = &claimed["items"][0]["mail"]["text"]["asked"];
    assert_eq!(
        (&asked["language"], &asked["values"]["first_name"]),
        (&json!("en"), &json!("Anna"))
    );

    // It is sent: what is otherwise now comes too late, and what is the same was there.
    other["ask"]["values"]["first_name"] = json!("Annika");
    let told = shop.tell(&other);
    assert_eq!(told, json!({"unchanged": {"invitation": invitation, "why": "sent"}}));
    other["ask"]["values"]["first_name"] = json!("Anna");
    assert_eq!(shop.tell(&other)["duplicate"]["state"], "sent");
}

#[test]
fn an_order_may_turn_out_to_be_somebody_elses() {
    let shop = shop();
    let order = shop.event("1", &at("a@example.com"));
    let invitation = scheduled(&shop.tell(&order));
    let mut other = order.clone();
    other["ask"]["recipient"] = at("b@example.com");
    assert_eq!(changed(&shop.tell(&other)).0, invitation);
    let names = |email: &str| {
        let items = shop.list(&json!({"email": email}));
        items.iter().map(|item| item["invitation"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names("a@example.com"), [""; 0]);
    assert_eq!(names("b@example.com"), [invitation.as_str()]);
    let instance = shop.ask(Target::ReadInstance(app(), shop_name()), &Value::Null).expect(200);
    assert_eq!(instance.json()["counts"], json!({"scheduled": 1}));

    // Back, at once with another order of the same buyer, and a number that is theirs.
    let mut back = order;
    back["ask"]["recipient"] = json!({"email": "a@example.com", "phone": "+46701740605"});
    let second = shop.event("2", &at("a@example.com"));
    let items = json!({"items": [second, back, second]});
    let told = shop.ask(Target::TakeEvents(app()), &items).expect(200).json();
    assert!(told["items"][0]["scheduled"].is_object(), "{told}");
    assert_eq!(changed(&told["items"][1]).0, invitation);
    assert!(told["items"][2]["duplicate"].is_object(), "{told}");
    assert_eq!(names("a@example.com").len(), 2);
    shop.later(2 * DAY + 60);
    let claimed = shop.send();
    let to: Vec<_> =
        claimed["items"].as_array().unwrap().iter().map(|item| &item["mail"]["to"]).collect();
    assert_eq!(to, ["a@example.com", "a@example.com"]);
}

#[test]
fn what_is_changed_is_decided_anew() {
    let shop = shop();
    let order = shop.event("1", &at("a@example.com"));
    let invitation = scheduled(&shop.tell(&order));
    let mut tried = order.clone();
    tried["ask"]["event"]["flags"] = json!(["no-consent"]);
    let dry = json!({"dry_run": true, "items": [tried]});
    let told = shop.ask(Target::TakeEvents(app()), &dry).expect(200).json();
    assert_eq!(changed(&told["items"][0]).1["skipped"]["reason"], "flagged");
    assert_eq!(shop.state(&invitation), "scheduled");
    assert_eq!(changed(&shop.tell(&tried)).1["skipped"]["flag"], "no-consent");
    assert_eq!(shop.state(&invitation), "skipped");
    assert_eq!(shop.tell(&order)["unchanged"]["why"], "over");

    // Of somebody who was erased nothing is kept, and nothing is sent to whoever it was before.
    let second = shop.event("2", &at("a@example.com"));
    let kept = scheduled(&shop.tell(&second));
    let _ = shop.order("3", &at("gone@example.com"));
    let erase = json!({"email": "gone@example.com"});
    let _ = shop.ask(Target::EraseContact, &erase).expect(200);
    let mut gone = second;
    gone["ask"]["recipient"] = at("gone@example.com");
    let told = shop.tell(&gone);
    assert_eq!(told["skipped"]["reason"]["cause"], "erased", "{told}");
    assert_eq!(shop.state(&kept), "cancelled");
}

#[test]
fn a_shop_is_told_that_an_order_was_changed() {
    let shop = Shop::with(&json!({"delay-minutes": 60}));
    let send = |order: &Value| {
        let call = shop.system.site.post(EVENTS).json(order).bearer(shop.key());
        call.send().expect(202).json()["items"][0].clone()
    };
    let mut order = json!({"order": "7", "stage": "checkout", "buyer": {"email": "a@example.com"}});
    let first = send(&order);
    assert_eq!(first["result"], "scheduled", "{first}");
    assert_eq!(send(&order)["result"], "duplicate");
    order["buyer"]["email"] = json!("b@example.com");
    let told = send(&order);
    assert_eq!(told["result"], "changed", "{told}");
    assert_eq!((&told["invitation"], &told["at"]), (&first["invitation"], &first["at"]));
    order["consent"] = json!(false);
    assert_eq!(send(&order)["why"], json!({"reason": "flagged", "flag": "no-consent"}));
    order["consent"] = json!(true);
    let told = send(&order);
    assert_eq!((&told["result"], &told["why"]), (&json!("unchanged"), &json!("over")));
}

#[test]
fn a_webhook_tells_of_a_change_as_well() {
    let shop = Shop::with(&json!({"delay-minutes": 60}));
    let put = Target::PutHook(app(), shop_name(), HookPlatform::WooCommerce);
    let hook = crate::hooks::Hook::new(&shop.ask(put, &json!({})).expect(200).json());
    let send = |email: &str| {
        let order = crate::hooks::order("1001", "processing", email);
        hook.send(&shop, "order.updated", &order).expect(200).json()["result"].clone()
    };
    for (email, want) in [("a", "scheduled"), ("a", "duplicate"), ("b", "changed")] {
        assert_eq!(send(&format!("{email}@customer.example")), want);
    }
}
