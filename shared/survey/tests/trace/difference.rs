//! Where two states differ.

use core::fmt;

use serde_json::Value;

/// A place where two values differ, and what stands there.
#[derive(Clone, Debug)]
pub(crate) struct Difference {
    path: String,
    ours: Value,
    theirs: Value,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, ours, theirs } = self;
        write!(f, "{path}: ours {ours}, survey-core {theirs}")
    }
}

/// The first place where two values differ. What is missing is null.
pub(crate) fn difference(ours: &Value, theirs: &Value) -> Option<Difference> {
    at("$", ours, theirs)
}

fn at(path: &str, ours: &Value, theirs: &Value) -> Option<Difference> {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => {
            let missing = theirs.keys().filter(|name| !ours.contains_key(*name));
            ours.keys().chain(missing).find_map(|name| {
                let find = |members: &serde_json::Map<String, Value>| {
                    members.get(name).cloned().unwrap_or(Value::Null)
                };
                at(&format!("{path}.{name}"), &find(ours), &find(theirs))
            })
        }
        (Value::Array(ours), Value::Array(theirs)) if ours.len() == theirs.len() => {
            let mut pairs = ours.iter().zip(theirs).enumerate();
            pairs.find_map(|(index, (ours, theirs))| at(&format!("{path}[{index}]"), ours, theirs))
        }
        (Value::Number(a), Value::Number(b)) if a.as_f64() == b.as_f64() => None,
        _ if ours == theirs => None,
        _ => {
            let (ours, theirs) = (ours.clone(), theirs.clone());
            Some(Difference { path: path.to_owned(), ours, theirs })
        }
    }
}
