//! Calls: from what happened to a gateway that calls, and what is pressed then.

use contract::Target;
use contract::message::Day;
use credential::{Function, UnixSeconds};
use serde_json::{Value, json};
use tests::{Answer, Gateway, Relay, Signed, now};

use crate::asked_mail::{Shop, rfc3339, sent};

const APP: &str = "store-evaluator";
const INSTANCE: &str = "rung";
const NUMBER: &str = "+46701740609";
const QUESTION: &str = "https://shop.example/calls/question.wav";
const THANKS: &str = "https://shop.example/calls/thanks.wav";
const CLOSED: &str = "https://shop.example/calls/closed.wav";
const NO_MORE: &str = "https://shop.example/calls/no-more.wav";

/// A shop that calls its buyers.
struct Calling(Shop);

impl Calling {
    fn open() -> Self {
        let calling = Self(Shop::open());
        assert!(matches!(calling.put(&recordings()).status, 200 | 201));
        calling
    }

    /// Sets the instance up with these recordings.
    fn put(&self, calls: &Value) -> Answer {
        let policy = json!({
            "delay-minutes": 0,
            "channels": ["voice", "mail"],
            "reminders": [],
            "window": { "from": "00:00", "to": "24:00", "holidays": [] },
            "quarantine": [],
        });
        let setup = json!({
            "survey": self.0.survey, "title": "Shop", "policy": policy, "texts": {}, "alerts": [],
            "calls": calls, "settings": {},
        });
        let target = Target::PutInstance(APP.parse().unwrap(), INSTANCE.parse().unwrap());
        self.0.ask(target, &setup)
    }

    /// What becomes of an order of somebody of this number and language.
    fn told(&self, key: &str, number: &str, language: &str) -> Value {
        let event = json!({
            "app": APP, "instance": INSTANCE, "key": key, "stage": "delivered",
            "language": language, "happened": rfc3339(), "channels": ["voice"],
        });
        let item = json!({ "event": event, "recipient": { "phone": number } });
        let body = json!({ "items": [{ "ask": item }] });
        let target = Target::TakeEvents(APP.parse().unwrap());
        self.0.ask(target, &body).expect(200).json()["items"][0].clone()
    }

    /// An invitation of somebody who is called at once; with it, where it is to be said what is pressed, and how it ended.
    fn called(&self, key: &str, number: &str) -> (String, [String; 2]) {
        let told = self.told(key, number, "en");
        let invitation =
            told["scheduled"]["invitation"].as_str().unwrap_or_else(|| panic!("{told}"));
        assert_eq!(self.0.tick(), sent(1));
        let call = self.0.gateway.calls().pop().unwrap();
        assert_eq!((&*call.from, &*call.to, &*call.timeout), (Gateway::NUMBER, number, "40"));
        let start: Value = serde_json::from_str(&call.start).unwrap();
        assert_eq!((&start["ivr"], &start["digits"]), (&json!(QUESTION), &json!(1)));
        let next = start["next"].as_str().unwrap().to_owned();
        (invitation.to_owned(), [next, call.over_at])
    }

    fn pressed(&self, address: &str, keys: &str) -> Value {
        self.0.courier.called(address, "result", keys).expect(200).json()
    }

    fn state(&self, invitation: &str) -> String {
        self.0.state(INSTANCE, invitation)
    }

    /// The names of what happened to an invitation.
    fn history(&self, invitation: &str) -> Vec<String> {
        let (app, instance) = (APP.parse().unwrap(), INSTANCE.parse().unwrap());
        let target = Target::ReadAsked(app, instance, invitation.parse().unwrap());
        let detail = self.0.ask(target, &Value::Null).expect(200).json();
        let entries = detail["history"].as_array().unwrap();
        let name = |entry: &Value| {
            let (what, of_message) = (&entry["what"], entry["what"].as_object());
            let name = of_message.and_then(|what| what.keys().next()).map(String::as_str);
            name.or(what.as_str()).unwrap().to_owned()
        };
        entries.iter().map(name).collect()
    }

    /// How often each answer was given, as the instance's report has it.
    fn reported(&self) -> Value {
        let today = u32::try_from(now().get() / 86_400).unwrap();
        let [from, to] = [today - 1, today].map(Day::from_number);
        let body = json!({ "from": from, "to": to, "period": "month" });
        let target = Target::ReadReport(APP.parse().unwrap(), INSTANCE.parse().unwrap());
        let report = self.0.ask(target, &body).expect(200).json();
        let mut rows = report["rows"].as_array().unwrap().iter();
        let row = rows.rfind(|row| row["question"] == "overall");
        row.unwrap_or_else(|| panic!("{report}"))["counts"].clone()
    }

