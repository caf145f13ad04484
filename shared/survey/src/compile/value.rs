//! Values of properties that are not objects.

use serde_json::{Map, Value};

use super::compiler::Compiler;
use super::problem::DefinitionReason;
use super::theme::{COLOUR, Colour};
use super::vocabulary::Constant;
use super::walk::member;
use super::{links, markup};
use crate::scalar::{Number, Scalar};
use crate::{Locale, moment};

/// The longest text value of a choice, in bytes.
const MAX_VALUE_BYTES: usize = 1000;

/// What a text for people is besides a text.
#[derive(Clone, Copy)]
pub(super) enum Written {
    Text,
    Markup,
    Link,
    Picture,
}

impl Written {
    fn check(self, text: &str) -> Result<(), DefinitionReason> {
        match self {
            Self::Text => Ok(()),
            Self::Markup => markup::check(text).map_err(|why| DefinitionReason::Markup { why }),
            Self::Link if links::is_link(text) => Ok(()),
            Self::Link => Err(DefinitionReason::Address { wanted: links::LINK }),
            Self::Picture if links::is_picture(text) => Ok(()),
            Self::Picture => Err(DefinitionReason::Address { wanted: links::PICTURE }),
        }
    }
}

impl Compiler {
    /// Gives a value that was found, or says what it had to be.
    fn wanted(&mut self, found: Option<Value>, at: &str, wanted: &'static str) -> Option<Value> {
        if found.is_none() {
            self.refuse(at, DefinitionReason::WrongType { wanted });
        }
        found
    }

    pub(super) fn flag(&mut self, value: &Value, at: &str) -> Option<Value> {
        self.wanted(value.as_bool().map(Value::from), at, "true or false")
    }

    /// A number; SurveyJS's own editor writes some as texts.
    pub(super) fn number(&mut self, value: &Value, at: &str) -> Option<Value> {
        self.wanted(number(value).map(Number::to_json), at, "a number")
    }

    pub(super) fn count(&mut self, value: &Value, at: &str, min: i32, max: i32) -> Option<Value> {
        // 3.0 is the whole number 3 to SurveyJS.
        let whole = Number::from_json(value).map(Number::to_json).filter(Value::is_i64);
        let whole = self.wanted(whole, at, "a whole number")?;
        let (min, max) = (i64::from(min), i64::from(max));
        if whole.as_i64().is_some_and(|count| (min..=max).contains(&count)) {
            return Some(whole);
        }
        self.refuse(at, DefinitionReason::OutOfRange { min, max });
        None
    }

    /// A colour, in the one way in which it is written.
    pub(super) fn colour(&mut self, value: &Value, at: &str) -> Option<Value> {
        let colour = value.as_str().and_then(|text| text.parse::<Colour>().ok());
        if colour.is_none() {
            self.refuse(at, DefinitionReason::Colour { wanted: COLOUR });
        }
        colour.map(|colour| Value::from(colour.to_string()))
    }

