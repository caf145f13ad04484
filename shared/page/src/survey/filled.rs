//! What a form held when it was sent.

use serde_json::{Map, Value};

/// The fields of a form that comes back, to be looked up. They are kept in JSON's own map: a map
/// of another type is several kilobytes more of code.
pub(crate) struct Filled {
    /// The last text of each field.
    last: Map<String, Value>,
    /// All texts of each field, as an object's names.
    held: Map<String, Value>,
}

impl Filled {
    pub(crate) fn new(fields: &[(String, String)]) -> Self {
        let (mut last, mut held) = (Map::new(), Map::new());
        for (name, value) in fields {
            last.insert(name.clone(), Value::from(value.as_str()));
            let texts = held.entry(name.as_str()).or_insert(Value::Object(Map::new()));
            if let Value::Object(texts) = texts {
                texts.insert(value.clone(), Value::Null);
            }
        }
        Self { last, held }
    }

    /// What a field held; nothing if it held nothing.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.last.get(name).and_then(Value::as_str).filter(|value| !value.is_empty())
    }

    /// Whether one of the fields of this name held this.
    pub(crate) fn holds(&self, name: &str, value: &str) -> bool {
        let texts = self.held.get(name).and_then(Value::as_object);
        texts.is_some_and(|texts| texts.contains_key(value))
    }
}
