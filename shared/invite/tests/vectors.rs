//! The vectors of `tests/vectors/invite`. `NORDSVAR_WRITE` writes the table of transitions.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "what a test cannot read ends the test"
)]

mod table;

use invite::{Decision, Event, Policy, Seen, decide};
use serde_json::{Value, json};

const POLICIES: &str = include_str!("../../../tests/vectors/invite/policies.json");
const DECISIONS: &str = include_str!("../../../tests/vectors/invite/decisions.json");

fn cases(text: &str, name: &str) -> (Value, Vec<Value>) {
    let file: Value = serde_json::from_str(text).unwrap();
    let cases = file[name].as_array().expect("a list of cases").clone();
    (file, cases)
}

#[test]
fn policies_that_are_taken() {
    let (file, cases) = cases(POLICIES, "taken");
    assert_eq!(serde_json::to_value(Policy::default()).unwrap(), file["default"]);
    for case in cases {
        let policy = Policy::parse(&case["policy"]).unwrap_or_else(|e| panic!("{case}: {e:?}"));
        let printed = serde_json::to_value(&policy).unwrap();
        assert_eq!(printed, case["as"], "{}", case["name"]);
        let again: Policy = serde_json::from_value(printed).unwrap();
        assert_eq!(again, policy, "{}", case["name"]);
    }
}

#[test]
fn policies_that_are_refused() {
    for case in cases(POLICIES, "refused").1 {
        let faults = Policy::parse(&case["policy"]).expect_err("a policy that is refused");
        let faults = faults.iter().map(|fault| json!([fault.path, fault.reason.to_string()]));
        assert_eq!(faults.collect::<Value>(), case["faults"], "{}", case["name"]);
        assert!(serde_json::from_value::<Policy>(case["policy"].clone()).is_err());
    }
}

#[test]
fn decisions() {
    let (file, cases) = cases(DECISIONS, "cases");
    for case in cases {
        let mut event = file["event"].as_object().unwrap().clone();
        event.extend(case["event"].as_object().unwrap().clone());
        let event: Event = serde_json::from_value(Value::Object(event)).unwrap();
        let seen: Seen = serde_json::from_value(case["seen"].clone()).unwrap();
        let policy = Policy::parse(&case["policy"]).unwrap();
        let now = case["now"].as_str().unwrap().parse().unwrap();
        let decision = decide(&policy, &event, &seen, now);
        let printed = serde_json::to_value(&decision).unwrap();
        assert_eq!(printed, case["decision"], "{}", case["name"]);
        assert_eq!(serde_json::from_value::<Decision>(printed).unwrap(), decision);
        if let Decision::Skipped(skip) = decision {
            assert_eq!(case["decision"]["reason"], skip.name());
        }
    }
}
