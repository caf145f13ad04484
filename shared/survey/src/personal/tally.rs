//! What answers count to.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Readable;

/// The most values that one response counts to.
const MOST: usize = 500;

impl Readable {
    /// What readable answers count to: the question's name and the value, once each, for questions that have few
    /// values, all of them the definition's own. Nothing personal has any, nor what was written, or is a number
    /// or a moment of any kind.
    #[must_use]
    pub fn tally(&self, answers: &Map<String, Value>) -> Vec<(String, String)> {
        let mut counted = BTreeSet::new();
        for (name, answer) in answers {
            if let Some(rule) = self.0.get(name.as_str()) {
                let values = rule.values(answer).into_iter();
                counted.extend(values.map(|value| (name.clone(), value.into_string())));
            }
        }
        counted.into_iter().take(MOST).collect()
    }
}
