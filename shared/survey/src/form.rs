//! The fields of the page's form, and how they become answers.

mod fields;
mod names;
mod offered;
mod taking;

use serde_json::{Map, Value};

pub use fields::Upload;
pub(crate) use names::{COMMENT, RESERVED};
pub use names::{ID_FIELD, KEPT_FIELD, LANGUAGE_FIELD, VERSION_FIELD, comment_field, part_field};

use crate::answers::AnswerReason;
use crate::definition::Question;
use crate::{Answers, Definition};

/// The fields of a form, a list of texts by name, taken out one by one.
pub(crate) struct Fields(Map<String, Value>);

impl Fields {
    fn new(fields: &[(String, String)]) -> Self {
        let mut by_name = Map::new();
        for (name, value) in fields.iter().filter(|(name, _)| !name.starts_with(RESERVED)) {
            let values = by_name.entry(name.as_str()).or_insert(Value::Array(Vec::new()));
            if let Value::Array(values) = values {
                values.push(Value::from(value.as_str()));
            }
        }
        Self(by_name)
    }

    /// Takes all that a field holds; what is empty is left out.
    pub(crate) fn take_all(&mut self, name: &str) -> Vec<String> {
        let mut taken = Vec::new();
        if let Some(Value::Array(values)) = self.0.remove(name) {
            for value in values {
                if let Value::String(value) = value
                    && !value.is_empty()
                {
                    taken.push(value);
                }
            }
        }
        taken
    }

    /// Takes what a field holds; empty is nothing.
    pub(crate) fn take(&mut self, name: &str) -> Result<Option<String>, AnswerReason> {
        let mut values = self.take_all(name);
        let value = values.pop();
        if values.is_empty() { Ok(value) } else { Err(AnswerReason::Repeated) }
    }
}

impl Definition {
    /// The answers in the fields of the page's form.
    ///
    /// A question's field has the question's name; a checkbox's comes once for each choice, a
    /// matrix has a field `name[row]` for each row, and a ranking a field `name[choice]` for each
    /// choice, which holds its place from 1. Texts become numbers and booleans where the question
    /// has such, an empty field is no answer, and line breaks are LF.
    ///
    /// What cannot be an answer stays in and is told by [`Definition::check`], like fields that
    /// are no question's. Fields whose names begin with `nordsvar.` are the page's own.
    #[must_use]
    pub fn answers_from_form(&self, fields: &[(String, String)]) -> Answers {
        let mut fields = Fields::new(fields);
        let mut answers = Map::new();
        let mut refused = Vec::new();
        for question in self.questions() {
            match from_form(question, &mut fields) {
                Ok(None) => {}
                Ok(Some(value)) => {
                    answers.insert(question.name.to_string(), value);
                }
                Err(reason) => refused.push((question.name.to_string(), reason)),
            }
        }
        for (name, values) in fields.0 {
            let first = values.as_array().and_then(|values| values.first()).cloned();
            answers.insert(name, first.unwrap_or_default());
        }
        Answers::new(answers, refused)
    }
}

fn from_form(question: &Question, fields: &mut Fields) -> Result<Option<Value>, AnswerReason> {
    question.kind.family().take_from(&question.name, fields)
}

impl crate::model::Definition {
    /// The answers in the fields of the page's form, and the files that came with it.
    ///
    /// A question's field has the question's name, and the text beside its answer the field
    /// `name-Comment`. Where several can be chosen the field comes once for each. A ranking has a
    /// field `name[choice]` for each choice, which holds its place from 1; a matrix a field
    /// `name[row]`; a range the fields `name[0]` and `name[1]`; what holds questions has theirs
    /// under `name[item]`, `name[row][column]`, `name[0][question]`. [`part_field`] and
    /// [`comment_field`] make these names. Rows and panels that hold nothing are left out beyond
    /// the fewest that there must be.
    ///
    /// Texts become numbers and booleans where the question has such, an empty field is no answer,
    /// and line breaks are LF. What cannot be an answer stays in and is told when the answers are
    /// checked, like fields that are no question's. Fields whose names begin with `nordsvar.` are
    /// the page's own.
    #[must_use]
    pub fn answers_from_form(&self, fields: &[(String, String)], uploads: &[Upload]) -> Answers {
        let questions: Vec<_> = self.questions().collect();
        let mut taking = taking::Taking {
            fields: fields::Fields::new(fields, uploads),
            offered: offered::Offered::new(questions.clone()),
            refused: Vec::new(),
        };
        let mut answers = Map::new();
        for question in questions {
            taking.take(question, &taking::Place::of(question), &mut answers);
        }
        answers.extend(taking.fields.rest());
        Answers::new(answers, taking.refused)
    }
}

#[cfg(test)]
mod tests;
