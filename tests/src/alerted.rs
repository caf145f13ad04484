//! Staff who are alerted to a response.

use contract::{Moment, Target};
use credential::{Claims as _, Function, InvitationClaims};
use serde_json::{Value, json};

use crate::{Answer, Platform, Signed, eventually, now, response_id};

const APP: &str = "store-evaluator";

/// Has somebody answer a tenant's survey by an invitation, so that an instance that is set up for that has an alert: gives
/// the alert's name. `token` is a session or an API key of whoever may do all of it.
#[must_use]
pub fn alerted(
    platform: &Platform,
    token: &str,
    (survey, instance): (&str, &str),
    answers: &Value,
) -> String {
    let Platform { storage, keys, .. } = platform;
    let call = |function: Function, target: Target, body: &Value| -> Answer {
        let body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        let signed = Signed::new(function, target).body(body);
        let asks = function == Function::StoreEvaluator;
        let signed = if asks { signed.bearer(token) } else { signed };
        storage.run(signed.request(storage, keys)).expect("storage answers")
    };
    let ask = |target, body: &Value| call(Function::StoreEvaluator, target, body).expect(200);
    let app = || APP.parse().expect("an app");
    let shop = || instance.parse().expect("an instance");
    let rule = json!({"name": "low-score", "when": {"score": {"from": 0, "to": 2}},
        "to": [{"mail": "staff@example.com"}], "tell": {"weekly": {"on": "monday", "at": "08:00"}}});
    let setup = json!({"survey": survey, "title": "A", "policy": {"delay-minutes": 43200},
        "texts": {}, "alerts": [rule], "settings": {}});
    let _ = ask(Target::PutInstance(app(), shop()), &setup);
    let id = response_id();
    // A test is sent at once.
    let event = json!({"app": APP, "instance": instance, "key": id.to_string(), "stage": "checkout",
        "happened": Moment::from_unix_millis(now().get() * 1000).rfc3339(), "channels": ["mail"],
        "test": true});
    let recipient = json!({"email": format!("alert-{id}@example.com")});
    let events = json!({"items": [{"ask": {"event": event, "recipient": recipient}}]});
    let told = ask(Target::TakeEvents(app()), &events).json();
    let asked = told.pointer("/items/0/scheduled/invitation").and_then(Value::as_str);
    let asked = asked.unwrap_or_else(|| panic!("nobody was invited: {told}")).to_owned();
    let asked = || asked.parse().expect("an invitation");
    eventually("the invitation's turn", || {
        let _ = call(Function::Courier, Target::RunDue, &json!({"limit": 50})).expect(200);
        let read = ask(Target::ReadAsked(app(), shop(), asked()), &Value::Null).json();
        (read.pointer("/item/state") != Some(&json!("scheduled"))).then_some(())
    });
    let claims = InvitationClaims {
        jti: asked(),
        survey: survey.parse().expect("a survey"),
        zone: keys.zone().clone(),
        exp: now().saturating_add_seconds(60 * 60),
    };
    let link = keys.respondent(InvitationClaims::PURPOSE).sign(&claims).expect("claims that fit");
    let response = json!({"id": response_id().to_string(), "version": 1, "language": "en",
        "complete": true, "answers": answers, "score": 1, "invitation": link});
    let target = Target::AppendResponse(survey.parse().expect("a survey"));
    let _ = call(Function::Submit, target, &response).expect(201);
    let listed = ask(Target::ListAlerts(app(), shop()), &json!({})).json();
    let alert = listed.pointer("/items/0/alert").and_then(Value::as_str);
    alert.unwrap_or_else(|| panic!("no alert: {listed}")).to_owned()
}