    /// The survey's responses.
    fn responses(&self) -> Vec<Value> {
        let api = &self.0.system.site;
        let path = format!("/api/v1/surveys/{}/responses?limit=100", self.0.survey);
        let bearer = format!("Bearer {}", self.0.system.api_key);
        let listed = api.get(&path).header("authorization", &bearer).send().expect(200).json();
        listed["items"].as_array().unwrap().clone()
    }
}

fn recordings() -> Value {
    let english = json!({
        "question": QUESTION, "thanks": THANKS, "closed": CLOSED, "no_more": NO_MORE,
    });
    json!({ "languages": { "en": english } })
}

fn play(recording: &str) -> Value {
    json!({ "play": recording })
}

#[test]
fn a_key_that_is_pressed_is_the_response() {
    let calling = Calling::open();
    let (invitation, [pressed, over]) = calling.called("1", NUMBER);
    assert_eq!(calling.0.tick(), sent(0));
    assert_eq!(calling.0.gateway.calls().len(), 1);
    assert_eq!(calling.state(&invitation), "sent");
    // No key of the question: it is asked again.
    let again = calling.pressed(&pressed, "7");
    assert_eq!(again["ivr"], QUESTION);
    assert!(calling.responses().is_empty());
    let second = again["next"].as_str().unwrap();
    assert_eq!(calling.pressed(second, "4"), play(THANKS));
    // The same again, at either address, is the same; another is not taken.
    assert_eq!(calling.pressed(second, "4"), play(THANKS));
    assert_eq!(calling.pressed(&pressed, "4"), play(THANKS));
    assert_eq!(calling.pressed(&pressed, "2"), play(CLOSED));
    let responses = calling.responses();
    assert_eq!(responses.len(), 1);
    assert_eq!(responses[0]["answers"], json!({ "overall": 4 }));
    assert_eq!(responses[0]["language"], "en");
    assert_eq!(responses[0]["complete"], true);
    for _ in 0..2 {
        let _ = calling.0.courier.called(&over, "state", "success").expect(204);
    }
    assert_eq!(calling.state(&invitation), "answered");
    let history = calling.history(&invitation);
    assert_eq!(history.iter().filter(|what| *what == "delivered").count(), 1, "{history:?}");
    assert_eq!(calling.reported(), json!({ "4": 1 }));
    let log = calling.0.courier.log();
    assert!(!log.contains(NUMBER) && !log.contains("/courier/calls/"), "{log}");
}

#[test]
fn a_call_that_nobody_picks_up_is_sent_and_not_delivered() {
    let calling = Calling::open();
    let (invitation, [_, over]) = calling.called("1", NUMBER);
    for _ in 0..2 {
        let _ = calling.0.courier.called(&over, "state", "failed").expect(204);
    }
    assert_eq!(calling.state(&invitation), "sent");
    let history = calling.history(&invitation);
    assert_eq!(history.iter().filter(|what| *what == "unanswered").count(), 1, "{history:?}");
    assert_eq!(calling.0.tick(), sent(0));
}

#[test]
fn who_wants_no_more_calls_gets_none() {
    let calling = Calling::open();
    let (invitation, [pressed, _]) = calling.called("1", NUMBER);
    for _ in 0..2 {
        assert_eq!(calling.pressed(&pressed, "9"), play(NO_MORE));
    }
    assert_eq!(calling.state(&invitation), "opted-out");
    assert_eq!(calling.pressed(&pressed, "4"), play(CLOSED));
    assert!(calling.responses().is_empty());
    let told = calling.told("2", NUMBER, "en");
    assert_eq!(told["skipped"]["reason"]["reason"], "suppressed", "{told}");
}

