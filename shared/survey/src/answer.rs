//! Answers: what a respondent says, and whether it can be said.

mod check;
mod form;
mod lines;
mod problem;

use serde_json::{Map, Value};

use crate::StrictJson;

pub use problem::{AnswerProblem, AnswerReason};

/// Answers by question name, not checked yet.
#[derive(Clone, Default, Eq, PartialEq)]
pub struct Answers(Map<String, Value>);

impl Answers {
    /// The answer to the question `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }
}

impl From<Map<String, Value>> for Answers {
    fn from(answers: Map<String, Value>) -> Self {
        Self(answers)
    }
}

/// Answers that fit their definition. Questions that were left empty are not in them.
#[derive(Clone, Eq, PartialEq)]
pub struct CheckedAnswers(Map<String, Value>);

impl CheckedAnswers {
    /// The answers as JSON, members sorted by name: equal answers print equally.
    #[must_use]
    pub fn into_json(self) -> StrictJson {
        StrictJson::from(self.0)
    }
}
