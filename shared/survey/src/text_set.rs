//! A set of texts.

use serde_json::{Map, Value};

/// A set of texts, kept in JSON's own map: a map of another type is several kilobytes more of code
/// in each function.
#[derive(Clone, Debug, Default)]
pub(crate) struct TextSet(Map<String, Value>);

impl TextSet {
    /// Adds a text; false if it was there.
    pub(crate) fn insert(&mut self, text: String) -> bool {
        self.0.insert(text, Value::Null).is_none()
    }

    /// Takes a text out; false if it was not there.
    pub(crate) fn remove(&mut self, text: &str) -> bool {
        self.0.remove(text).is_some()
    }

    pub(crate) fn contains(&self, text: &str) -> bool {
        self.0.contains_key(text)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The texts, sorted by their bytes.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}
