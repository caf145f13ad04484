//! What a respondent answered, before and after it is checked.

mod check;
mod problem;

use serde_json::{Map, Value};

pub use problem::{AnswerProblem, AnswerReason, Bound, Format, Shape};

use crate::StrictJson;
use crate::compile::MAX_NAME_BYTES;

/// Answers by question name, as they were given.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Answers {
    pub(crate) values: Map<String, Value>,
    /// Questions whose fields in a form are no value.
    pub(crate) refused: Vec<(String, AnswerReason)>,
}

impl Answers {
    pub(crate) const fn new(
        values: Map<String, Value>,
        refused: Vec<(String, AnswerReason)>,
    ) -> Self {
        Self { values, refused }
    }

    /// The answers by the names under which they are kept, but for what is no value.
    #[must_use]
    pub const fn members(&self) -> &Map<String, Value> {
        &self.values
    }
}

impl From<Map<String, Value>> for Answers {
    fn from(values: Map<String, Value>) -> Self {
        Self { values, refused: Vec::new() }
    }
}

/// Answers that fit their survey. Every value is as the definition has it; questions without an
/// answer are left out.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CheckedAnswers(Map<String, Value>);

impl CheckedAnswers {
    /// Answers that were checked.
    pub(crate) const fn new(answers: Map<String, Value>) -> Self {
        Self(answers)
    }

    /// The answers, by question name.
    #[must_use]
    pub const fn members(&self) -> &Map<String, Value> {
        &self.0
    }

    /// The answers as JSON.
    #[must_use]
    pub fn into_json(self) -> StrictJson {
        StrictJson::from(self.0)
    }

    /// The answers as one text that is the same for the same answers: no blanks, members sorted by
    /// the bytes of their names, whole numbers without a fraction.
    ///
    /// However they were sent, as JSON or as a form, in whatever order, and whether questions
    /// without an answer were left out or empty, equal answers have equal texts.
    #[must_use]
    pub fn canonical_json(&self) -> String {
        // JSON's map has its members sorted.
        serde_json::to_string(&self.0).unwrap_or_default()
    }
}

/// A name that was sent to us, no longer than a name can be.
pub(crate) fn cut(name: &str) -> String {
    let end = name.floor_char_boundary(MAX_NAME_BYTES);
    name.get(..end).unwrap_or_default().to_owned()
}
