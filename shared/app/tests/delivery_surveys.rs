//! What becomes of who answers about a delivery.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "what is not so ends the test")]

use app::{Stage, delivery_control::Market};
use serde_json::{Value, json};
use survey::model::Definition;
use survey::{Circumstances, Interview};

fn definition(market: Market, stage: Stage) -> Definition {
    Definition::parse(&market.survey(stage).expect("it has this stage")).unwrap()
}

fn circumstances(language: &str) -> Circumstances {
    let locale = language.parse().unwrap();
    Circumstances { locale, now_ms: 1_795_000_000_000.0, seed: 1, known: Vec::new() }
}

/// What is kept of answers, and the English text at the end; or what is wrong.
fn finished(stage: Stage, given: &Value) -> (Value, String) {
    let definition = definition(Market::International, stage);
    let mut interview = Interview::start(&definition, circumstances("en"));
    for (name, value) in given.as_object().unwrap() {
        interview.set(name, value.clone());
    }
    let end = interview.completed_html().unwrap_or_default();
    let kept = match interview.finish() {
        Ok(outcome) => Value::Object(outcome.answers.members().clone()),
        Err(problems) => {
            problems.iter().map(|problem| format!("{} {}", problem.name, problem.reason)).collect()
        }
    };
    (kept, end)
}

const THANKS: &str = "Thank you for your answers!";
const POOR: &str = "Thank you for telling us. It helps us to do better.";
const MISSING: &str = "Thank you for telling us. We now know that something is missing.";
const DAMAGED: &str = "Thank you for telling us. We now know that something is damaged.";

#[test]
fn paths_of_consumers() {
    let whole = |stars: u8, question: &str, reasons: Value| json!({"received": "yes", "overall": stars, "damaged": "no", question: reasons});
    for (name, given, kept, end) in [
        ("five stars", whole(5, "liked", json!(["driver"])), None, THANKS),
        ("four stars", whole(4, "better", json!(["no-notice"])), None, THANKS),
        ("three stars", whole(3, "better", json!(["late"])), None, POOR),
        ("two stars", whole(2, "wrong", json!(["late", "driver"])), None, POOR),
        ("one star", whole(1, "wrong", json!(["something-else"])), None, POOR),
        (
            "reasons of other stars",
            whole(5, "wrong", json!(["late"])),
            Some(json!({"received": "yes", "overall": 5, "damaged": "no"})),
            THANKS,
        ),
        ("short", json!({"received": "yes", "overall": 4}), None, THANKS),
        (
            "damaged",
            json!({"received": "yes", "overall": 4, "damaged": "goods", "comment": "Sprucken",
                "contact": true}),
            None,
            DAMAGED,
        ),
        (
            "the packaging alone",
            json!({"received": "yes", "overall": 4, "damaged": "packaging", "contact": true}),
            Some(json!({"received": "yes", "overall": 4, "damaged": "packaging"})),
            THANKS,
        ),
        ("in part", json!({"received": "part", "overall": 4, "contact": true}), None, MISSING),
        (
            "not received: no score is kept",
            json!({"received": "no", "overall": 1, "damaged": "goods", "wrong": ["late"],
                "comment": "Var?", "contact": true}),
            Some(json!({"received": "no", "comment": "Var?", "contact": true})),
            MISSING,
        ),
        ("nothing", json!({}), Some(json!(["received needs an answer"])), THANKS),
        ("no score", json!({"received": "yes"}), Some(json!(["overall needs an answer"])), THANKS),
    ] {
        let kept = kept.unwrap_or_else(|| given.clone());
        assert_eq!(finished(Stage::AfterDelivery, &given), (kept, end.to_owned()), "{name}");
    }
}

#[test]
fn paths_of_companies() {
    let good = json!({
        "received": "yes", "overall": 5, "damaged": "no", "in-time": 5, "right-goods": 5,
        "papers": 4, "help": 5, "comment": "Bra",
    });
    let bad = json!({
        "received": "part", "overall": 2, "damaged": "goods", "in-time": 1, "right-goods": 2,
        "faults": ["wrong-quantity", "papers"], "comment": "Två pallar", "contact": true,
    });
    for (name, given, kept, end) in [
        ("good", good.clone(), good.clone(), THANKS),
        ("bad", bad.clone(), bad.clone(), DAMAGED),
        (
            "faults of what was good",
            {
                let mut all = good.clone();
                all["faults"] = json!(["price"]);
                all
            },
            good,
            THANKS,
        ),
        (
            "not received",
            {
                let mut all = bad.clone();
                all["received"] = json!("no");
                all
            },
            json!({"received": "no", "comment": "Två pallar", "contact": true}),
            MISSING,
        ),
    ] {
        assert_eq!(
            finished(Stage::AfterBusinessDelivery, &given),
            (kept, end.to_owned()),
            "{name}"
        );
    }
}

#[test]
fn the_markets_language_comes_first() {
    for market in Market::ALL {
        for stage in [Stage::AfterDelivery, Stage::AfterBusinessDelivery] {
            let definition = definition(market, stage);
            let first = definition.locales.first().map(survey::Locale::as_str);
            assert_eq!(first, Some(market.language()));
        }
    }
}
