use http::Request;
use pollster::block_on;
use serde_json::{Value, json};

use super::*;
use crate::gateway::{Calls, Gateway};
use crate::sample::settings;
use crate::script::Script;

const CALL: &str = "a-00112233445566778899aabbccddeeff";
const ASKS: &str = "https://shop.example/question.wav";

fn calling() -> Settings {
    let site = "https://courier.example".parse().unwrap();
    let gateway = "https://api.46elks.com".parse().unwrap();
    Settings {
        gateway: Some(Gateway::new(gateway, "u", "p", "Nordsvar".parse().unwrap())),
        calls: Some(Calls { from: "+46701740605".parse().unwrap(), site }),
        ..settings()
    }
}

fn item() -> CallItem {
    let asks = json!({"question": ASKS, "digits": 1});
    let item = json!({"id": CALL, "attempt": 1, "to": "+46701740606", "asks": asks});
    serde_json::from_value(item).unwrap()
}

/// The paths of what is pressed first, and of how the call ends.
fn paths(settings: &Settings, now: UnixSeconds) -> [String; 2] {
    let begun = Begun::of(settings, &item(), now).unwrap();
    let start: Value = serde_json::from_str(&begun.start).unwrap();
    assert_eq!(start["ivr"], ASKS);
    let path = |address: &str| address.strip_prefix("https://courier.example").unwrap().to_owned();
    [path(start["next"].as_str().unwrap()), path(&begun.over_at)]
}

fn say(
    script: &Script,
    settings: &Settings,
    path: &str,
    body: &str,
) -> Result<Option<Value>, Kind> {
    let request = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
    let (parts, ()) = request.body(()).unwrap().into_parts();
    let body = Bytes::copy_from_slice(body.as_bytes());
    let said = block_on(take(script, settings, &parts, &body));
    said.map(|action| action.map(|action| serde_json::to_value(action).unwrap()))
        .map_err(|problem| problem.kind())
}

#[test]
fn what_is_pressed_is_passed_on() {
    let settings = calling();
    for (body, answer, want) in [
        ("result=4", json!({"is": "kept", "play": "https://a/t"}), json!({"play": "https://a/t"})),
        (
            "callid=c1&result=4&why=",
            json!({"is": "closed", "play": "https://a/c"}),
            json!({"play": "https://a/c"}),
        ),
        ("result=4", json!({"is": "closed"}), json!({"hangup": "reject"})),
        ("result=9", json!({"is": "opted-out"}), json!({"hangup": "reject"})),
    ] {
        let script = Script::new();
        let [first, _] = paths(&settings, script.now().seconds());
        script.will_answer("/v1/calls/answer", answer);
        assert_eq!(say(&script, &settings, &first, body), Ok(Some(want)), "{body}");
        let happened = script.happened.take();
        let keys = if body.contains('9') { "9" } else { "4" };
        let passed = format!(r#"/v1/calls/answer {{"mail":"{CALL}","keys":"{keys}"}}"#);
        assert_eq!(happened, [passed], "{body}");
    }
}

#[test]
fn who_presses_nothing_or_too_much_is_asked_no_more() {
    let (settings, script) = (calling(), Script::new());
    let [first, _] = paths(&settings, script.now().seconds());
    for body in ["result=failed&why=timeout", "result=timeout", "result=", "result=123456789"] {
        let end = json!({"hangup": "reject"});
        assert_eq!(say(&script, &settings, &first, body), Ok(Some(end)), "{body}");
    }
    for body in ["", "why=x", "result=1&result=2", "result=%ff"] {
        let refused = say(&script, &settings, &first, body);
        assert_eq!(refused, Err(Kind::BodyUnreadable), "{body}");
    }
    assert_eq!(script.happened.take(), Vec::<String>::new());
}

#[test]
fn another_key_is_asked_for_once() {
    let (settings, script) = (calling(), Script::new());
    let [first, _] = paths(&settings, script.now().seconds());
    let other = json!({"is": "other", "asks": {"question": ASKS, "digits": 1}});
    script.will_answer("/v1/calls/answer", other.clone());
    let again = say(&script, &settings, &first, "result=7").unwrap().unwrap();
    assert_eq!((&again["ivr"], &again["digits"]), (&json!(ASKS), &json!(1)));
    let second = again["next"].as_str().unwrap().strip_prefix("https://courier.example").unwrap();
    assert_ne!(second, first);
    script.will_answer("/v1/calls/answer", other);
    let end = say(&script, &settings, second, "result=7");
    assert_eq!(end, Ok(Some(json!({"hangup": "reject"}))));
}

#[test]
fn how_a_call_ended_is_passed_on() {
    let settings = calling();
    for (state, fate) in [
        ("success", "delivered"),
        ("failed", "unanswered"),
        ("busy", "unanswered"),
        ("", "unanswered"),
    ] {
        let script = Script::new();
        let [_, over] = paths(&settings, script.now().seconds());
        let body = format!("id=c1&state={state}&duration=7");
        assert_eq!(say(&script, &settings, &over, &body), Ok(None), "{state}");
        let passed = format!(r#"/v1/outbox/returned {{"mail":"{CALL}","fate":"{fate}"}}"#);
        assert_eq!(script.happened.take(), [passed], "{state}");
    }
}

#[test]
fn an_address_that_nobody_was_told_is_none() {
    let (settings, script) = (calling(), Script::new());
    let now = script.now().seconds();
    let [first, over] = paths(&settings, now);
    let day_ago = UnixSeconds::new(now.get() - GOOD_SECONDS);
    let [late, _] = paths(&settings, day_ago);
    let [barely, _] = paths(&settings, UnixSeconds::new(day_ago.get() + 1));
    let until = day_ago.get() + GOOD_SECONDS;
    let later = late.replace(&until.to_string(), &(until + 100).to_string());
    assert_ne!(later, late);
    for path in [
        &*late,
        &*later,
        &*first.replace("a-0011", "a-0012"),
        &*first.replace(".1.", ".2."),
        &*over.replace(".over.", ".1."),
        first.get(..first.len() - 1).unwrap(),
        PATH,
        "/courier/calls/a.b.c.d",
        &*format!("{first}/"),
    ] {
        assert_eq!(say(&script, &settings, path, "result=4"), Err(Kind::NotFound), "{path}");
    }
    assert_eq!(script.happened.take(), Vec::<String>::new());
    script.will_answer("/v1/calls/answer", json!({"is": "closed"}));
    assert!(say(&script, &settings, &barely, "result=4").is_ok());
    let nowhere = crate::sample::settings();
    assert!(Begun::of(&nowhere, &item(), now).is_none());
    assert_eq!(say(&script, &nowhere, &first, "result=4"), Err(Kind::NotFound));
}
