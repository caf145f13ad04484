//! `boolean`: one of two.

use serde_json::{Map, Value};

use super::choice::{Choice, Choices};
use super::family::{Family, Written};
use super::only::Only;
use super::problem::DefinitionReason;
use super::reader::Reader;
use crate::LocalizedText;
use crate::answers::{AnswerReason, Shape};
use crate::form::Fields;
use crate::scalar::Scalar;

/// `boolean`: yes or no, or two other answers.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Boolean {
    /// What `true` is called; empty is "Yes".
    pub label_true: LocalizedText,
    /// What `false` is called; empty is "No".
    pub label_false: LocalizedText,
    /// The two values, in the order in which they stand on the page.
    pub choices: Choices,
    /// Which comes first.
    pub order: BooleanOrder,
}

/// Which of a boolean's two values comes first on the page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum BooleanOrder {
    /// Yes, then no.
    TrueFirst,
    /// No, then yes: `swapOrder`.
    FalseFirst,
}

impl Boolean {
    pub(crate) fn read(reader: &mut Reader<'_, '_>) -> Self {
        reader.only(&[("useTitleAsLabel", Only::Flag(false))]);
        let value_true = read_value(reader, "valueTrue").unwrap_or(Scalar::Boolean(true));
        let value_false = read_value(reader, "valueFalse").unwrap_or(Scalar::Boolean(false));
        if value_true.to_string() == value_false.to_string() {
            reader.refuse("valueFalse", DefinitionReason::ValueTwice);
        }
        let swapped = reader.flag("swapOrder").unwrap_or(false);
        let (label_true, label_false) = (reader.text("labelTrue"), reader.text("labelFalse"));
        let yes = Choice::new(value_true, label_true.clone());
        let no = Choice::new(value_false, label_false.clone());
        let (choices, order) = if swapped {
            ([no, yes], BooleanOrder::FalseFirst)
        } else {
            ([yes, no], BooleanOrder::TrueFirst)
        };
        Self { label_true, label_false, choices: Choices::new(choices), order }
    }

    fn value(&self, wanted: BooleanOrder) -> Option<&Scalar> {
        let choices = self.choices.as_slice();
        let choice = if self.order == wanted { choices.first() } else { choices.last() };
        choice.map(|choice| &choice.value)
    }

    /// What stands for `true`.
    #[must_use]
    pub fn value_true(&self) -> Option<&Scalar> {
        self.value(BooleanOrder::TrueFirst)
    }

    /// What stands for `false`.
    #[must_use]
    pub fn value_false(&self) -> Option<&Scalar> {
        self.value(BooleanOrder::FalseFirst)
    }
}

fn read_value(reader: &mut Reader<'_, '_>, name: &'static str) -> Option<Scalar> {
    let value = reader.take(name)?;
    let scalar = super::choice::read_value(value);
    if scalar.is_none() {
        reader.refuse(name, DefinitionReason::Value);
    }
    scalar
}

impl Family for Boolean {
    fn shape(&self) -> Shape {
        Shape::Scalar
    }

    fn check(&self, value: &Value) -> Result<Value, AnswerReason> {
        self.choices.check(value)
    }

    fn take_from(&self, name: &str, fields: &mut Fields) -> Result<Option<Value>, AnswerReason> {
        fields.take(name)?.map(|key| self.choices.chosen(&key)).transpose()
    }
}

impl Written for Boolean {
    fn write(&self, members: &mut Map<String, Value>) {
        let texts = [("labelTrue", &self.label_true), ("labelFalse", &self.label_false)];
        for (name, text) in texts {
            members.extend(text.to_json().map(|text| (name.to_owned(), text)));
        }
        for (name, value, default) in
            [("valueTrue", self.value_true(), true), ("valueFalse", self.value_false(), false)]
        {
            let value = value.filter(|value| **value != Scalar::Boolean(default));
            members.extend(value.map(|value| (name.to_owned(), value.to_json())));
        }
        match self.order {
            BooleanOrder::TrueFirst => {}
            BooleanOrder::FalseFirst => {
                members.insert("swapOrder".to_owned(), Value::Bool(true));
            }
        }
    }
}
