//! Definitions that differ in one place from one that is good.

use serde_json::{Map, Value, json};

/// The definition with each of its objects and values altered, in one way each, with what was done.
pub(super) fn each(source: &Value) -> Vec<(String, Value)> {
    let mut pointers = Vec::new();
    collect(source, "", &mut pointers);
    let mut altered = Vec::new();
    for (index, pointer) in pointers.iter().enumerate() {
        let Some(value) = source.pointer(pointer) else { continue };
        let mut put = |what: &str, new: Value| {
            let mut whole = source.clone();
            if let Some(place) = whole.pointer_mut(pointer) {
                *place = new;
                altered.push((format!("{what} at {pointer}"), whole));
            }
        };
        if let Value::Object(members) = value {
            let mut more: Map<_, _> = members.clone();
            more.insert("nobody".to_owned(), json!(1));
            put("an unknown property", Value::Object(more));
            for name in ["type", "name"] {
                let mut less = members.clone();
                if less.remove(name).is_some() {
                    put("nothing for what is needed", Value::Object(less));
                }
            }
        }
        let others = [json!({}), json!([]), json!(-7), json!("?"), json!(true), json!(["x"])];
        if let Some(other) = others.get(index % others.len()) {
            put("another value", other.clone());
        }
    }
    altered
}

fn collect(value: &Value, pointer: &str, pointers: &mut Vec<String>) {
    pointers.push(pointer.to_owned());
    match value {
        Value::Object(members) => {
            for (name, inner) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                collect(inner, &format!("{pointer}/{name}"), pointers);
            }
        }
        Value::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                collect(inner, &format!("{pointer}/{index}"), pointers);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
