use bytes::Bytes;
use http::Request;
use letter::MailName;
use pollster::block_on;
use serde_json::{Value, json};

use super::*;
use crate::sample::settings;
use crate::script::Script;

const TOLD: &str = "/v1/outbox/returned";

/// The return path of a mail.
fn path(mail: &str) -> String {
    let (settings, mail): (_, MailName) = (settings(), mail.parse().unwrap());
    let tag = bounce::tag(&settings.bounce_keys, &mail).unwrap();
    ReturnPath { mail, tag }.address(&settings.bounces)
}

/// What is sent, signed so many seconds ago.
fn signed(script: &Script, body: &str, ago: u64) -> (Parts, Bytes) {
    let at = UnixSeconds::new(script.now().seconds().get() - ago);
    let tag = settings().returned.unwrap().sign(at, body.as_bytes());
    let request = Request::post("/courier/returned")
        .header("content-type", "application/json")
        .header(TIMESTAMP, at.get().to_string())
        .header(TAG, tag);
    let (parts, ()) = request.body(()).unwrap().into_parts();
    (parts, Bytes::from(body.to_owned()))
}

fn take(script: &Script, (parts, body): (Parts, Bytes)) -> Result<Value, Kind> {
    let taken = block_on(super::take(script, &settings(), &parts, &body));
    taken.map(|taken| serde_json::to_value(taken).unwrap()).map_err(|problem| problem.kind())
}

#[test]
fn reports_of_our_mails_are_passed_on() {
    let script = Script::new();
    let fates = ["delivered", "transient", "permanent", "complaint"];
    let items: Vec<_> = fates
        .iter()
        .map(|fate| json!({ "return_path": path(fate).to_uppercase(), "fate": fate }))
        .chain([
            json!({ "return_path": path("a").replace("bounce+a", "bounce+b"), "fate": "complaint" }),
            json!({ "return_path": "anna@customer.example", "fate": "permanent" }),
            json!({ "return_path": path("a").replace("@bounce.", "@"), "fate": "permanent" }),
        ])
        .collect();
    let body = json!({ "items": items }).to_string();
    let taken = take(&script, signed(&script, &body, 0));
    assert_eq!(taken, Ok(json!({ "taken": 4, "unknown": 3 })));
    let happened = script.happened.borrow();
    for (told, fate) in happened.iter().zip(fates) {
        assert_eq!(told, &format!("{TOLD} {{\"mail\":\"{fate}\",\"fate\":\"{fate}\"}}"));
    }
    assert_eq!(happened.len(), 4);
}

#[test]
fn who_does_not_know_the_secret_tells_nothing() {
    let script = Script::new();
    let body = json!({ "items": [{ "return_path": path("a"), "fate": "complaint" }] }).to_string();
    let without = |name: &str| {
        let (mut parts, body) = signed(&script, &body, 0);
        parts.headers.remove(name);
        (parts, body)
    };
    let twice = || {
        let (mut parts, body) = signed(&script, &body, 0);
        let tag = parts.headers.get(TAG).unwrap().clone();
        parts.headers.append(TAG, tag);
        (parts, body)
    };
    let other = || (signed(&script, &body, 0).0, Bytes::from_static(b"{\"items\":[]}"));
    for (name, request) in [
        ("no moment", without(TIMESTAMP)),
        ("no tag", without(TAG)),
        ("two tags", twice()),
        ("another body", other()),
        ("long ago", signed(&script, &body, 301)),
    ] {
        assert_eq!(take(&script, request), Err(Kind::SignatureRefused), "{name}");
    }
    assert_eq!(script.calls(TOLD), 0);
    assert!(take(&script, signed(&script, &body, 299)).is_ok());
}

#[test]
fn without_a_secret_there_is_no_such_place() {
    let script = Script::new();
    let (parts, body) = signed(&script, "{}", 0);
    let mut settings = settings();
    settings.returned = None;
    let taken = block_on(super::take(&script, &settings, &parts, &body));
    assert_eq!(taken.unwrap_err().kind(), Kind::NotFound);
}

#[test]
fn what_is_no_list_of_reports_is_refused() {
    let script = Script::new();
    let report = json!({ "return_path": path("a"), "fate": "delivered" });
    for (name, body, want) in [
        ("none", json!({ "items": [] }), false),
        ("a hundred", json!({ "items": vec![&report; 100] }), true),
        ("more", json!({ "items": vec![&report; 101] }), false),
        ("another fate", json!({ "items": [{ "return_path": path("a"), "fate": "lost" }] }), false),
        ("no fate", json!({ "items": [{ "return_path": path("a") }] }), false),
        ("another member", json!({ "items": [report], "more": 1 }), false),
        ("a list", json!([report]), false),
    ] {
        let taken = take(&script, signed(&script, &body.to_string(), 0));
        assert_eq!(taken.err(), (!want).then_some(Kind::BodyUnreadable), "{name}");
    }
    let (mut parts, body) = signed(&script, "{}", 0);
    parts.headers.insert("content-type", "text/plain".parse().unwrap());
    assert_eq!(take(&script, (parts, body)), Err(Kind::UnsupportedMediaType));
}
