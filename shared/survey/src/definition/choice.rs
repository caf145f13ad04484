//! Questions with choices.

use serde_json::{Number, Value};

use super::reader::{Limits, Reader};
use super::{DefinitionReason, LocalizedText};

/// What is kept when a choice is chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum ChoiceValue {
    /// Text.
    Text(String),
    /// A number.
    Number(Number),
    /// True or false.
    Bool(bool),
}

impl ChoiceValue {
    pub(super) fn from_json(value: &Value) -> Option<Self> {
        match value {
            Value::String(text) if !text.is_empty() => Some(Self::Text(text.clone())),
            Value::Number(number) => Some(Self::Number(number.clone())),
            Value::Bool(yes) => Some(Self::Bool(*yes)),
            Value::String(_) | Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }

    /// As it is kept.
    #[must_use]
    pub fn to_json(&self) -> Value {
        match self {
            Self::Text(text) => Value::String(text.clone()),
            Self::Number(number) => Value::Number(number.clone()),
            Self::Bool(yes) => Value::Bool(*yes),
        }
    }

    /// As it stands in a form.
    #[must_use]
    pub fn form_value(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Bool(yes) => yes.to_string(),
        }
    }
}

/// A choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What is kept when it is chosen.
    pub value: ChoiceValue,
    /// What it says; its value, if it says nothing else.
    pub text: Option<LocalizedText>,
}

impl Choice {
    /// What it says in `language`.
    #[must_use]
    pub fn label(&self, language: &str) -> String {
        match &self.text {
            Some(text) => text.pick(language).to_owned(),
            None => self.value.form_value(),
        }
    }

    pub(super) fn list(
        reader: &mut Reader<'_>,
        name: &'static str,
        limits: &mut Limits,
    ) -> Vec<Self> {
        let choices: Vec<_> =
            reader.choices(name).into_iter().map(|(value, text)| Self { value, text }).collect();
        limits.count_choices(choices.len());
        if choices.is_empty() {
            reader.refuse(name, DefinitionReason::Empty);
        }
        choices
    }
}

/// One of several: `radiogroup` and `dropdown`.
#[derive(Clone, Debug, PartialEq)]
pub struct SingleChoice {
    /// What there is to choose from.
    pub choices: Vec<Choice>,
    /// What a dropdown says before anything is chosen.
    pub placeholder: Option<LocalizedText>,
}

impl SingleChoice {
    pub(super) fn radiogroup(reader: &mut Reader<'_>, limits: &mut Limits) -> Self {
        Self { choices: Choice::list(reader, "choices", limits), placeholder: None }
    }

    pub(super) fn dropdown(reader: &mut Reader<'_>, limits: &mut Limits) -> Self {
        let choices = Choice::list(reader, "choices", limits);
        Self { choices, placeholder: reader.words("placeholder") }
    }
}

/// Any number of several: `checkbox`.
#[derive(Clone, Debug, PartialEq)]
pub struct MultipleChoice {
    /// What there is to choose from.
    pub choices: Vec<Choice>,
    /// How many must be chosen, if any are.
    pub at_least: Option<u32>,
    /// How many may be chosen.
    pub at_most: Option<u32>,
}

impl MultipleChoice {
    pub(super) fn read(reader: &mut Reader<'_>, limits: &mut Limits) -> Self {
        let choices = Choice::list(reader, "choices", limits);
        // SurveyJS's 0 means that there is no bound.
        let at_least = reader.count("minSelectedChoices").filter(|number| *number > 0);
        let at_most = reader.count("maxSelectedChoices").filter(|number| *number > 0);
        if matches!((at_least, at_most), (Some(least), Some(most)) if least > most) {
            reader.refuse("minSelectedChoices", DefinitionReason::EmptyRange);
        }
        Self { choices, at_least, at_most }
    }
}

/// All of several, in an order: `ranking`.
#[derive(Clone, Debug, PartialEq)]
pub struct RankingQuestion {
    /// What is put in order.
    pub choices: Vec<Choice>,
}

impl RankingQuestion {
    pub(super) fn read(reader: &mut Reader<'_>, limits: &mut Limits) -> Self {
        Self { choices: Choice::list(reader, "choices", limits) }
    }
}
