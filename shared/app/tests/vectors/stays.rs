//! What booking systems send, as JSON: what becomes of it, and what the published schema says of it.

use app::stay_evaluator::{self, Guest, MAX_GUESTS, Stay};
use app::{Fault, MAX_BATCH, MAX_EXTRA, MAX_TAGS, Reason};
use jiff::Timestamp;
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::intake::altered;
use crate::printed;
use crate::support::{root, vectors};

fn received(vectors: &Value) -> Timestamp {
    vectors["received"].as_str().unwrap().parse().unwrap()
}

fn schema() -> Value {
    let path = root().join("docs/stay-evaluator.schema.json");
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).unwrap()
}

fn read(body: &Value, received: Timestamp) -> Vec<Result<Stay, Vec<Fault>>> {
    stay_evaluator::read(body.to_string().as_bytes(), received).unwrap()
}

fn printed_stay(stay: &Stay) -> Value {
    let text = |text: &Option<app::Text>| text.as_ref().map(|text| text.as_str().to_owned());
    let guest = |guest: &Guest| {
        let whole = printed::recipient(&guest.recipient);
        printed::object([("who", Some(whole)), ("consent", Some(guest.consent.into()))])
    };
    printed::object([
        ("reservation", Some(stay.reservation.as_str().into())),
        ("status", Some(stay.status.as_str().into())),
        ("happened", Some(stay.happened.to_string().into())),
        ("property", Some(stay.property.id.as_str().into())),
        ("property_name", text(&stay.property.name).map(Value::from)),
        ("time_zone", stay.property.time_zone.as_ref().map(|zone| zone.as_str().into())),
        ("arrival", stay.arrival.map(|day| day.to_string().into())),
        ("departure", stay.departure.map(|day| day.to_string().into())),
        ("nights", stay.nights().map(Value::from)),
        ("room", text(&stay.room).map(Value::from)),
        ("room_type", text(&stay.room_type).map(Value::from)),
        ("rate", text(&stay.rate).map(Value::from)),
        ("channel", text(&stay.channel).map(Value::from)),
        ("group", text(&stay.group).map(Value::from)),
        ("guests", Some(stay.guests.iter().map(guest).collect())),
        ("tags", Some(stay.tags.iter().map(app::Text::as_str).collect())),
        ("extra", Some(printed::extra(&stay.extra))),
        ("test", Some(stay.test.into())),
    ])
}

#[test]
fn what_booking_systems_send() {
    let vectors = vectors("stay-evaluator/stays.json");
    let validator = validator();
    for case in vectors["cases"].as_array().unwrap() {
        let name = case["name"].as_str().unwrap();
        let body = case["body"].to_string();
        let (want, takes) = match stay_evaluator::read(body.as_bytes(), received(&vectors)) {
            Err(fault) => {
                assert_eq!(case["refused"], fault.to_string(), "{name}");
                (Value::Null, false)
            }
            Ok(stays) => {
                let takes = stays.iter().all(Result::is_ok);
                let told = |stay: &Result<Stay, Vec<Fault>>| match stay {
                    Ok(stay) => json!({ "stay": printed_stay(stay) }),
                    Err(faults) => json!({ "faults": printed::faults(faults) }),
                };
                (stays.iter().map(told).collect(), takes)
            }
        };
        assert_eq!(case["want"], want, "{name}");
        let beyond = case["beyond_schema"] == true;
        assert_eq!(validator.is_valid(&case["body"]), takes || beyond, "{name}, by the schema");
    }
}

#[test]
fn the_schema_takes_what_is_taken_and_nothing_else() {
    let vectors = vectors("stay-evaluator/stays.json");
    let validator = validator();
    let (mut taken, mut refused) = (0, 0);
    let cases = vectors["cases"].as_array().unwrap();
    let good = |case: &&Value| case["want"][0]["stay"].is_object() && case["body"].is_object();
    for case in cases.iter().filter(good) {
        for (what, body) in altered(&case["body"]).into_iter().filter(|(_, body)| body.is_object())
        {
            let name = case["name"].as_str().unwrap();
            let valid = validator.is_valid(&body);
            match &read(&body, received(&vectors))[0] {
                Ok(_) => {
                    assert!(valid, "{name}: {what} is taken, and the schema refuses it");
                    taken += 1;
                }
                Err(faults) => {
                    let beyond = |fault: &Fault| {
                        matches!(fault.reason, Reason::FarAway | Reason::BeforeArrival)
                    };
                    let beyond = faults.iter().all(beyond);
                    assert!(beyond || !valid, "{name}: {what} is refused, and the schema takes it");
                    refused += 1;
                }
            }
        }
    }
    assert!(taken > 300 && refused > 1000, "{taken} taken, {refused} refused");
}

#[test]
fn the_schema_has_our_bounds() {
    let schema = schema();
    let stay = &schema["$defs"]["stay"]["properties"];
    assert_eq!(schema["then"]["maxItems"], MAX_BATCH);
    assert_eq!(stay["guests"]["maxItems"], MAX_GUESTS);
    assert_eq!(stay["tags"]["maxItems"], MAX_TAGS);
    assert_eq!(stay["extra"]["maxProperties"], MAX_EXTRA);
}

#[test]
fn no_fault_repeats_what_was_sent() {
    let vectors = vectors("stay-evaluator/stays.json");
    let full = &vectors["cases"][0]["body"];
    for (what, body) in altered(full) {
        let body = body.to_string().replace("Elsa", "Q7x").replace("elsa", "q7x");
        let Ok(stays) = stay_evaluator::read(body.as_bytes(), received(&vectors)) else {
            continue;
        };
        for fault in stays.into_iter().filter_map(Result::err).flatten() {
            let told = format!("{} {} {fault:?}", fault.path, fault.reason);
            assert!(!told.to_lowercase().contains("q7x"), "{what}: {told}");
        }
    }
}

/// What is read is not printed by accident either.
#[test]
fn what_is_personal_is_not_printed() {
    let vectors = vectors("stay-evaluator/stays.json");
    let stay = &read(&vectors["cases"][0]["body"], received(&vectors))[0];
    let printed = format!("{stay:?}").to_lowercase();
    for word in ["elsa", "nils", "exempel", "174", "r-2207", "kajen"] {
        assert!(!printed.contains(word), "{word}");
    }
}

/// The examples of the guide, which is what people copy.
#[test]
fn the_examples_of_the_guide_are_taken() {
    let guide = std::fs::read_to_string(root().join("docs/stay-evaluator-api.md")).unwrap();
    let validator = validator();
    let mut taken = 0;
    for example in guide.split("```json\n").skip(1) {
        let json = example.split("```").next().unwrap_or_default();
        let body: Value = serde_json::from_str(json).unwrap();
        if body.get(0).unwrap_or(&body).get("status").is_none() {
            let rules = stay_evaluator::Rules::parse(&body);
            assert!(rules.is_ok(), "{json}: {rules:?}");
            continue;
        }
        let received = "2026-11-27T12:00:00Z".parse().unwrap();
        for stay in read(&body, received) {
            assert_eq!(stay.err(), None, "{json}");
        }
        assert!(validator.is_valid(&body), "{json}");
        taken += 1;
    }
    assert!(taken >= 3, "the guide has {taken} examples");
}
