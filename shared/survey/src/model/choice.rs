//! Choices: of questions that offer some, and the rows and columns of a matrix.

use expression::Expression;
use serde_json::{Map, Value};

use crate::scalar::{Number, Scalar};
use crate::{Locale, LocalizedText};

/// One choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What an answer holds when this is chosen.
    pub value: Scalar,
    /// The value as it stands in a form field; no two choices of a question share one.
    pub key: Box<str>,
    /// What respondents read, if it is not the value itself.
    pub text: LocalizedText,
    /// `visibleIf`.
    pub visible_if: Option<Expression>,
    /// `enableIf`.
    pub enable_if: Option<Expression>,
    /// `imageLink`, of an image picker.
    pub image: LocalizedText,
    /// `isExclusive`, of a checkbox and of a matrix's columns: chosen, it is the only one.
    pub exclusive: bool,
    /// `nordsvar.score`: what choosing it adds to the response's score.
    pub score: Option<Number>,
}

/// Choices in their order. None is there twice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    pub(crate) list: Vec<Choice>,
    /// Where in the list the choice with a key is.
    pub(crate) by_key: Map<String, Value>,
}

impl Choice {
    /// A choice with a value and a text, and nothing else.
    pub(crate) fn new(value: Scalar, text: LocalizedText) -> Self {
        Self {
            key: value.to_string().into(),
            value,
            text,
            visible_if: None,
            enable_if: None,
            image: LocalizedText::default(),
            exclusive: false,
            score: None,
        }
    }

    /// What respondents read.
    #[must_use]
    pub fn label(&self, locale: &Locale) -> &str {
        self.text.pick_some(locale).unwrap_or(&self.key)
    }
}

impl Choices {
    /// Adds a choice, unless there is one with its key; says whether it did.
    pub(crate) fn push(&mut self, choice: Choice) -> bool {
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

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The choice with this key.
    #[must_use]
    pub fn by_key(&self, key: &str) -> Option<&Choice> {
        let index = usize::try_from(self.by_key.get(key)?.as_u64()?).ok()?;
        self.list.get(index)
    }
}
