//! What a respondent answered, before and after it is checked.

mod check;
mod problem;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

pub use problem::{AnswerProblem, AnswerReason, Bound, Format, Shape};

use crate::definition::{MAX_NAME_BYTES, MAX_QUESTIONS, Presence, Question};
use crate::text_set::TextSet;
use crate::{Definition, StrictJson};

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

    /// The answer to a question as it was given.
    fn given(&self, name: &str) -> Result<Option<&Value>, AnswerReason> {
        match self.refused.iter().find(|(refused, _)| refused == name) {
            Some((_, reason)) => Err(reason.clone()),
            None => Ok(self.values.get(name)),
        }
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
        let mut text = String::new();
        write_members(&self.0, &mut text);
        text
    }
}

fn write_members(members: &Map<String, Value>, text: &mut String) {
    let sorted: BTreeMap<_, _> = members.iter().collect();
    let mut before = '{';
    for (name, value) in sorted {
        text.push(before);
        text.push_str(&Value::from(name.as_str()).to_string());
        text.push(':');
        write(value, text);
        before = ',';
    }
    if before == '{' {
        text.push(before);
    }
    text.push('}');
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Object(members) => write_members(members, text),
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write(item, text);
            }
            text.push(']');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            text.push_str(&value.to_string());
        }
    }
}

impl Definition {
    /// Checks answers against their questions.
    ///
    /// An answer that no control of the published page could have made is refused, never mended or
    /// dropped. Null is no answer, and so are a text of
    /// blanks, and a list or an object that is empty where one is asked for.
    ///
    /// # Errors
    ///
    /// All problems, in the order of the questions, then answers to no question by name. There are
    /// at most 1000 and one of those.
    pub fn check(&self, answers: &Answers) -> Result<CheckedAnswers, Vec<AnswerProblem>> {
        if answers.values.len() + answers.refused.len() > MAX_QUESTIONS {
            let reason = AnswerReason::TooManyAnswers(MAX_QUESTIONS);
            return Err(vec![AnswerProblem { name: "answers".to_owned(), reason }]);
        }
        let mut problems = Vec::new();
        let mut checked = Map::new();
        let mut known = TextSet::default();
        for question in self.questions() {
            known.insert(question.name.to_string());
            match checked_answer(question, answers) {
                Ok(None) => {}
                Ok(Some(value)) => {
                    checked.insert(question.name.to_string(), value);
                }
                Err(reason) => {
                    problems.push(AnswerProblem { name: question.name.to_string(), reason });
                }
            }
        }
        let unknown = answers.values.keys().filter(|name| !known.contains(name));
        problems.extend(
            unknown.map(|name| AnswerProblem {
                name: cut(name),
                reason: AnswerReason::UnknownQuestion,
            }),
        );
        if problems.is_empty() { Ok(CheckedAnswers(checked)) } else { Err(problems) }
    }
}

fn checked_answer(question: &Question, answers: &Answers) -> Result<Option<Value>, AnswerReason> {
    let family = question.kind.family();
    let value = match answers.given(&question.name)? {
        None => None,
        Some(value) if is_blank(family.shape(), value) => None,
        Some(value) => Some(family.check(value)?),
    };
    match (&value, question.presence) {
        (None, Presence::Required) => Err(AnswerReason::Required),
        (None, Presence::Optional) => family.check_absent().map(|()| None),
        (Some(_), Presence::Required | Presence::Optional) => Ok(value),
    }
}

/// Whether a value is how an answer of this shape says that there is none.
fn is_blank(shape: Shape, value: &Value) -> bool {
    match (shape, value) {
        (_, Value::Null) => true,
        (Shape::Text | Shape::Number | Shape::Scalar | Shape::Drawing, Value::String(text)) => {
            text.trim().is_empty()
        }
        (Shape::Choices | Shape::Entries | Shape::Range | Shape::Files, Value::Array(items)) => {
            items.is_empty()
        }
        (Shape::Rows | Shape::Parts, Value::Object(members)) => members.is_empty(),
        (
            _,
            Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_)
            | Value::Object(_),
        ) => false,
    }
}

/// A name that was sent to us, no longer than a name can be.
pub(crate) fn cut(name: &str) -> String {
    let end = name.floor_char_boundary(MAX_NAME_BYTES);
    name.get(..end).unwrap_or_default().to_owned()
}
