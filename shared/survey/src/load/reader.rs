//! Takes what is needed out of a compiled definition's JSON.

use expression::Expression;
use serde_json::{Map, Value};

use crate::LocalizedText;
use crate::model::{Choice, Choices, Presence};
use crate::scalar::{Number, Scalar};

/// The whole of a compiled definition.
pub(super) struct Loader<'a> {
    members: &'a Map<String, Value>,
    trees: Option<&'a Map<String, Value>>,
    max_text_units: Option<u32>,
}

impl<'a> Loader<'a> {
    pub(super) fn new(compiled: &'a Value) -> Option<Self> {
        let members = compiled.as_object()?;
        let trees = compiled.pointer("/nordsvar/trees").and_then(Value::as_object);
        let mut loader = Self { members, trees, max_text_units: None };
        loader.max_text_units = loader.survey().count("maxTextLength").filter(|units| *units > 0);
        Some(loader)
    }

    pub(super) fn survey(&self) -> Reader<'_> {
        Reader { members: Some(self.members), loader: self }
    }
}

/// One object of a compiled definition; one that is not there has nothing in it.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    members: Option<&'a Map<String, Value>>,
    loader: &'a Loader<'a>,
}

impl<'a> Reader<'a> {
    /// The same definition's reader for an object that was put together from it.
    pub(super) fn with<'b>(&'b self, members: &'b Map<String, Value>) -> Reader<'b> {
        Reader { members: Some(members), loader: self.loader }
    }

    /// A copy of the object's members.
    pub(super) fn copy(&self) -> Map<String, Value> {
        self.members.cloned().unwrap_or_default()
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a Value> {
        self.members?.get(name)
    }

    /// A value; null if it is not there.
    pub(super) fn value(&self, name: &str) -> Value {
        self.get(name).cloned().unwrap_or_default()
    }

    /// An object.
    pub(super) fn object(&self, name: &str) -> Self {
        Self { members: self.get(name).and_then(Value::as_object), loader: self.loader }
    }

    /// The values of a list.
    pub(super) fn values(&self, name: &str) -> &'a [Value] {
        self.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
    }

    /// The objects of a list.
    pub(super) fn list(&self, name: &str) -> Vec<Self> {
        let loader = self.loader;
        let items = self.values(name).iter();
        items.map(|item| Self { members: item.as_object(), loader }).collect()
    }

    /// Whether something is true that is not, where nothing is said.
    pub(super) fn flag(&self, name: &str) -> bool {
        self.get(name).and_then(Value::as_bool) == Some(true)
    }

    /// Whether something is true that is, where nothing is said.
    pub(super) fn unless_off(&self, name: &str) -> bool {
        self.get(name).and_then(Value::as_bool) != Some(false)
    }

    pub(super) fn presence(&self, name: &str) -> Presence {
        if self.flag(name) { Presence::Required } else { Presence::Optional }
    }

    /// A word, empty if it is not there.
    pub(super) fn word(&self, name: &str) -> &'a str {
        self.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    pub(super) fn string(&self, name: &str) -> Option<Box<str>> {
        Some(self.word(name)).filter(|text| !text.is_empty()).map(Into::into)
    }

    /// The texts of a list.
    pub(super) fn strings(&self, name: &str) -> Vec<Box<str>> {
        self.values(name).iter().filter_map(Value::as_str).map(Into::into).collect()
    }

    pub(super) fn text(&self, name: &str) -> LocalizedText {
        LocalizedText::from_json(self.get(name))
    }

    /// A number, which may be written as a text.
    pub(super) fn number(&self, name: &str) -> Option<Number> {
        let value = self.get(name)?;
        value.as_str().map_or_else(|| Number::from_json(value), Number::from_text)
    }

    /// A whole number that is not negative.
    pub(super) fn count(&self, name: &str) -> Option<u32> {
        let number = self.number(name)?.to_json();
        u32::try_from(number.as_u64()?).ok()
    }

    /// A whole number above 0.
    pub(super) fn bound(&self, name: &str) -> Option<u32> {
        self.count(name).filter(|count| *count > 0)
    }

    /// `maxLength`: -1 is the survey's own bound, 0 is none.
    pub(super) fn max_units(&self) -> Option<u32> {
        match self.number("maxLength") {
            Some(length) if length.value() >= 0.0 => self.bound("maxLength"),
            Some(_) | None => self.loader.max_text_units,
        }
    }

    /// An expression that was read when the definition was compiled.
    pub(super) fn expression(&self, name: &str) -> Option<Expression> {
        let text = self.word(name);
        let tree = self.loader.trees?.get(text)?;
        Expression::from_json(text, tree)
    }

    /// The choices of a list.
    pub(super) fn choices(&self, name: &str) -> Choices {
        let mut choices = Choices::default();
        for item in self.values(name) {
            let loader = self.loader;
            let reader = Self { members: item.as_object(), loader };
            let value = reader.get("value").unwrap_or(item);
            if let Some(value) = Scalar::from_json(value) {
                choices.push(reader.choice(value));
            }
        }
        choices
    }

    fn choice(&self, value: Scalar) -> Choice {
        Choice {
            visible_if: self.expression("visibleIf"),
            enable_if: self.expression("enableIf"),
            image: self.text("imageLink"),
            exclusive: self.flag("isExclusive"),
            score: self.object("nordsvar").number("score"),
            ..Choice::new(value, self.text("text"))
        }
    }
}

/// Adds the numbers from a minimum to a maximum.
pub(super) fn add_range(choices: &mut Choices, min: Number, max: Number, step: Number) {
    for steps in 0..MAX_RANGE {
        match min.stepped(steps, step).filter(|value| *value <= max) {
            Some(value) => {
                choices.push(Choice::new(Scalar::Number(value), LocalizedText::default()))
            }
            None => return,
        };
    }
}

/// The most numbers of a range.
const MAX_RANGE: u32 = 10_000;
