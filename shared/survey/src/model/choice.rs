//! Choices: of questions that offer some, and the rows and columns of a matrix.

use expression::Expression;
use serde_json::{Map, Value};

use crate::{Locale, LocalizedText};
use crate::scalar::{Number, Scalar};

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
    /// `isExclusive`, of a matrix's column: chosen, it is the only one of its row.
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
    /// What respondents read.
    #[must_use]
    pub fn label(&self, locale: &Locale) -> &str {
        self.text.pick_some(locale).unwrap_or(&self.key)
    }
}

impl Choices {
    /// The choices.
    #[must_use]
    pub fn as_slice(&self) -> &[Choice] {
        &self.list
    }
}