    pub(super) fn string<'v>(&mut self, value: &'v Value, at: &str) -> Option<&'v str> {
        if !value.is_string() {
            self.refuse(at, DefinitionReason::WrongType { wanted: "a text" });
        }
        value.as_str()
    }

    pub(super) fn word(&mut self, value: &Value, at: &str, words: &[&str]) -> Option<Value> {
        let word = self.string(value, at)?;
        if words.contains(&word) {
            return Some(Value::from(word));
        }
        let reason = if word == "password" {
            DefinitionReason::Password
        } else {
            DefinitionReason::NotAWord { wanted: words.join(", ") }
        };
        self.refuse(at, reason);
        None
    }

    pub(super) fn one_of(
        &mut self,
        value: &Value,
        at: &str,
        values: &[(Constant, Constant)],
    ) -> Option<Value> {
        let found = values.iter().find(|(given, _)| given.to_json() == *value);
        if found.is_none() {
            let wanted: Vec<_> = values.iter().map(|(given, _)| plain(*given)).collect();
            self.refuse(at, DefinitionReason::NotAWord { wanted: wanted.join(", ") });
        }
        found.map(|(_, meaning)| meaning.to_json())
    }

    pub(super) fn only(&mut self, value: &Value, at: &str, values: &[Constant]) -> Option<Value> {
        if values.iter().any(|known| known.to_json() == *value) {
            return Some(value.clone());
        }
        let only: Vec<_> = values.iter().map(|value| value.to_json().to_string()).collect();
        self.refuse(at, DefinitionReason::OnlyValue { only: only.join(" or ") });
        None
    }

    pub(super) fn list<'v>(&mut self, value: &'v Value, at: &str) -> &'v [Value] {
        if !value.is_array() {
            self.refuse(at, DefinitionReason::WrongType { wanted: "a list" });
        }
        value.as_array().map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn scalar(&mut self, value: &Value, at: &str) -> Option<Value> {
        let scalar = (!value.is_array() && !value.is_object()).then(|| value.clone());
        self.wanted(scalar, at, "a text, a number, true or false")
    }

    /// A language; none at all is English, as in SurveyJS.
    pub(super) fn locale(&mut self, value: &Value, at: &str) -> Option<Value> {
        let word = self.string(value, at).filter(|word| !word.is_empty() && *word != "default")?;
        let locale = word.parse::<Locale>().ok();
        if locale.is_none() {
            self.refuse(at, DefinitionReason::NotALanguage);
        }
        locale.map(|locale| Value::from(locale.as_str()))
    }

    /// A moment, whatever clock it is read from.
    pub(super) fn moment(&mut self, value: &Value, at: &str) -> Option<Value> {
        let moment = value.as_str().filter(|text| moment::unix_millis(text).is_some());
        let wanted = "a moment with its offset, such as 2026-11-23T19:50:00+01:00";
        self.wanted(moment.map(Value::from), at, wanted)
    }

    /// The value of a choice, which a form field can carry there and back. SurveyJS takes what
    /// follows a `|` for the choice's text, so that is refused before it means two things.
    pub(super) fn choice_value(&mut self, value: &Value, at: &str) -> Option<Scalar> {
        let scalar = Scalar::from_json(value).filter(|scalar| match scalar {
            Scalar::Text(text) => {
                (1..=MAX_VALUE_BYTES).contains(&text.len())
                    && !text.chars().any(|c| c.is_control() || c == '|')
                    && !text.trim().is_empty()
            }
            Scalar::Number(_) | Scalar::Boolean(_) => true,
        });
        if scalar.is_none() {
            self.refuse(at, DefinitionReason::Value);
        }
        scalar
    }

    /// A text for people, in one or more languages.
    pub(super) fn text(&mut self, value: &Value, at: &str, written: Written) -> Option<Value> {
        let text = self.languages_of(value, at, written)?;
        match written {
            Written::Text | Written::Markup => self.saw_text(at, &text),
            Written::Link | Written::Picture => {}
        }
        Some(text)
    }

    fn languages_of(&mut self, value: &Value, at: &str, written: Written) -> Option<Value> {
        match value {
            Value::String(text) => {
                self.saw_default();
                self.written(text, at, written).then(|| value.clone())
            }
            Value::Object(members) if !members.is_empty() => {
                let texts = self.languages(members, at, written);
                let default = texts.contains_key("default");
                if default {
                    self.saw_default();
                }
                self.saw_locales(&texts, default);
                match texts.get("default") {
                    Some(text) if texts.len() == 1 => Some(text.clone()),
                    Some(_) | None => Some(Value::Object(texts)),
                }
            }
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::Array(_)
            | Value::Object(_) => {
                self.wanted(None, at, "a text, or an object of texts by language")
            }
        }
    }

    fn languages(
        &mut self,
        members: &Map<String, Value>,
        at: &str,
        written: Written,
    ) -> Map<String, Value> {
        let mut texts = Map::new();
        for (key, value) in members {
            let at = member(at, key);
            let tag = if key == "default" {
                Some(key.clone())
            } else {
                key.parse::<Locale>().ok().map(String::from)
            };
            let Some(text) = self.string(value, &at) else { continue };
            let Some(tag) = tag else {
                self.refuse(&at, DefinitionReason::NotALanguage);
                continue;
            };
            if self.written(text, &at, written) {
                texts.insert(tag, value.clone());
            }
        }
        texts
    }

    fn written(&mut self, text: &str, at: &str, written: Written) -> bool {
        match written.check(text) {
            Ok(()) => true,
            Err(reason) => {
                self.refuse(at, reason);
                false
            }
        }
    }
}

/// The number that a value is, or that its text is.
pub(super) fn number(value: &Value) -> Option<Number> {
    value.as_str().map_or_else(|| Number::from_json(value), Number::from_text)
}

fn plain(value: Constant) -> String {
    match value {
        Constant::Word(word) => word.to_owned(),
        Constant::Flag(_) | Constant::Number(_) => value.to_json().to_string(),
    }
}
