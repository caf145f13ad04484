//! What shops send, as JSON: what becomes of it, and what the published schema says of it.

use app::{Event, Fault, InvalidValue, MAX_BATCH, Reason, store_evaluator};
use jiff::Timestamp;
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::printed;
use crate::support::{root, vectors};

fn received(vectors: &Value) -> Timestamp {
    vectors["received"].as_str().unwrap().parse().unwrap()
}

fn schema() -> Value {
    let path = root().join("docs/store-evaluator.schema.json");
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).unwrap()
}

fn read(body: &Value, received: Timestamp) -> Vec<Result<Event, Vec<Fault>>> {
    store_evaluator::read(body.to_string().as_bytes(), received).unwrap()
}

#[test]
fn what_shops_send() {
    let vectors = vectors("store-evaluator/events.json");
    let validator = validator();
    for case in vectors["cases"].as_array().unwrap() {
        let name = case["name"].as_str().unwrap();
        let body = case["body"].to_string();
        let (want, takes) = match store_evaluator::read(body.as_bytes(), received(&vectors)) {
            Err(fault) => {
                assert_eq!(case["refused"], fault.to_string(), "{name}");
                (Value::Null, false)
            }
            Ok(events) => {
                let takes = events.iter().all(Result::is_ok);
                let told = |event: &Result<Event, Vec<Fault>>| match event {
                    Ok(event) => json!({ "event": printed::event(event) }),
                    Err(faults) => json!({ "faults": printed::faults(faults) }),
                };
                (events.iter().map(told).collect(), takes)
            }
        };
        assert_eq!(case["want"], want, "{name}");
        let beyond = case["beyond_schema"] == true;
        assert_eq!(validator.is_valid(&case["body"]), takes || beyond, "{name}, by the schema");
    }
}

/// An event with each of its values altered, in several ways each, with what was done.
pub(crate) fn altered(source: &Value) -> Vec<(String, Value)> {
    let mut pointers = Vec::new();
    collect(source, String::new(), &mut pointers);
    let mut all = Vec::new();
    for pointer in pointers {
        let mut put = |what: &str, new: Value| {
            let mut whole = source.clone();
            *whole.pointer_mut(&pointer).unwrap() = new;
            all.push((format!("{what} at {pointer}"), whole));
        };
        if let Some(Value::Object(members)) = source.pointer(&pointer) {
            let mut more = members.clone();
            more.insert("nobody".to_owned(), json!(["x"]));
            put("an unknown member", Value::Object(more));
            for name in members.keys() {
                let mut less = members.clone();
                less.remove(name);
                put(&format!("no {name}"), Value::Object(less));
            }
        }
        for other in [
            json!(null),
            json!({}),
            json!([]),
            json!(-7),
            json!(true),
            json!(""),
            json!("?"),
            json!("x\ny"),
            json!("1"),
            json!("12345"),
            json!("SE"),
            json!("a@example.com"),
            json!("https://a.example/"),
            json!("x".repeat(201)),
            json!(["x"]),
        ] {
            put(&format!("{other}"), other.clone());
        }
    }
    all
}

fn collect(value: &Value, pointer: String, pointers: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, inner) in members {
                collect(inner, format!("{pointer}/{name}"), pointers);
            }
        }
        Value::Array(items) => {
            for (at, inner) in items.iter().enumerate() {
                collect(inner, format!("{pointer}/{at}"), pointers);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    pointers.push(pointer);
}

/// Whether the schema cannot say so.
fn is_beyond(fault: &Fault) -> bool {
    let stands_at = |path| fault.path == path;
    matches!(fault.reason, Reason::FarAway)
        || (matches!(fault.reason, Reason::Twice) && stands_at("$.products[1].id"))
        || (matches!(fault.reason, Reason::Value(InvalidValue { .. }))
            && stands_at("$.products[0].gtin"))
}

#[test]
fn the_schema_takes_what_is_taken_and_nothing_else() {
    let vectors = vectors("store-evaluator/events.json");
    let validator = validator();
    let (mut taken, mut refused) = (0, 0);
    let cases = vectors["cases"].as_array().unwrap();
    let good = |case: &&Value| case["want"][0]["event"].is_object() && case["body"].is_object();
    for case in cases.iter().filter(good) {
        for (what, body) in altered(&case["body"]) {
            if !body.is_object() {
                continue;
            }
            let name = case["name"].as_str().unwrap();
            let valid = validator.is_valid(&body);
            match &read(&body, received(&vectors))[0] {
                Ok(_) => {
                    assert!(valid, "{name}: {what} is taken, and the schema refuses it");
                    taken += 1;
                }
                Err(faults) => {
                    let beyond = faults.iter().all(is_beyond);
                    assert!(beyond || !valid, "{name}: {what} is refused, and the schema takes it");
                    refused += 1;
                }
            }
        }
    }
    assert!(taken > 100 && refused > 1000, "{taken} taken, {refused} refused");
}

#[test]
fn the_schema_has_our_bounds() {
    let schema = schema();
    let event = &schema["$defs"]["event"]["properties"];
    assert_eq!(schema["then"]["maxItems"], MAX_BATCH);
    assert_eq!(event["products"]["maxItems"], app::MAX_PRODUCTS);
    assert_eq!(event["tags"]["maxItems"], app::MAX_TAGS);
    assert_eq!(event["extra"]["maxProperties"], app::MAX_EXTRA);
}

#[test]
fn no_fault_repeats_what_was_sent() {
    let vectors = vectors("store-evaluator/events.json");
    let full = &vectors["cases"][0]["body"];
    for (what, body) in altered(full) {
        let body = body.to_string().replace("Elsa", "Q7x").replace("elsa", "q7x");
        let Ok(events) = store_evaluator::read(body.as_bytes(), received(&vectors)) else {
            continue;
        };
        for fault in events.into_iter().filter_map(Result::err).flatten() {
            let told = format!("{} {} {fault:?}", fault.path, fault.reason);
            assert!(!told.to_lowercase().contains("q7x"), "{what}: {told}");
        }
    }
}

#[test]
fn faults_name_their_event_and_are_bounded() {
    let vectors = vectors("store-evaluator/events.json");
    let good = &vectors["cases"][1]["body"];
    let bad = json!({ "products": vec![json!({}); 100] });
    let events = read(&json!([good, bad, good]), received(&vectors));
    let faults = events[1].as_ref().unwrap_err();
    assert!(events[0].is_ok() && events[2].is_ok());
    assert_eq!(faults.len(), 20);
    assert!(faults.iter().all(|fault| fault.index == 1));
}

/// The examples of the guide, which is what people copy.
#[test]
fn the_examples_of_the_guide_are_taken() {
    let guide = std::fs::read_to_string(root().join("docs/store-evaluator-api.md")).unwrap();
    let examples: Vec<_> = guide.split("```json\n").skip(1).collect();
    let validator = validator();
    let mut taken = 0;
    for example in examples {
        let json = example.split("```").next().unwrap_or_default();
        let body: Value = serde_json::from_str(json).unwrap();
        let first = body.get(0).unwrap_or(&body);
        // Others are answers, and what a shop platform sends.
        if first.get("stage").is_some() {
            let received = "2026-11-27T12:00:00Z".parse().unwrap();
            for event in read(&body, received) {
                assert_eq!(event.err(), None, "{json}");
            }
            assert!(validator.is_valid(&body), "{json}");
            taken += 1;
        }
    }
    assert!(taken >= 3, "the guide has {taken} examples");
}
