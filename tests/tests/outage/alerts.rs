//! Alerts: from a response to whom it is told, and what staff do about it.

use base64ct::{Base64, Encoding as _};
use contract::Target;
use credential::{AlertId, Audience, Function, Grants, SessionClaims, SharedSecret};
use serde_json::{Value, json};
use tests::{Answer, Hook, Relay, Signed, now};

use crate::invited::{DAY, Shop, app, at, shop_name};

const STAFF: &str = "staff@acme.example";
const BOSS: &str = "boss@acme.example";

/// A shop that looks for low scores.
fn shop(tell: &Value, to: &Value) -> Shop {
    let shop = Shop::open();
    let hours = json!({"from": "00:00", "to": "24:00", "holidays": []});
    let rule = json!({
        "name": "low-score", "when": {"score": {"from": 0, "to": 2}}, "to": to, "tell": tell,
        "escalate": {"after-hours": 48, "to": [{"mail": BOSS}]}
    });
    let setup = json!({
        "survey": shop.sample.id, "title": "Butiken", "texts": {}, "alerts": [rule], "settings": {},
        "policy": {"delay-minutes": 0, "window": hours, "quarantine": []}
    });
    let _ = shop.ask(Target::PutInstance(app(), shop_name()), &setup).expect(200);
    shop
}

/// Somebody answers with a score; gives what leads them back to it.
fn answer(shop: &Shop, key: &str, score: u32) -> String {
    let told = shop.order(key, &at(&format!("{key}@customer.example")));
    assert!(told["scheduled"].is_object(), "{told}");
    let sent = shop.send();
    let token = &sent["items"][0]["mail"]["text"]["asked"]["link_token"];
    let mut response = Shop::response(token.as_str().unwrap());
    response["score"] = json!(score);
    let kept = shop.respond(&response).expect(201).json();
    assert_eq!(shop.respond(&response).expect(200).json()["token"], kept["token"]);
    kept["token"].as_str().unwrap().to_owned()
}

fn list(shop: &Shop) -> Value {
    shop.ask(Target::ListAlerts(app(), shop_name()), &json!({})).expect(200).json()
}

/// The one alert that there is.
fn only(shop: &Shop) -> AlertId {
    let listed = list(shop);
    assert_eq!(listed["items"].as_array().unwrap().len(), 1, "{listed}");
    listed["items"][0]["alert"].as_str().unwrap().parse().unwrap()
}

fn read(shop: &Shop, alert: &AlertId) -> Value {
    let target = Target::ReadAlert(app(), shop_name(), alert.clone());
    shop.ask(target, &Value::Null).expect(200).json()
}

/// What a courier gets of alerts.
fn claim(shop: &Shop) -> Vec<Value> {
    shop.run_due();
    let claim = json!({"limit": 50, "texts": 50, "hooks": 50});
    let claimed = shop.courier(Target::ClaimMail, &claim);
    let mut told = Vec::new();
    for item in claimed["items"].as_array().into_iter().flatten() {
        let id = item["id"].as_str().unwrap().parse().unwrap();
        let _ = shop.courier(Target::MailSent(id), &Value::Null);
        if item["mail"]["text"]["alert"].is_object() {
            told.push(item.clone());
        }
    }
    told
}

/// Does something about an alert, as somebody who is signed in.
fn act(shop: &Shop, ahead: i64, alert: &AlertId, act: &Value) -> Answer {
    let at = now().saturating_add_seconds(ahead.try_into().unwrap());
    let claims = SessionClaims {
        sub: "anna".parse().unwrap(),
        ten: "acme".parse().unwrap(),
        zone: shop.system.keys.zone().clone(),
        aud: Audience::StoreEvaluator,
        epoch: 1,
        grants: Grants::default(),
        auth: at,
        iat: at,
        exp: at.saturating_add_seconds(900),
    };
    let session = shop.system.keys.session(Audience::StoreEvaluator).sign(&claims).unwrap();
    let target = Target::ActOnAlert(app(), shop_name(), alert.clone());
    let signed = Signed::new(Function::StoreEvaluator, target).created(at).bearer(&session);
    let signed = signed.body(act.to_string().into_bytes());
    let storage = shop.system.storage();
    storage.run(signed.request(&storage, &shop.system.keys)).unwrap()
}

