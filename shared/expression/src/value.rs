//! Values as expressions have them.

use serde_json::{Map, Value as Json};

use crate::date;
use crate::number;

/// A value: JSON's, and moments.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing: no answer, or what has no value.
    Null,
    /// True or false.
    Boolean(bool),
    /// A number; what is no number is NaN, as in JavaScript.
    Number(f64),
    /// A text.
    Text(String),
    /// Milliseconds since 1970 in UTC; NaN is no moment.
    Moment(f64),
    /// A list.
    List(Vec<Self>),
    /// Members in the order of their names.
    Object(Vec<(String, Self)>),
}

impl Value {
    /// The value that JSON has.
    #[must_use]
    pub fn from_json(json: &Json) -> Self {
        match json {
            Json::Null => Self::Null,
            Json::Bool(truth) => Self::Boolean(*truth),
            Json::Number(number) => number.as_f64().map_or(Self::Null, Self::Number),
            Json::String(text) => Self::Text(text.clone()),
            Json::Array(items) => Self::List(items.iter().map(Self::from_json).collect()),
            Json::Object(members) => Self::from_members(members),
        }
    }

    pub(crate) fn from_members(members: &Map<String, Json>) -> Self {
        let member = |(name, value): (&String, &Json)| (name.clone(), Self::from_json(value));
        Self::Object(members.iter().map(member).collect())
    }

    /// The value as JSON: whole numbers without a fraction, moments as `2026-11-24` or
    /// `2026-11-24T19:50:00Z`, NaN and infinities as null.
    #[must_use]
    pub fn to_json(&self) -> Json {
        match self {
            Self::Null => Json::Null,
            Self::Boolean(truth) => Json::Bool(*truth),
            Self::Number(number) => number::to_json(*number),
            Self::Text(text) => Json::String(text.clone()),
            Self::Moment(at) => date::write(*at).map_or(Json::Null, Json::String),
            Self::List(items) => Json::Array(items.iter().map(Self::to_json).collect()),
            Self::Object(members) => {
                // One by one: to collect them would sort them first.
                let mut object = Map::new();
                for (name, value) in members {
                    object.insert(name.clone(), value.to_json());
                }
                Json::Object(object)
            }
        }
    }

    /// Whether it is no answer: nothing, an empty text, a list or an object of nothing. False and
    /// 0 are answers.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Boolean(_) | Self::Moment(_) => false,
            Self::Number(number) => number.is_nan(),
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Object(members) => members.iter().all(|(_, value)| value.is_empty()),
        }
    }

    /// Whether a condition with this result holds, as JavaScript has it.
    #[must_use]
    pub fn is_true(&self) -> bool {
        match self {
            Self::Null => false,
            Self::Boolean(truth) => *truth,
            Self::Number(number) => *number != 0.0 && !number.is_nan(),
            Self::Text(text) => !text.is_empty(),
            Self::Moment(_) | Self::List(_) | Self::Object(_) => true,
        }
    }

    /// The value as text.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Boolean(truth) => truth.to_string(),
            Self::Number(number) => number::to_text(*number),
            Self::Text(text) => text.clone(),
            Self::Moment(at) => date::write(*at).unwrap_or_default(),
            Self::List(items) => {
                let texts: Vec<_> = items.iter().map(Self::to_text).collect();
                texts.join(",")
            }
            Self::Object(_) => "[object Object]".to_owned(),
        }
    }

    /// The number that JavaScript makes of it; NaN if it makes none.
    pub(crate) fn to_number(&self) -> f64 {
        match self {
            Self::Null => 0.0,
            Self::Boolean(truth) => f64::from(u8::from(*truth)),
            Self::Number(number) | Self::Moment(number) => *number,
            Self::Text(text) => number::of_plain(text),
            Self::List(_) => number::of_plain(&self.to_text()),
            Self::Object(_) => f64::NAN,
        }
    }

    /// What a variable with this value counts as: a text that is a number or a truth is one. Texts
    /// with leading zeros, and those of more than 15 digits, are codes and stay texts.
    pub(crate) fn converted(self) -> Self {
        let Self::Text(text) = self else { return self };
        if text.eq_ignore_ascii_case("true") {
            return Self::Boolean(true);
        }
        if text.eq_ignore_ascii_case("false") {
            return Self::Boolean(false);
        }
        let number = number::of_text(&text);
        if number.is_nan() || is_code(&text) { Self::Text(text) } else { Self::Number(number) }
    }
}

/// Whether a text begins with a zero that a number would not have.
fn is_code(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('0') else { return false };
    !rest.is_empty() && !rest.starts_with(['.', ',', 'x'])
}
