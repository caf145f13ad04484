//! Definitions that nobody checked, for tests of what becomes of answers to odd questions.

use expression::Expression;
use serde_json::{Map, Value, json};

use crate::model::Definition;

impl Definition {
    /// Loads a source as it is, with every text in it that can be read as an expression as one.
    pub(crate) fn unchecked(source: &Value) -> Self {
        let mut trees = Map::new();
        visit(source, &mut trees);
        let page = json!({ "elements": source.get("elements") });
        Self::load(&json!({ "pages": [page], "nordsvar": { "trees": trees } })).unwrap()
    }
}

fn visit(value: &Value, trees: &mut Map<String, Value>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| visit(item, trees)),
        Value::Object(members) => members.values().for_each(|value| visit(value, trees)),
        Value::String(text) => {
            if let Ok(expression) = Expression::parse(text) {
                trees.insert(text.clone(), expression.to_json());
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