/// Makes a user who reads responses, and knows no password.
fn add_analyst(shop: &Shop) {
    let parameters = json!({"salt": "A".repeat(22), "memory_kib": 8, "passes": 1, "lanes": 1});
    let user = json!({
        "user": "anna", "tenant": "acme", "email": "anna@acme.example", "parameters": parameters,
        "verifier": "A".repeat(43), "grants": [{"role": "analyst", "scope": "tenant"}]
    });
    let _ = shop.call(Function::Operator, Target::CreateUser, &user).expect(201);
}

#[test]
fn a_low_score_is_told_at_once_and_its_answers_stay() {
    let to = json!([{"mail": STAFF}, {"webhook": "https://hooks.acme.example/a?b=c"},
        {"webhook": "https://elsewhere.example/"}]);
    let mut shop = shop(&json!("at-once"), &to);
    answer(&shop, "good", 9);
    assert_eq!(list(&shop)["open"], json!(0));
    answer(&shop, "bad", 2);
    let alert = only(&shop);
    let (relay, hook, address) = (Relay::default(), Hook::listen(), Relay::address());
    relay.listen(address);
    let outbound = format!("http://{}", hook.address());
    let hosts = format!("hooks.acme.example={outbound}");
    let more = [("WEBHOOK_HOSTS", hosts.as_str()), ("WEBHOOK_OUTBOUND", outbound.as_str())];
    let courier = shop.system.start_courier_with(address, &more);
    hook.answer_with(503);
    assert_eq!(courier.tick(), json!({"sent": 1, "waiting": 1, "failed": 1}));
    let [mail] = &relay.taken()[..] else { panic!("one mail: {:?}", relay.envelopes()) };
    assert_eq!(relay.envelopes()[0].1, STAFF);
    assert!(mail.contains("low-score"), "{mail}");
    for secret in ["bad@customer.example", "Annika", "Line one"] {
        assert!(!mail.contains(secret), "{secret}: {mail}");
    }
    let [told] = &hook.told()[..] else { panic!("told once: {:?}", hook.told()) };
    assert_eq!(told.path, "/a?b=c");
    let body: Value = serde_json::from_str(&told.body).unwrap();
    assert_eq!((&body["id"], &body["score"]), (&json!(alert), &json!(2)));
    assert_eq!(body["link"], link(&alert));
    is_signed(&shop, &told.signature, &told.body);
    let detail = read(&shop, &alert);
    assert_eq!(detail["response"]["answers"]["more"], "Line one\nline two <b>");
    let went: Vec<_> =
        detail["messages"].as_array().unwrap().iter().map(|one| &one["failure"]).collect();
    for failure in [&Value::Null, &json!("4.3.2"), &json!("5.7.1")] {
        assert!(went.contains(&failure), "{detail}");
    }
    assert!(!detail.to_string().contains(STAFF), "{detail}");
}

fn link(alert: &AlertId) -> String {
    format!("http://localhost/apps/store-evaluator/instances/shop/alerts/{alert}")
}

/// Whether a program that has the secret knows that it is from here.
fn is_signed(shop: &Shop, signature: &str, body: &str) {
    let target = Target::ReadAlertSecret(app(), shop_name());
    let secret = shop.ask(target, &Value::Null).expect(200).json();
    let secret: SharedSecret = secret["secret"].as_str().unwrap().parse().unwrap();
    let (at, tag) = signature.strip_prefix("t=").unwrap().split_once(",v1=").unwrap();
    let at = credential::UnixSeconds::new(at.parse().unwrap());
    assert!(at.get().abs_diff(now().get()) < 60);
    assert_eq!(hex(&secret.sign(at, body.as_bytes())), tag);
}

