//! What operations are asked with.

use contract::Operation;
use serde_json::{Value, json};
use tests::{Sample, response_id};

use crate::shop::{setup, start};

/// What nobody has.
pub(crate) fn nothing(name: &str) -> String {
    match name {
        "file" | "flow" | "response" => response_id().to_string(),
        "platform" => "shopify".to_owned(),
        "contact" => response_id().to_string().replace('-', ""),
        _ => format!("x-{}", response_id()),
    }
}

/// A body that an operation takes, where it takes one; what it says is `role`'s and a survey's.
pub(crate) fn body(operation: Operation, survey: &str) -> Option<Value> {
    let email = format!("x-{}@example.com", response_id());
    let viewer = json!([{"role": "viewer", "scope": format!("survey:{survey}")}]);
    match operation.as_str() {
        "save-draft" => Some(Sample::definition()),
        "set-grants" => Some(json!({"grants": viewer})),
        "invite-person" => Some(json!({"email": email, "grants": viewer, "language": "sv"})),
        "make-api-key" => Some(json!({"label": "A", "grants": viewer, "days": 30})),
        "set-provider" => Some(json!({"issuer": "https://other.example", "client_id": "us"})),
        "put-instance" => Some(setup(survey)),
        "share-figures" => Some(json!({"shared": true})),
        "take-events" => Some(json!({"items": [{"cancel": {"instance": "a", "key": "1"}}]})),
        "read-report" => Some(json!({"from": "2026-01-01", "to": "2026-01-01", "period": "day"})),
        "list-asked" | "list-alerts" | "list-comments" | "list-contacts" | "list-leavers"
        | "list-orders" | "put-hook" | "read-intake" => Some(json!({})),
        "list-flows" => Some(json!({"from": 0, "before": 1})),
        "hold-comment" => Some(json!({"reason": "spam"})),
        "set-aside" => Some(json!({"reason": "trial"})),
        "start-flow" => Some(start()),
        "read-example" => Some(json!({"language": "en"})),
        "act-on-asked" => Some(json!({"act": "cancel"})),
        "act-on-alert" => Some(json!({"assign": {"to": email}})),
        "erase-contact" => Some(json!({"email": email})),
        "import-contacts" => Some(json!({"people": [{"line": 1, "contact": {"email": email}}]})),
        "merge-contacts" => Some(json!({"from": nothing("contact")})),
        "put-contact" => Some(json!({"contact": {"email": email}})),
        "save-contact" => Some(json!({"contact": {"email": email, "key": email}})),
        "set-policy" => Some(json!({"second_factor": "optional"})),
        _ => None,
    }
}
