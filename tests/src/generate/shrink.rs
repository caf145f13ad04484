//! Smaller cases of one that fails.

use serde_json::{Map, Value};

/// A definition, and what is done in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// The definition.
    pub definition: Value,
    /// What is meant to be done.
    pub steps: Vec<Value>,
}

/// Members that say what a thing is: without them it is another thing, or none.
const NEEDED: [&str; 10] = [
    "type",
    "name",
    "value",
    "cellType",
    "expression",
    "setToName",
    "pages",
    "elements",
    "html",
    "default",
];

/// All cases with one thing less: a step, an element of a list, a member.
#[must_use]
pub fn smaller(case: &Case) -> Vec<Case> {
    let mut cases: Vec<Case> = (0..case.steps.len())
        .map(|index| {
            let mut steps = case.steps.clone();
            steps.remove(index);
            Case { definition: case.definition.clone(), steps }
        })
        .collect();
    let definitions = less(&case.definition);
    cases.extend(
        definitions.into_iter().map(|definition| Case { definition, steps: case.steps.clone() }),
    );
    cases
}

/// All values with one thing less, those with most less first.
fn less(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(items) => less_items(items),
        Value::Object(members) => less_members(members),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}

fn less_items(items: &[Value]) -> Vec<Value> {
    let without = |index: usize| {
        let kept = items.iter().enumerate().filter(|(at, _)| *at != index);
        Value::Array(kept.map(|(_, item)| item.clone()).collect())
    };
    let mut found: Vec<Value> = (0..items.len()).filter(|_| items.len() > 1).map(without).collect();
    for (index, item) in items.iter().enumerate() {
        for smaller in less(item) {
            let mut items = items.to_vec();
            if let Some(place) = items.get_mut(index) {
                *place = smaller;
            }
            found.push(Value::Array(items));
        }
    }
    found
}

fn less_members(members: &Map<String, Value>) -> Vec<Value> {
    let mut found = Vec::new();
    for name in members.keys().filter(|name| !NEEDED.contains(&name.as_str())) {
        let mut members = members.clone();
        members.remove(name);
        found.push(Value::Object(members));
    }
    for (name, value) in members {
        for smaller in less(value) {
            let mut members = members.clone();
            members.insert(name.clone(), smaller);
            found.push(Value::Object(members));
        }
    }
    found
}