/// The bytes of a tag as hexadecimal digits.
fn hex(tag: &str) -> String {
    let bytes = Base64::decode_vec(tag).unwrap();
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves.map(|half| char::from_digit(half.into(), 16).unwrap()).collect()
}

#[test]
fn alerts_of_a_day_are_told_together_and_escalate() {
    let shop = shop(&json!({"daily": "08:00"}), &json!([{"mail": STAFF}]));
    for key in ["one", "two", "three"] {
        answer(&shop, key, 1);
    }
    assert_eq!(list(&shop)["open"], json!(3));
    assert_eq!(claim(&shop), Vec::<Value>::new());
    shop.later(DAY);
    shop.run_due();
    shop.later(61);
    let [told] = &claim(&shop)[..] else { panic!("one mail of all") };
    assert_eq!(told["mail"]["to"], STAFF);
    assert_eq!(told["mail"]["language"], "sv");
    let notice = &told["mail"]["text"]["alert"];
    assert_eq!((&notice["count"], &notice["escalated"]), (&json!(3), &json!(false)));
    assert_eq!(notice["alerts"].as_array().unwrap().len(), 3);
    // Who sees to one is not relieved of it; who has handled it is.
    add_analyst(&shop);
    let ids: Vec<AlertId> = list(&shop)["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["alert"].as_str().unwrap().parse().unwrap())
        .collect();
    let ahead = DAY + 61;
    let taken = act(&shop, ahead, &ids[0], &json!("take")).expect(200).json();
    assert_eq!(
        (&taken["item"]["state"], &taken["item"]["whose"]),
        (&json!("assigned"), &json!("anna@acme.example"))
    );
    let note = json!({"handle": {"note": "Ringde upp."}});
    let handled = act(&shop, ahead, &ids[1], &note).expect(200).json();
    assert_eq!(handled["item"]["state"], "handled");
    assert_eq!(act(&shop, ahead, &ids[1], &json!("take")).expect(200).json()["why"], "over");
    assert_eq!(read(&shop, &ids[1])["note"], "Ringde upp.");
    let nobody = json!({"assign": {"to": "nobody@acme.example"}});
    assert_eq!(act(&shop, ahead, &ids[2], &nobody).expect(400).problem().0, "parameter-rejected");
    shop.later(DAY);
    let late = claim(&shop);
    assert_eq!(late.len(), 2, "{late:?}");
    for told in &late {
        assert_eq!(told["mail"]["to"], BOSS);
        assert_eq!(told["mail"]["text"]["alert"]["escalated"], json!(true));
        assert_ne!(told["mail"]["text"]["alert"]["alerts"][0]["alert"], json!(ids[1]));
    }
    assert_eq!(list(&shop)["open"], json!(2));
    assert_eq!(claim(&shop), Vec::<Value>::new());
}

#[test]
fn a_response_that_is_taken_back_is_told_of_no_more() {
    let shop = shop(&json!("at-once"), &json!([{"mail": STAFF}]));
    let token = answer(&shop, "bad", 0);
    let alert = only(&shop);
    shop.run_due();
    let survey = shop.sample.id.parse().unwrap();
    let withdrawn = shop.submit(Target::WithdrawResponse(survey), &json!({"token": token}));
    let _ = withdrawn.expect(200);
    let detail = read(&shop, &alert);
    assert_eq!(detail["item"]["state"], "gone");
    assert_eq!((&detail["response"], &detail["item"]["score"]), (&Value::Null, &Value::Null));
    assert_eq!(claim(&shop), Vec::<Value>::new());
    assert_eq!(list(&shop)["open"], json!(0));
    shop.later(3 * DAY);
    assert_eq!(claim(&shop), Vec::<Value>::new());
}
