//! Whom Why Cancel asks to come back, when, and with what.

#![expect(clippy::unwrap_used, reason = "what is not so ends the test")]

use app::why_cancel::{Event, NotWonBack, Setup, read};
use jiff::Timestamp;
use serde_json::{Value, json};

fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn event(more: Value) -> Event {
    let mut body = json!({
        "stage": "cancelled", "subscription": "S-1", "subscriber": {"email": "elsa@example.com"},
        "cancelled_at": "2026-11-27T10:00:00Z",
    });
    let Value::Object(more) = more else { panic!("members") };
    body.as_object_mut().unwrap().extend(more);
    let received = moment("2026-11-27T12:00:00Z");
    read(body.to_string().as_bytes(), received).unwrap().remove(0).unwrap()
}

/// A set-up where anybody is asked to come back on these grounds.
fn asking_back(basis: &str) -> Setup {
    let body = json!({
        "offers": [
            {"id": "loyal", "reasons": ["too-expensive"], "from_age": "1-to-2-years",
             "discount": {"code": "LOYAL"}, "texts": {"en": {"title": "Stay"}}},
            {"id": "basic", "reasons": ["not-using"],
             "plan_change": {"plan": "Basic"}, "texts": {"en": {"title": "Stay"}}},
        ],
        "win_back": [
            {"reasons": ["too-expensive"], "after_days": 30, "offer": "loyal"},
            {"reasons": ["too-expensive", "temporary"], "after_days": 90},
        ],
        "ask_back": {"basis": basis, "offer": "basic"},
    });
    Setup::read(body.to_string().as_bytes()).unwrap()
}

#[test]
fn who_is_asked_back() {
    let (month, quarter) = (moment("2026-12-27T10:00:00Z"), moment("2027-02-25T10:00:00Z"));
    let old = |reason: &str| json!({"reason": reason, "started_on": "2024-01-01", "plan": "Plus"});
    for (name, more, want) in [
        ("no reason", json!({}), Ok((None, Some("basic")))),
        ("by staff", json!({"by": "staff"}), Ok((None, Some("basic")))),
        ("has that plan", json!({"plan": "Basic"}), Ok((None, None))),
        ("no rule", old("service"), Ok((None, Some("basic")))),
        ("by a rule", old("too-expensive"), Ok((Some(month), Some("loyal")))),
        ("not for long", json!({"reason": "too-expensive"}), Ok((Some(month), None))),
        ("without an offer", old("temporary"), Ok((Some(quarter), None))),
        // It is when the seller wants to have it asked why.
        ("send at", json!({"send_at": "2026-12-01T10:00:00Z"}), Ok((None, Some("basic")))),
        ("payment", json!({"by": "payment"}), Err(NotWonBack::Payment)),
        ("resumed", json!({"stage": "resumed"}), Err(NotWonBack::Resumed)),
        ("no consent", json!({"consent": false}), Err(NotWonBack::NoConsent)),
        (
            "unreachable",
            json!({"reason": "service", "subscriber": null}),
            Err(NotWonBack::Unreachable),
        ),
    ] {
        let setup = asking_back("legitimate-interest");
        let told = event(more);
        let back = setup.asked_back(&told);
        let back = back.map(|back| (back.at, back.offer.map(|offer| offer.id.as_str())));
        assert_eq!(back, want, "{name}");
    }
}

#[test]
fn nobody_is_asked_back_without_grounds() {
    for (basis, consent, want) in [
        (Some("consent"), Some(true), Ok(())),
        (Some("consent"), Some(false), Err(NotWonBack::NoConsent)),
        (Some("consent"), None, Err(NotWonBack::NoConsent)),
        (Some("legitimate-interest"), Some(true), Ok(())),
        (Some("legitimate-interest"), Some(false), Err(NotWonBack::NoConsent)),
        (Some("legitimate-interest"), None, Ok(())),
        (None, Some(true), Err(NotWonBack::NoBasis)),
    ] {
        let setup = basis.map_or_else(Setup::default, asking_back);
        let told = event(consent.map_or_else(|| json!({}), |consent| json!({"consent": consent})));
        assert_eq!(setup.asked_back(&told).map(|_| ()), want, "{basis:?} {consent:?}");
    }
}
