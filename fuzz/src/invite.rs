//! What customers set up for their apps, and what people write.

use std::sync::LazyLock;

use ::invite::{AlertRules, Decision, Event, Policy, Seen, decide};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

const POLICIES: &str = include_str!("../../tests/vectors/invite/policies.json");
const DECISIONS: &str = include_str!("../../tests/vectors/invite/decisions.json");

static EVENT: LazyLock<Event> = LazyLock::new(|| {
    let vectors: Value = serde_json::from_str(DECISIONS).expect("the vectors are JSON");
    serde_json::from_value(vectors["event"].clone()).expect("an event")
});

/// Rules that look at everything, each by a word of its own.
static RULES: LazyLock<AlertRules> = LazyLock::new(|| {
    let words = ["*a*", "skad*", "*mer", "kom aldrig", "ß", "?!", "壊れ"];
    let to = json!([{ "mail": "shop@example.com" }]);
    let rules = words.iter().enumerate().map(|(index, word)| {
        let when = json!({ "keyword": { "words": [word] } });
        json!({ "name": format!("r-{index}"), "when": when, "to": to, "tell": "at-once" })
    });
    AlertRules::parse(&rules.collect::<Value>()).expect("rules")
});

/// JSON is taken as a policy, an event or rules, or refused with reasons; what is taken is written as the
/// same, and decides. Text is looked through.
pub fn invite(data: &[u8]) {
    let Ok(text) = core::str::from_utf8(data) else { return };
    let answers = Map::from_iter([("q".to_owned(), Value::from(text))]);
    let _ = RULES.raised(&answers, None);
    let Ok(json) = serde_json::from_str::<Value>(text) else { return };
    let now: Timestamp = EVENT.happened;
    match Policy::parse(&json) {
        Err(faults) => assert!(!faults.is_empty(), "refused without a reason"),
        Ok(policy) => {
            let printed = serde_json::to_value(&policy).expect("it can be written");
            assert_eq!(Policy::parse(&printed).as_ref(), Ok(&policy));
            if let Decision::Scheduled(planned) = decide(&policy, &EVENT, &Seen::default(), now) {
                assert!(planned.at >= now, "before the event");
            }
        }
    }
    if let Ok(event) = serde_json::from_value::<Event>(json.clone()) {
        let _ = decide(&Policy::default(), &event, &Seen::default(), now);
    }
    match AlertRules::parse(&json) {
        Err(faults) => assert!(!faults.is_empty(), "refused without a reason"),
        Ok(rules) => {
            let printed = serde_json::to_value(&rules).expect("they can be written");
            assert_eq!(AlertRules::parse(&printed), Ok(rules));
        }
    }
}

/// What is not far from what is taken.
pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let vectors: Value = serde_json::from_str(POLICIES).expect("the vectors are JSON");
    let rows = ["taken", "refused"].map(|name| vectors[name].as_array().cloned());
    let policies = rows.into_iter().flatten().flatten().map(|row| row["policy"].to_string());
    let event = serde_json::to_string(&*EVENT).expect("it can be written");
    let rules = serde_json::to_string(&*RULES).expect("they can be written");
    policies.chain([event, rules]).map(String::into_bytes).collect()
}
