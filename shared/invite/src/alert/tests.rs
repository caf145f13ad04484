use jiff::Timestamp;
use serde_json::{Value, json};
use survey::Number;

use super::*;
use crate::ZoneName;

fn rule(when: &Value) -> Value {
    json!({ "name": "low", "when": when, "to": [{ "mail": "shop@example.com" }], "tell": "at-once" })
}

fn raised(when: &Value, answers: &Value, score: Option<f64>) -> bool {
    let rules = AlertRules::parse(&json!([rule(when)])).unwrap_or_else(|e| panic!("{when}: {e:?}"));
    let score = score.and_then(Number::new);
    !rules.raised(answers.as_object().unwrap(), score).is_empty()
}

#[test]
fn what_raises_an_alert() {
    let answers = json!({
        "nps": 6, "stars": 2.5, "why": "Varan var TRASIG", "reasons": ["late", "damaged", 3],
        "reasons-Comment": "Kartongen var blöt", "again": false, "store": "1",
        "parts": { "packing": { "grade": 1 } }, "people": [{ "said": "aldrig mer" }]
    });
    for (name, when, want) in [
        (
            "lowest of the band",
            json!({ "number": { "question": "nps", "from": 6, "to": 8 } }),
            true,
        ),
        (
            "highest of the band",
            json!({ "number": { "question": "nps", "from": 0, "to": 6 } }),
            true,
        ),
        ("below", json!({ "number": { "question": "nps", "from": 6.5, "to": 8 } }), false),
        ("above", json!({ "number": { "question": "nps", "from": 0, "to": 5 } }), false),
        ("a fraction", json!({ "number": { "question": "stars", "from": 2.5, "to": 2.5 } }), true),
        ("no number", json!({ "number": { "question": "store", "from": 0, "to": 9 } }), false),
        ("not answered", json!({ "number": { "question": "x", "from": 0, "to": 9 } }), false),
        (
            "a cell",
            json!({ "number": { "question": "parts", "part": ["packing", "grade"], "from": 0, "to": 1 } }),
            true,
        ),
        ("score", json!({ "score": { "from": -5, "to": 3 } }), true),
        ("another score", json!({ "score": { "from": 4, "to": 5 } }), false),
        ("a word", json!({ "keyword": { "question": "why", "words": ["trasig"] } }), true),
        ("one of the words", json!({ "keyword": { "words": ["sen", "trasig"] } }), true),
        (
            "in another question",
            json!({ "keyword": { "question": "nps", "words": ["trasig"] } }),
            false,
        ),
        ("in a comment", json!({ "keyword": { "question": "reasons", "words": ["blöt"] } }), true),
        ("deep in an answer", json!({ "keyword": { "words": ["aldrig"] } }), true),
        ("a part of a word", json!({ "keyword": { "words": ["tras"] } }), false),
        ("this", json!({ "equals": { "question": "again", "value": false } }), true),
        ("this number", json!({ "equals": { "question": "nps", "value": 6.0 } }), true),
        ("a text is no number", json!({ "equals": { "question": "store", "value": 1 } }), false),
        (
            "a list is no text",
            json!({ "equals": { "question": "reasons", "value": "late" } }),
            false,
        ),
        (
            "one of several",
            json!({ "contains": { "question": "reasons", "value": "damaged" } }),
            true,
        ),
        (
            "one number of several",
            json!({ "contains": { "question": "reasons", "value": 3 } }),
            true,
        ),
        ("none of several", json!({ "contains": { "question": "reasons", "value": "3" } }), false),
        (
            "a text does not contain",
            json!({ "contains": { "question": "why", "value": "Varan" } }),
            false,
        ),
    ] {
        assert_eq!(raised(&when, &answers, Some(3.0)), want, "{name}");
    }
    assert!(!raised(&json!({ "score": { "from": 0, "to": 9 } }), &json!({}), None));
}

#[test]
fn rules_are_read() {
    let json = json!([
        {
            "name": "low", "when": { "number": { "question": "nps", "part": ["a"], "from": 0, "to": 6 } },
            "to": [{ "mail": "a@example.com" }, { "sms": "+46701234567" }, { "webhook": "https://example.com/a?b" }],
            "tell": { "weekly": { "on": "monday", "at": "08:00" } },
            "escalate": { "after-hours": 24, "to": [{ "mail": "b@example.com" }] }
        },
        {
            "name": "words", "when": { "keyword": { "words": ["skad*"] } },
            "to": [{ "mail": "a@example.com" }], "tell": { "daily": "07:30" }
        }
    ]);
    let rules = AlertRules::parse(&json).unwrap();
    assert_eq!(serde_json::to_value(&rules).unwrap(), json);
    assert_eq!(serde_json::from_value::<AlertRules>(json).unwrap(), rules);
    let debug = format!("{rules:?}");
    assert!(!debug.contains("example.com") && !debug.contains("4670"), "{debug}");
    assert_eq!(rules.named(&"words".parse().unwrap()).map(|rule| rule.to.len()), Some(1));
}

