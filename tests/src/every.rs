//! A survey with a question of every type, and a response that answers them all.

use serde::Deserialize;
use serde_json::{Map, Value};

/// The survey, a response, and what is kept of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EveryType {
    /// What is asked.
    pub definition: Value,
    /// Answers as a program sends them: one to a question that is hidden, and another value than
    /// the one that an expression comes to, among them.
    pub sent: Map<String, Value>,
    /// The same answers as the page's form sends them, but for files.
    pub form: Vec<(String, String)>,
    /// The answers that are kept.
    pub kept: Map<String, Value>,
    /// What they score.
    pub score: Value,
}

impl EveryType {
    /// Reads it.
    #[must_use]
    pub fn read() -> Self {
        let text = include_str!("../fixtures/every-type.json");
        serde_json::from_str(text).expect("the fixture is as this type has it")
    }

    /// What is kept, without the questions that only a file answers.
    #[must_use]
    pub fn kept_without_files(&self) -> Map<String, Value> {
        let mut kept = self.kept.clone();
        for name in ["papers", "signed"] {
            kept.remove(name);
        }
        kept
    }
}
