//! Everything with an app that is told of in the audit log.

use contract::Target;
use credential::{ApiKeyClaims, Function, UnsubscribeClaims, unsubscribe_label};
use serde_json::{Value, json};
use tests::{Platform, Sample, Signed, response_id};

/// What is done with an alert of a survey's, which `email` is to see to; gives its name.
pub(crate) fn see_to_an_alert(
    platform: &Platform,
    key: &str,
    (survey, email): (&str, &str),
) -> String {
    let ask = |target: Target, body: &Value| {
        let mut signed = Signed::new(Function::StoreEvaluator, target).bearer(key);
        if !body.is_null() {
            signed = signed.body(body.to_string().into_bytes());
        }
        platform.storage.run(signed.request(&platform.storage, &platform.keys)).unwrap()
    };
    let app = || "store-evaluator".parse().unwrap();
    let shop = || "shop".parse().unwrap();
    // It was closed, and is open again.
    let _ = ask(Target::PublishSurvey(survey.parse().unwrap()), &Value::Null).expect(200);
    let alert = tests::alerted(platform, key, (survey, "shop"), &json!({}));
    let id = || alert.parse().unwrap();
    let _ = ask(Target::ReadAlert(app(), shop(), id()), &Value::Null).expect(200);
    let act = json!({"assign": {"to": email}});
    let _ = ask(Target::ActOnAlert(app(), shop(), id()), &act).expect(200);
    let _ = ask(Target::ReadAlertSecret(app(), shop()), &Value::Null).expect(200);
    alert
}

/// Does everything with a contact; gives their name.
pub(crate) fn keep_contacts(platform: &Platform, key: &str) -> String {
    let call = |method: http::Method, below: &str, body: &Value| {
        let path = format!("/api/v1/contacts{below}");
        let call = platform.site.call(method, &path).bearer(key);
        let answer = if body.is_null() { call.send() } else { call.json(body).send() };
        assert!(answer.status < 300, "{below}: {}", answer.text());
        answer.json()
    };
    let both = ["A", "B"].map(|name| {
        let contact = json!({"key": name, "email": format!("{name}@example.com"), "name": name});
        let told = call(http::Method::PUT, "", &contact);
        told["id"].as_str().unwrap().to_owned()
    });
    let [one, other] = both;
    let _ = call(http::Method::GET, "", &Value::Null);
    let _ = call(http::Method::GET, &format!("/{one}"), &Value::Null);
    let _ = call(http::Method::POST, &format!("/{one}/merge"), &json!({"from": other}));
    let third = json!({"contacts": [{"email": "c@example.com"}]});
    let _ = call(http::Method::POST, "/import", &third);
    let _ = call(http::Method::DELETE, &format!("/{one}"), &Value::Null);
    one
}

/// Sets an app up, has somebody invited, and does everything with the invitation; gives its name.
pub(crate) fn use_an_app(platform: &Platform, key: &str, survey: &str) -> String {
    let ask = |target: Target, body: &Value| {
        let mut signed = Signed::new(Function::StoreEvaluator, target).bearer(key);
        if !body.is_null() {
            signed = signed.body(body.to_string().into_bytes());
        }
        platform.storage.run(signed.request(&platform.storage, &platform.keys)).unwrap()
    };
    let app = || "store-evaluator".parse().unwrap();
    let shop = || "shop".parse().unwrap();
    let setup = json!({"survey": survey, "title": "A", "policy": {"delay-minutes": 43200},
        "texts": {}, "alerts": [], "settings": {}});
    let _ = ask(Target::PutInstance(app(), shop()), &setup).expect(200);
    // What was so before is told of no more than it is done.
    for shared in [true, true, false] {
        let _ = ask(Target::ShareFigures(app()), &json!({"shared": shared})).expect(200);
    }
    let happened = jiff::Timestamp::from_second(tests::now().get().try_into().unwrap()).unwrap();
    let email = format!("{}@example.com", response_id());
    let event = json!({"app": "store-evaluator", "instance": "shop", "key": "1",
        "stage": "checkout", "happened": happened.to_string(), "channels": ["mail"]});
    let item = json!({"ask": {"event": event, "recipient": {"email": email}}});
    let told = ask(Target::TakeEvents(app()), &json!({"items": [item]})).expect(200).json();
    let asked = told["items"][0]["scheduled"]["invitation"].as_str().unwrap().to_owned();
    let id = || asked.parse().unwrap();
    let _ = ask(Target::ListAsked(app(), shop()), &json!({})).expect(200);
    let _ = ask(Target::ReadAsked(app(), shop(), id()), &Value::Null).expect(200);
    let _ = ask(Target::ListOrders(app(), shop()), &json!({})).expect(200);
    let _ = ask(Target::ReadOrder(app(), shop(), id()), &Value::Null).expect(200);
    decide_about_a_comment(platform, key);
    let act = Target::ActOnAsked(app(), shop(), id());
    let _ = ask(act, &json!({"act": "cancel"})).expect(200);
    opt_out(platform, &asked, key);
    see_who_has_left(platform, key, &setup);
    let _ = ask(Target::EraseContact, &json!({"email": email})).expect(200);
    asked
}