#[test]
fn rules_that_are_refused() {
    let good = rule(&json!({ "score": { "from": 0, "to": 1 } }));
    let with = |name: &str, value: Value| {
        let mut rule = good.clone();
        rule[name] = value;
        json!([rule])
    };
    let when = |value: Value| with("when", value);
    for (name, rules, path) in [
        ("no list", json!({}), "$"),
        ("too many", json!(vec![good.clone(); 21]), "$"),
        ("twice", json!([good.clone(), good.clone()]), "$[1].name"),
        ("unknown", with("whom", json!(1)), "$[0].whom"),
        ("a name", with("name", json!("Low")), "$[0].name"),
        ("two conditions", when(json!({ "score": {}, "equals": {} })), "$[0].when"),
        ("no such condition", when(json!({ "mood": {} })), "$[0].when.mood"),
        ("nobody", with("to", json!([])), "$[0].to"),
        ("no mail", with("to", json!([{ "mail": "a@b" }])), "$[0].to[0]"),
        ("two at signs", with("to", json!([{ "mail": "a@b@c.se" }])), "$[0].to[0]"),
        ("a line feed", with("to", json!([{ "mail": "a@b.se\nBcc: c@d.se" }])), "$[0].to[0]"),
        ("no country", with("to", json!([{ "sms": "0701234567" }])), "$[0].to[0]"),
        ("not secure", with("to", json!([{ "webhook": "http://example.com" }])), "$[0].to[0]"),
        ("a user", with("to", json!([{ "webhook": "https://a@example.com" }])), "$[0].to[0]"),
        ("no host", with("to", json!([{ "webhook": "https:///a" }])), "$[0].to[0]"),
        ("a time", with("tell", json!({ "daily": "8" })), "$[0].tell"),
        (
            "hours",
            with("escalate", json!({ "after-hours": 721, "to": [{ "sms": "+4670123456" }] })),
            "$[0].escalate['after-hours']",
        ),
        ("upside down", when(json!({ "score": { "from": 1, "to": 0 } })), "$[0].when.score.to"),
        ("no words", when(json!({ "keyword": { "words": [] } })), "$[0].when.keyword.words"),
        (
            "an object",
            when(json!({ "equals": { "question": "a", "value": {} } })),
            "$[0].when.equals.value",
        ),
    ] {
        let faults = AlertRules::parse(&rules).expect_err(name);
        let paths: Vec<_> = faults.iter().map(|fault| fault.path.as_str()).collect();
        assert_eq!(paths, [path], "{name}: {faults:?}");
    }
}

fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn when_alerts_are_told() {
    let zone = ZoneName::default();
    for (name, tell, now, want) in [
        ("at once", json!("at-once"), "2026-11-27T22:00:00Z", "2026-11-27T22:00:00Z"),
        ("today", json!({ "daily": "08:00" }), "2026-11-27T06:59:59Z", "2026-11-27T07:00:00Z"),
        ("tomorrow", json!({ "daily": "08:00" }), "2026-11-27T07:00:00Z", "2026-11-28T07:00:00Z"),
        ("in summer", json!({ "daily": "08:00" }), "2026-07-01T07:00:00Z", "2026-07-02T06:00:00Z"),
        ("midnight", json!({ "daily": "24:00" }), "2026-11-27T07:00:00Z", "2026-11-27T23:00:00Z"),
        (
            "a time that is jumped over",
            json!({ "daily": "02:30" }),
            "2026-03-28T12:00:00Z",
            "2026-03-29T01:30:00Z",
        ),
        (
            "this week",
            json!({ "weekly": { "on": "monday", "at": "08:00" } }),
            "2026-11-27T07:00:00Z",
            "2026-11-30T07:00:00Z",
        ),
        (
            "next week, over the new year",
            json!({ "weekly": { "on": "thursday", "at": "08:00" } }),
            "2026-12-31T07:00:00Z",
            "2027-01-07T07:00:00Z",
        ),
    ] {
        let tell: Telling = serde_json::from_value(tell).unwrap();
        assert_eq!(tell.next(moment(now), &zone), moment(want), "{name}");
    }
}

const RAISED: &str = "2026-11-27T10:00:00Z";

fn alert() -> Alert {
    let mut rule = rule(&json!({ "score": { "from": 0, "to": 1 } }));
    rule["escalate"] = json!({ "after-hours": 24, "to": [{ "mail": "b@example.com" }] });
    let rules = AlertRules::parse(&json!([rule])).unwrap();
    let response = "01932c07-209e-7cde-8c1d-3f2a1b4c5d6e".parse().unwrap();
    Alert::new(&rules.as_slice()[0], response, moment(RAISED), &ZoneName::default())
}

