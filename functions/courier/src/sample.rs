//! What tests of this function start from.

use contract::message::{AlertHook, AlertNotice, AskedAbout, AskedMail, Secret};
use credential::{Function, FunctionKeys, KeyRing};
use serde_json::{Value, json};
use survey::model::Definition;

use crate::Settings;
use crate::hook::HookHosts;
use crate::relay::Relay;
use crate::sites::AppSites;

const KEY: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

/// A ring that signs and verifies.
pub(crate) fn ring() -> KeyRing {
    KeyRing::parse(&format!("k1:{KEY}")).unwrap()
}

/// The keys that storage knows the courier by.
pub(crate) fn courier_keys() -> FunctionKeys {
    FunctionKeys::of_one(Function::Courier, ring())
}

/// A courier that is set up, without a gateway for text messages.
pub(crate) fn settings() -> Settings {
    Settings {
        storage: "http://127.0.0.1:3001".parse().unwrap(),
        keys: ring(),
        timer: FunctionKeys::of_one(Function::Timer, ring()),
        relay: Relay::new("tcp://127.0.0.1:25".parse().unwrap(), None).unwrap(),
        login: None,
        sender: "noreply@nordsvar.example".parse().unwrap(),
        from: "noreply@nordsvar.example".parse().unwrap(),
        bounces: "bounce.nordsvar.example".parse().unwrap(),
        bounce_keys: ring(),
        returned: Some("a-secret-of-16-or-more".parse().unwrap()),
        gateway: None,
        texted: None,
        calls: None,
        hook_hosts: HookHosts::default(),
        login_url: "https://login.nordsvar.example".parse().unwrap(),
        apps: AppSites {
            store_evaluator: "https://apps.example".parse().unwrap(),
            leveranskontroll: "https://leverans.example".parse().unwrap(),
            delivery_control: "https://delivery.example".parse().unwrap(),
            stay_evaluator: "https://stay.example".parse().unwrap(),
            why_cancel: "https://cancel.example".parse().unwrap(),
        },
    }
}

/// What a shop's messages have in common, with changes.
pub(crate) fn about(changes: &Value) -> AskedAbout {
    let definition = Definition::compile(&json!({
        "title": "Shop",
        "locale": "sv",
        "nordsvar": { "theme": { "accent": "#7a1fa2" } },
        "elements": [
            { "type": "rating", "name": "overall", "rateMin": 0, "rateMax": 10,
              "title": { "default": "Hur gick det?", "en": "How was it?" } },
            { "type": "comment", "name": "more" },
        ],
    }));
    let mut about = json!({
        "app": "store-evaluator",
        "organisation": "Kaffe & Te AB",
        "texts": {},
        "survey": "shop",
        "version": 1,
        "definition": definition.unwrap(),
        "first_question": "overall",
        "submit_url": "https://survey.example",
    });
    merge(&mut about, changes);
    serde_json::from_value(about).unwrap()
}

/// One message about it, with changes.
pub(crate) fn asked(changes: &Value) -> AskedMail {
    serde_json::from_value(asked_json(changes)).unwrap()
}

pub(crate) fn asked_json(changes: &Value) -> Value {
    let mut asked = json!({
        "about": 0,
        "stage": "after-delivery",
        "step": "invitation",
        "link_token": "link.token",
        "unsubscribe_token": "unsubscribe.token",
        "values": { "first_name": "Elsa", "order": "10023" },
    });
    merge(&mut asked, changes);
    asked
}

/// An alert of a shop, with changes.
pub(crate) fn notice(changes: &Value) -> AlertNotice {
    let mut notice = json!({
        "app": "store-evaluator",
        "instance": "shop",
        "title": "Kaffe & Te",
        "survey": "shop-survey",
        "rule": "unhappy",
        "escalated": false,
        "count": 1,
        "alerts": [{
            "alert": "alert-1",
            "response": "01932c07-209e-7cde-8c1d-3f2a1b4c5d6e",
            "raised": 1_795_470_600_000_u64,
            "score": 2,
        }],
    });
    merge(&mut notice, changes);
    serde_json::from_value(notice).unwrap()
}

/// The same for a program of the shop's.
pub(crate) fn hook() -> AlertHook {
    AlertHook {
        id: "n-1".parse().unwrap(),
        attempt: 1,
        to: "https://hooks.example.com/alerts".to_owned().try_into().unwrap(),
        secret: Secret::new([7; 32]),
        notice: notice(&json!({})),
    }
}

/// Members of an object take the place of those that are there; null takes them away.
fn merge(json: &mut Value, changes: &Value) {
    let members = json.as_object_mut().unwrap();
    for (name, value) in changes.as_object().unwrap() {
        if value.is_null() {
            members.remove(name);
        } else {
            members.insert(name.clone(), value.clone());
        }
    }
}