/// Looks at who has cancelled a subscription.
fn see_who_has_left(platform: &Platform, key: &str, setup: &Value) {
    let (app, shop) = (|| "why-cancel".parse().unwrap(), || "shop".parse().unwrap());
    let list = (Target::ListLeavers(app(), shop()), json!({}));
    for (target, body) in [(Target::PutInstance(app(), shop()), setup.clone()), list] {
        let signed = Signed::new(Function::WhyCancel, target).bearer(key);
        let signed = signed.body(body.to_string().into_bytes());
        let request = signed.request(&platform.storage, &platform.keys);
        let _ = platform.storage.run(request).unwrap().expect(200);
    }
}

/// Looks at what a badge may show, and decides all there is to decide.
fn decide_about_a_comment(platform: &Platform, key: &str) {
    let definition = json!({"elements": [
        {"type": "comment", "name": "comment"},
        {"type": "boolean", "name": "publish"}
    ]});
    let sample = Sample::publish_as(&platform.site, key, &definition);
    let sent = Sample::submission(response_id(), &json!({"comment": "Bra", "publish": true}));
    let _ = sample.submit(&sent).expect(201);
    let ask = |target: Target, body: &Value| {
        let mut signed = Signed::new(Function::StoreEvaluator, target).bearer(key);
        if !body.is_null() {
            signed = signed.body(body.to_string().into_bytes());
        }
        let request = signed.request(&platform.storage, &platform.keys);
        let _ = platform.storage.run(request).unwrap().expect(200);
    };
    let app = || "store-evaluator".parse().unwrap();
    let shown = || "shown".parse().unwrap();
    let response = || sent["id"].as_str().unwrap().parse().unwrap();
    let setup = json!({"survey": sample.id, "title": "A", "policy": {}, "texts": {}, "alerts": [],
        "settings": {}});
    ask(Target::PutInstance(app(), shown()), &setup);
    ask(Target::ListComments(app(), shown()), &json!({}));
    ask(Target::ShowComment(app(), shown(), response()), &Value::Null);
    ask(Target::HoldComment(app(), shown(), response()), &json!({"reason": "spam"}));
    ask(Target::UndecideComment(app(), shown(), response()), &Value::Null);
}

/// Wants no more messages, by the link that they had.
fn opt_out(platform: &Platform, asked: &str, key: &str) {
    let zone = platform.keys.zone();
    let keys = platform.keys.master().derive(&unsubscribe_label(zone));
    let claims: ApiKeyClaims = platform.keys.api_key().verify(key, tests::now()).unwrap();
    let claims = UnsubscribeClaims {
        jti: asked.parse().unwrap(),
        ten: claims.ten,
        zone: zone.clone(),
        exp: tests::now().saturating_add_seconds(900),
    };
    let body = json!({"token": keys.sign(&claims).unwrap()}).to_string().into_bytes();
    let signed = Signed::new(Function::Submit, Target::OptOut).body(body);
    let told = platform.storage.run(signed.request(&platform.storage, &platform.keys)).unwrap();
    assert_eq!(told.expect(200).json()["changed"], json!(true));
}