/// Each state, with what led to it.
fn alerts() -> Vec<(&'static str, Alert)> {
    let told = |inputs: &[(AlertInput, &str)]| {
        let mut alert = alert();
        for (input, now) in inputs {
            let _ = alert.apply(input, moment(now)).unwrap();
        }
        alert
    };
    let due = (AlertInput::Due, RAISED);
    let late = (AlertInput::Due, "2026-11-28T10:00:00Z");
    let [_, _, assign, handle, gone] = inputs().map(|(_, input)| (input, RAISED));
    vec![
        ("open", told(std::slice::from_ref(&due))),
        ("assigned", told(&[due.clone(), assign])),
        ("escalated", told(&[due.clone(), late])),
        ("handled", told(&[due.clone(), handle])),
        ("gone", told(&[due, gone])),
    ]
}

fn inputs() -> [(&'static str, AlertInput); 5] {
    let note = Note::try_from("called, sent a new one".to_owned()).unwrap();
    [
        ("due", AlertInput::Due),
        ("due a day later", AlertInput::Due),
        ("assign", AlertInput::Assign("eva".parse().unwrap())),
        ("handle", AlertInput::Handle("eva".parse().unwrap(), note)),
        ("gone", AlertInput::Gone),
    ]
}

#[test]
fn every_state_and_everything_that_an_alert_is_told() {
    use AlertUnchanged::{Already, NotYet, Over};
    /// The state there is then, and how much is to be done.
    type Cell = Result<(&'static str, usize), AlertUnchanged>;

    let table: [(&str, [Cell; 5]); 5] = [
        (
            "open",
            [
                Err(NotYet),
                Ok(("escalated", 1)),
                Ok(("assigned", 0)),
                Ok(("handled", 0)),
                Ok(("gone", 0)),
            ],
        ),
        (
            "assigned",
            [Err(NotYet), Ok(("escalated", 1)), Err(Already), Ok(("handled", 0)), Ok(("gone", 0))],
        ),
        (
            "escalated",
            [Err(NotYet), Err(NotYet), Ok(("escalated", 0)), Ok(("handled", 0)), Ok(("gone", 0))],
        ),
        ("handled", [Err(Over), Err(Over), Err(Over), Err(Already), Ok(("gone", 0))]),
        ("gone", [Err(Over), Err(Over), Err(Over), Err(Over), Err(Already)]),
    ];
    for ((state, alert), (name, row)) in alerts().into_iter().zip(table) {
        assert_eq!((state, alert.state().name()), (name, name));
        for ((input, told), want) in inputs().into_iter().zip(row) {
            let now = if input == "due a day later" { "2026-11-28T10:00:00Z" } else { RAISED };
            let mut after = alert.clone();
            let got = after.apply(&told, moment(now));
            let got = got.map(|changed| (after.state().name(), changed.effects.len()));
            assert_eq!(got, want, "{state}, {input}");
            if want.is_err() {
                assert_eq!(after, alert, "{state}, {input}");
            }
            assert!(after.apply(&told, moment(now)).is_err(), "{state}, {input}, twice");
            let json = serde_json::to_string(&after).unwrap();
            assert_eq!(serde_json::from_str::<Alert>(&json).unwrap(), after);
        }
    }
}

#[test]
fn an_alert_is_told_once_and_escalates_once() {
    let mut alert = alert();
    assert_eq!(alert.next_due(), Some(moment(RAISED)));
    let told = alert.apply(&AlertInput::Due, moment(RAISED)).unwrap();
    assert_eq!(told.effects, [AlertEffect::Tell { digest: false }]);
    let assign = AlertInput::Assign("eva".parse().unwrap());
    let _ = alert.apply(&assign, moment(RAISED)).unwrap();
    let due = moment("2026-11-28T10:00:00Z");
    assert_eq!(alert.next_due(), Some(due));
    let told = alert.apply(&AlertInput::Due, due).unwrap();
    assert_eq!(told.effects, [AlertEffect::Escalate]);
    assert_eq!(alert.state(), &AlertState::Escalated { to: Some("eva".parse().unwrap()) });
    assert_eq!(alert.next_due(), None);
    let mut unseen = super::tests::alert();
    let told = unseen.apply(&AlertInput::Due, due).unwrap();
    assert_eq!(told.effects, [AlertEffect::Tell { digest: false }, AlertEffect::Escalate]);
}

#[test]
fn notes() {
    let longest = "a".repeat(2000);
    for (raw, want) in [("", true), ("a\n\tb", true), (longest.as_str(), true), ("a\u{0}", false)] {
        assert_eq!(Note::try_from(raw.to_owned()).is_ok(), want);
    }
    assert!(Note::try_from(format!("{longest}a")).is_err());
    assert_eq!(format!("{:?}", Note::try_from("secret".to_owned()).unwrap()), "Note(..)");
}
