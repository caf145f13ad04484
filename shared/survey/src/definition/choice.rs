//! Choices: of questions that offer some, and the rows and columns of a matrix.

use serde_json::{Map, Value};

use super::problem::DefinitionReason;
use super::reader::Reader;
use crate::answers::{AnswerReason, Shape};
use crate::scalar::Scalar;
use crate::{Locale, LocalizedText};

/// The most choices, rows and columns of a whole survey.
pub(crate) const MAX_CHOICES: usize = 10_000;

/// The longest text value of a choice, in bytes.
const MAX_VALUE_BYTES: usize = 1000;

/// One choice.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Choice {
    /// What an answer holds when this is chosen.
    pub value: Scalar,
    /// The value as it stands in a form field; no two choices of a question share one.
    pub key: Box<str>,
    /// What respondents read, if it is not the value itself.
    pub text: LocalizedText,
}

impl Choice {
    pub(crate) fn new(value: Scalar, text: LocalizedText) -> Self {
        let key = value.to_string().into();
        Self { value, key, text }
    }

    /// What respondents read.
    #[must_use]
    pub fn label(&self, locale: &Locale) -> &str {
        self.text.pick_some(locale).unwrap_or(&self.key)
    }

    fn to_json(&self) -> Value {
        let value = self.value.to_json();
        match self.text.to_json() {
            None => value,
            Some(text) => {
                let members = [("value".to_owned(), value), ("text".to_owned(), text)];
                Value::Object(Map::from_iter(members))
            }
        }
    }
}

/// Choices in their order. None is there twice.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Choices {
    list: Vec<Choice>,
    /// Where in the list the choice with a key is.
    by_key: Map<String, Value>,
}

impl Choices {
    /// Choices of which no two have the same key; one that has is left out.
    pub(crate) fn new(choices: impl IntoIterator<Item = Choice>) -> Self {
        let mut new = Self::default();
        for choice in choices {
            new.push(choice);
        }
        new
    }

    /// Adds a choice, unless there is one with its key.
    fn push(&mut self, choice: Choice) -> bool {
        let is_new = !self.by_key.contains_key(&*choice.key);
        if is_new {
            self.by_key.insert(choice.key.to_string(), Value::from(self.list.len()));
            self.list.push(choice);
        }
        is_new
    }

    /// The choices.
    #[must_use]
    pub fn as_slice(&self) -> &[Choice] {
        &self.list
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// Reads the list that is the property `name`, which must have something in it.
    pub(crate) fn read(reader: &mut Reader<'_, '_>, name: &'static str) -> Self {
        let there = reader.take(name).is_some();
        let choices = Self::read_optional(reader, name);
        if !there {
            reader.refuse(name, DefinitionReason::Missing);
        } else if choices.list.is_empty() && reader.list(name).is_empty() {
            reader.refuse(name, DefinitionReason::Empty);
        }
        choices
    }

    /// Reads the list that is the property `name`; without it there are no choices.
    pub(crate) fn read_optional(reader: &mut Reader<'_, '_>, name: &'static str) -> Self {
        let items = reader.list(name);
        let before = reader.survey.choices;
        reader.survey.choices += items.len();
        if before <= MAX_CHOICES && reader.survey.choices > MAX_CHOICES {
            let what = "choices, rows and columns";
            reader.survey.refuse("$", DefinitionReason::TooMany { max: MAX_CHOICES, what });
        }
        let mut choices = Self::default();
        for (index, item) in items.iter().take(MAX_CHOICES).enumerate() {
            let path = format!("{}[{index}]", reader.at(name));
            let Some(choice) = read_choice(item, &path, reader) else { continue };
            if !choices.push(choice) {
                reader.survey.refuse(&path, DefinitionReason::ValueTwice);
            }
        }
        choices
    }

    /// The choices as they stand in a definition.
    pub(crate) fn to_json(&self) -> Value {
        Value::Array(self.list.iter().map(Choice::to_json).collect())
    }

    /// The value of the choice that a JSON value names. 1 and 1.0 are the same, 1 and "1" are not.
    pub(crate) fn check(&self, value: &Value) -> Result<Value, AnswerReason> {
        let scalar = Scalar::from_json(value).ok_or(AnswerReason::WrongType(Shape::Scalar))?;
        let found = self.by_key(&scalar.to_string()).filter(|choice| choice.value == scalar);
        Ok(found.ok_or(AnswerReason::NotAChoice)?.value.to_json())
    }

    /// The value of the choice that a form field names.
    pub(crate) fn chosen(&self, key: &str) -> Result<Value, AnswerReason> {
        Ok(self.by_key(key).ok_or(AnswerReason::NotAChoice)?.value.to_json())
    }

    pub(crate) fn by_key(&self, key: &str) -> Option<&Choice> {
        let index = usize::try_from(self.by_key.get(key)?.as_u64()?).ok()?;
        self.list.get(index)
    }
}

fn read_choice(item: &Value, path: &str, reader: &mut Reader<'_, '_>) -> Option<Choice> {
    if !item.is_object() {
        let value = read_value(item);
        if value.is_none() {
            reader.survey.refuse(path, DefinitionReason::Value);
        }
        return value.map(|value| Choice::new(value, LocalizedText::default()));
    }
    let mut inner = Reader::new(item, path.to_owned(), reader.survey)?;
    let given = inner.take("value");
    let text = inner.text("text");
    let value = given.and_then(read_value);
    match given {
        None => inner.refuse("value", DefinitionReason::Missing),
        Some(_) if value.is_none() => inner.refuse("value", DefinitionReason::Value),
        Some(_) => {}
    }
    inner.finish();
    value.map(|value| Choice::new(value, text))
}

/// A value that a form field can carry there and back. SurveyJS takes what follows a `|` for the
/// choice's text, so that is refused before it means two things.
pub(crate) fn read_value(value: &Value) -> Option<Scalar> {
    let scalar = Scalar::from_json(value)?;
    let keepable = match &scalar {
        Scalar::Text(text) => {
            (1..=MAX_VALUE_BYTES).contains(&text.len())
                && !text.chars().any(|c| c.is_control() || c == '|')
                && !text.trim().is_empty()
        }
        Scalar::Number(_) | Scalar::Boolean(_) => true,
    };
    keepable.then_some(scalar)
}