#[test]
fn an_address_of_no_call_is_nowhere() {
    let calling = Calling::open();
    let (_, [pressed, over]) = calling.called("1", NUMBER);
    let (words, tag) = pressed.rsplit_once('.').unwrap();
    let until = words.rsplit('.').nth(1).unwrap();
    let ahead: u64 = until.parse::<u64>().unwrap() + 3600;
    let longer = pressed.replace(until, &ahead.to_string());
    for forged in [
        format!("{words}.{}", tag.chars().rev().collect::<String>()),
        over.replace(".over.", ".1."),
        longer,
        words.to_owned(),
    ] {
        let answer = calling.0.courier.called(&forged, "result", "4").expect(404);
        assert!(!answer.text().contains(until), "{}", answer.text());
    }
    assert!(calling.responses().is_empty());
}

#[test]
fn an_address_is_good_for_a_day() {
    let mut calling = Calling::open();
    let (invitation, [pressed, _]) = calling.called("1", NUMBER);
    let (relay, address) = (Relay::default(), Relay::address());
    relay.listen(address);
    let path = pressed.strip_prefix(calling.0.courier.base()).unwrap().to_owned();
    // The courier of another day has the same keys. Storage would take no call that is signed with its clock.
    let later = calling.0.system.start_courier_beside(address, &calling.0.gateway, 25 * 3600);
    let answer = later.called(&[later.base(), &path].concat(), "result", "4");
    assert_eq!(answer.status, 404, "{}", answer.text());
    assert_eq!(calling.state(&invitation), "sent");
    assert_eq!(calling.pressed(&pressed, "4"), play(THANKS));
}

#[test]
fn a_gateway_that_is_down_is_asked_again() {
    let calling = Calling::open();
    calling.0.gateway.answer_with(503);
    let told = calling.told("1", NUMBER, "en");
    let invitation = told["scheduled"]["invitation"].as_str().unwrap();
    assert_eq!(calling.0.tick(), json!({ "sent": 0, "waiting": 1, "failed": 0 }));
    assert_eq!(calling.state(invitation), "sending");
    calling.0.gateway.answer_with(400);
    let none = calling.told("2", "+46701740610", "en");
    let refused = none["scheduled"]["invitation"].as_str().unwrap();
    assert_eq!(calling.0.tick(), json!({ "sent": 0, "waiting": 0, "failed": 1 }));
    assert_eq!(calling.state(refused), "refused");
    assert!(calling.0.gateway.calls().is_empty());
}

#[test]
fn nobody_is_called_who_would_hear_nothing() {
    let calling = Calling::open();
    let told = calling.told("1", NUMBER, "sv");
    assert_eq!(told["skipped"]["reason"]["reason"], "no-channel", "{told}");
    let mut with_default = recordings();
    with_default["default"] = json!("en");
    let _ = calling.put(&with_default).expect(200);
    let told = calling.told("2", NUMBER, "sv");
    assert!(told.get("scheduled").is_some(), "{told}");
    assert_eq!(calling.0.tick(), sent(1));
    for (wrong, path) in [
        (
            json!({ "languages": { "sv": { "question": "http://a.example/q" } } }),
            "$.calls.languages.sv.question",
        ),
        (json!({ "default": "de", "languages": {} }), "$.calls.default"),
        (json!([]), "$.calls"),
    ] {
        let answer = calling.put(&wrong).expect(422);
        assert!(answer.text().contains(&format!("{path}\"")), "{path}: {}", answer.text());
    }
}

#[test]
fn the_keys_of_a_call_are_the_couriers_to_tell() {
    let calling = Calling::open();
    let (_, [pressed, _]) = calling.called("1", NUMBER);
    let call = pressed.rsplit('/').next().unwrap().split('.').next().unwrap();
    let storage = calling.0.system.storage();
    let say = |function: Function, body: &Value, at: u64| {
        let signed = Signed::new(function, Target::AnswerCall).body(body.to_string().into_bytes());
        let signed = signed.created(UnixSeconds::new(at));
        storage.run(signed.request(&storage, &calling.0.system.keys)).unwrap()
    };
    let good = json!({ "mail": call, "keys": "4" });
    let now = now().get();
    for function in Function::deployed().filter(|one| *one != Function::Courier) {
        let _ = say(function, &good, now).expect(403);
    }
    let _ = say(Function::Courier, &good, now - 300).expect(401);
    let unknown = json!({ "mail": "a-0", "keys": "4" });
    let _ = say(Function::Courier, &unknown, now).expect(404);
    for keys in ["", "4 ", "123456789", "four"] {
        let _ = say(Function::Courier, &json!({ "mail": call, "keys": keys }), now).expect(400);
    }
    assert!(calling.responses().is_empty());
}
