//! The fields of the page's form, and how they become answers.

use serde_json::{Map, Value};

use crate::answers::AnswerReason;
use crate::definition::Question;
use crate::{Answers, Definition};

/// The form's field that holds the response's id.
pub const ID_FIELD: &str = "nordsvar.id";

/// The form's field that holds the survey's version.
pub const VERSION_FIELD: &str = "nordsvar.version";

/// The form's field that holds the language the page was shown in.
pub const LANGUAGE_FIELD: &str = "nordsvar.language";

/// What the names of the page's own fields begin with; no question's name does.
pub(crate) const RESERVED: &str = "nordsvar.";

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

/// The field of one row of a matrix, or of one choice of a ranking.
#[must_use]
pub fn part_field(question: &str, part: &str) -> String {
    format!("{question}[{part}]")
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
