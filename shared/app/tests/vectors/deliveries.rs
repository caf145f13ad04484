//! What became of deliveries, as JSON and as rows of tables.

use app::delivery_control::{
    self, Columns, Field, Follows, Parcels, RowDefaults, Shipment, Why, Window,
};
use app::{Country, Fault, Key, MAX_BATCH, Reason, Text};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::intake::altered;
use crate::printed;
use crate::support::{root, vectors};

fn received(vectors: &Value) -> Timestamp {
    vectors["received"].as_str().unwrap().parse().unwrap()
}

fn schema() -> Value {
    let path = root().join("docs/delivery-control.schema.json");
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).unwrap()
}

fn read(body: &Value, received: Timestamp) -> Vec<Result<Shipment, Vec<Fault>>> {
    delivery_control::read(body.to_string().as_bytes(), received).unwrap()
}

/// A shipment, with what follows from it where nothing is known of its order.
fn printed(shipment: &Shipment) -> Value {
    let follows = Parcels::default().report(&shipment.told());
    let line = |text: &Option<Text>| text.as_ref().map(|text| Value::from(text.as_str()));
    let parcels: Vec<_> = shipment.parcels.iter().map(Key::as_str).collect();
    let window = |window: Window| {
        let from = window.from.map(|from| Value::from(from.to_string()));
        printed::object([("from", from), ("until", Some(window.until.to_string().into()))])
    };
    let carriage = &shipment.carriage;
    printed::object([
        ("order", Some(shipment.order.as_str().into())),
        ("outcome", Some(shipment.outcome.as_str().into())),
        ("at", Some(shipment.at.to_string().into())),
        ("parcels", (!parcels.is_empty()).then(|| json!(parcels))),
        ("promised", shipment.promised.map(window)),
        ("carrier", line(&carriage.carrier)),
        ("region", line(&carriage.region)),
        ("delivery_type", line(&carriage.kind)),
        ("driver", carriage.driver.as_ref().map(|driver| driver.as_str().into())),
        ("business", shipment.business.then_some(true.into())),
        ("follows", Some(followed(follows).into())),
        ("event", shipment.event(follows).as_ref().map(printed::event)),
    ])
}

fn followed(follows: Follows) -> &'static str {
    match follows {
        Follows::Ask => "ask",
        Follows::CallOff => "call off",
        Follows::Nothing(Why::MoreToCome) => "more to come",
        Follows::Nothing(Why::Asked) => "asked",
        Follows::Nothing(Why::Returned) => "returned",
        Follows::Nothing(Why::Failed) => "failed",
        Follows::Nothing(Why::Older) => "older",
    }
}

#[test]
fn what_shops_and_carriers_send() {
    let vectors = vectors("delivery-control/deliveries.json");
    let validator = validator();
    let cases = vectors["cases"].as_array().unwrap();
    assert!(cases.len() >= 30, "only {}", cases.len());
    for case in cases {
        let name = case["name"].as_str().unwrap();
        let body = case["body"].to_string();
        let (want, takes) = match delivery_control::read(body.as_bytes(), received(&vectors)) {
            Err(fault) => {
                assert_eq!(case["refused"], fault.to_string(), "{name}");
                (Value::Null, false)
            }
            Ok(shipments) => {
                let takes = shipments.iter().all(Result::is_ok);
                let told = |shipment: &Result<Shipment, Vec<Fault>>| match shipment {
                    Ok(shipment) => json!({ "shipment": printed(shipment) }),
                    Err(faults) => json!({ "faults": printed::faults(faults) }),
                };
                (shipments.iter().map(told).collect(), takes)
            }
        };
        assert_eq!(case["want"], want, "{name}: {want}");
        let beyond = case["beyond_schema"] == true;
        assert_eq!(validator.is_valid(&case["body"]), takes || beyond, "{name}, by the schema");
    }
}

/// Whether the schema cannot say so.
fn is_beyond(fault: &Fault) -> bool {
    matches!(fault.reason, Reason::FarAway | Reason::EndsBefore)
}

#[test]
fn the_schema_takes_what_is_taken_and_nothing_else() {
    let vectors = vectors("delivery-control/deliveries.json");
    let validator = validator();
    let (mut taken, mut refused) = (0, 0);
    let good = |case: &&Value| case["want"][0]["shipment"].is_object() && case["body"].is_object();
    for case in vectors["cases"].as_array().unwrap().iter().filter(good) {
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
    let members = &schema["$defs"]["delivery"]["properties"];
    assert_eq!(schema["then"]["maxItems"], MAX_BATCH);
    assert_eq!(members["parcels"]["maxItems"], delivery_control::MAX_PARCELS);
    assert_eq!(members["tags"]["maxItems"], app::MAX_TAGS);
    assert_eq!(members["extra"]["maxProperties"], app::MAX_EXTRA);
}

#[test]
fn no_fault_repeats_what_was_sent() {
    let vectors = vectors("delivery-control/deliveries.json");
    for (what, body) in altered(&vectors["cases"][0]["body"]) {
        let body = body.to_string().replace("Elsa", "Q7x").replace("elsa", "q7x");
        let Ok(read) = delivery_control::read(body.as_bytes(), received(&vectors)) else {
            continue;
        };
        for fault in read.into_iter().filter_map(Result::err).flatten() {
            let told = format!("{} {} {fault:?}", fault.path, fault.reason);
            assert!(!told.to_lowercase().contains("q7x"), "{what}: {told}");
        }
    }
}

#[test]
fn what_tables_have() {
    let vectors = vectors("delivery-control/rows.json");
    let defaults = RowDefaults {
        country: Some(Country::try_from("SE").unwrap()),
        // Swedish time, as POSIX writes it.
        zone: TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap(),
        ..RowDefaults::default()
    };
    for table in vectors["tables"].as_array().unwrap() {
        let name = table["name"].as_str().unwrap();
        let headers = texts(&table["headers"]);
        let columns = match table.get("columns").and_then(Value::as_object) {
            None => Columns::guess(&headers),
            Some(chosen) => {
                let field = |field: &Value| -> Field { field.as_str().unwrap().parse().unwrap() };
                chosen.iter().map(|(header, name)| (header.as_str().into(), field(name))).collect()
            }
        };
        let columns = Columns::new(&headers, &columns).unwrap();
        for (at, row) in table["rows"].as_array().unwrap().iter().enumerate() {
            let cells = texts(&row["cells"]);
            let told = match columns.read(at, &cells, &defaults, received(&vectors)) {
                Ok(shipment) => json!({ "shipment": printed(&shipment) }),
                Err(faults) => {
                    let fault = |fault: &delivery_control::RowFault| {
                        json!([fault.row, fault.column, fault.reason.to_string()])
                    };
                    json!({ "faults": faults.iter().map(fault).collect::<Vec<_>>() })
                }
            };
            assert_eq!(row["want"], told, "{name}, row {at}: {told}");
        }
    }
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

/// The examples of the guide, which is what people copy.
#[test]
fn the_examples_of_the_guide_are_taken() {
    let guide = std::fs::read_to_string(root().join("docs/delivery-control-api.md")).unwrap();
    let examples: Vec<_> = guide.split("```json\n").skip(1).collect();
    assert!(examples.len() >= 3, "the guide has {} examples", examples.len());
    for example in examples {
        let json = example.split("```").next().unwrap_or_default();
        let body: Value = serde_json::from_str(json).unwrap();
        for shipment in read(&body, "2026-11-27T12:00:00Z".parse().unwrap()) {
            assert_eq!(shipment.err(), None, "{json}");
        }
        assert!(validator().is_valid(&body), "{json}");
    }
}
