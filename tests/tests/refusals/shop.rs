//! A shop that has somebody invited.

use contract::Target;
use credential::Function;
use serde_json::{Value, json};
use tests::{now, response_id};

use crate::privileges::call;

pub(crate) const APP: &str = "store-evaluator";
pub(crate) const INSTANCE: &str = "shop";

/// How an app is set up for a survey; nobody is written to for a month.
pub(crate) fn setup(survey: &str) -> Value {
    json!({"survey": survey, "title": "A", "policy": {"delay-minutes": 43200}, "texts": {},
        "alerts": [], "settings": {}})
}

/// Sets an app up for a survey and has somebody invited, by a session: gives the invitation.
pub(crate) fn ask_somebody(session: &str, survey: &str) -> String {
    let ask = |target: Target, body: &Value| {
        call(Function::StoreEvaluator, target, session, Some(body)).expect(200).json()
    };
    let (app, instance) = (APP.parse().unwrap(), INSTANCE.parse().unwrap());
    let _ = ask(Target::PutInstance(app, instance), &setup(survey));
    let happened = jiff::Timestamp::from_second(now().get().try_into().unwrap()).unwrap();
    let email = format!("r-{}@example.com", response_id());
    let event = json!({"app": APP, "instance": INSTANCE, "key": "1", "stage": "checkout",
        "happened": happened.to_string(), "channels": ["mail"]});
    let item = json!({"ask": {"event": event, "recipient": {"email": email}}});
    let told = ask(Target::TakeEvents(APP.parse().unwrap()), &json!({"items": [item]}));
    told["items"][0]["scheduled"]["invitation"].as_str().unwrap().to_owned()
}

/// What a subscriber's flow starts with.
pub(crate) fn start() -> Value {
    json!({"subscription": "s-1", "start": {"plan": "Stor"}, "facts": {}, "test": false})
}

/// Sets Why Cancel up for a survey and has somebody about to cancel, by a session of it: gives the flow.
pub(crate) fn start_flow(session: &str, survey: &str) -> String {
    let ask = |target: Target, body: &Value| call(Function::WhyCancel, target, session, Some(body));
    let of = || ("why-cancel".parse().unwrap(), INSTANCE.parse().unwrap());
    let (app, instance) = of();
    let _ = ask(Target::PutInstance(app, instance), &setup(survey)).expect(200);
    let (app, instance) = of();
    let told = ask(Target::StartFlow(app, instance), &start()).expect(201).json();
    told["flow"].as_str().unwrap().to_owned()
}
