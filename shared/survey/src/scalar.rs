//! Plain values: the numbers, texts and booleans that choices stand for.

use core::cmp::Ordering;
use core::fmt;

use expression::{plain_number, to_fixed};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::StrictJson;

/// A finite number as JavaScript has them: an IEEE 754 double, in which 1 and 1.0 are the same.
#[derive(Clone, Copy, Debug, Default)]
pub struct Number(f64);

impl Number {
    /// The number, if it is finite.
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        // Adding zero makes a negative zero the only zero there is.
        if value.is_finite() { Some(Self(value + 0.0)) } else { None }
    }

    /// The number that a JSON value is.
    #[must_use]
    pub fn from_json(value: &Value) -> Option<Self> {
        value.as_f64().and_then(Self::new)
    }

    /// The number that a text is, as an HTML number field has it (HTML, section 2.3.4.3).
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let text = text.trim();
        let (sign, digits) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
        let plain = digits
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
        if !plain || !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            return None;
        }
        // JSON has no number that begins with its point, nor with a zero before another digit.
        let rest = digits.trim_start_matches('0');
        let zero = if rest.starts_with(|c: char| c.is_ascii_digit()) { "" } else { "0" };
        let json = StrictJson::from_slice(format!("{sign}{zero}{rest}").as_bytes()).ok()?;
        Self::from_json(json.value())
    }

    /// Its value.
    #[must_use]
    pub const fn value(self) -> f64 {
        self.0
    }

    /// The number as JSON; a whole number is written as one.
    #[must_use]
    pub fn to_json(self) -> Value {
        let written = self.to_string();
        let whole = written.parse::<i64>().map(Value::from);
        let whole = whole.or_else(|_| written.parse::<u64>().map(Value::from));
        whole.unwrap_or_else(|_| Value::from(self.0))
    }

    /// The number that lies `steps` times `step` above this one, without the dust that adding
    /// decimal fractions leaves.
    pub(crate) fn stepped(self, steps: u32, step: Self) -> Option<Self> {
        let decimals = self.decimals().max(step.decimals());
        let sum = self.0 + f64::from(steps) * step.0;
        Self::new(to_fixed(sum, decimals))
    }

    /// Whether this lies a whole number of steps from `base`.
    pub(crate) fn is_step(self, base: Self, step: Self) -> bool {
        let steps = (self.0 - base.0) / step.0;
        // A double has about 15 digits; what differs in the last of them is the same number.
        (steps - steps.round()).abs() <= 1e-9 * steps.abs().max(1.0)
    }

    fn decimals(self) -> u32 {
        let written = self.to_string();
        let digits = written.split_once('.').map_or(0, |(_, part)| part.len());
        u32::try_from(digits).unwrap_or(u32::MAX)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&plain_number(self.0))
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_json().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(deserializer)?;
        Self::new(value).ok_or_else(|| D::Error::custom("not a finite number"))
    }
}

/// What a choice stands for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Scalar {
    /// A text.
    Text(Box<str>),
    /// A number.
    Number(Number),
    /// True or false.
    Boolean(bool),
}

impl Scalar {
    /// The scalar that a JSON value is; lists, objects and null are none.
    #[must_use]
    pub fn from_json(value: &Value) -> Option<Self> {
        match value {
            Value::String(text) => Some(Self::Text(text.as_str().into())),
            Value::Number(_) => Number::from_json(value).map(Self::Number),
            Value::Bool(truth) => Some(Self::Boolean(*truth)),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }

    /// The scalar as JSON.
    #[must_use]
    pub fn to_json(&self) -> Value {
        match self {
            Self::Text(text) => Value::from(&**text),
            Self::Number(number) => number.to_json(),
            Self::Boolean(truth) => Value::from(*truth),
        }
    }
}

/// The scalar as it stands in a form field.
impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => number.fmt(f),
            Self::Boolean(truth) => truth.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_fields() {
        for (text, want) in [
            ("5", Some("5")),
            (" 5 ", Some("5")),
            ("-0", Some("0")),
            (".5", Some("0.5")),
            ("1e3", Some("1000")),
            ("1e400", None),
            ("inf", None),
            ("NaN", None),
            ("+5", None),
            ("1,5", None),
            ("0x10", None),
            ("", None),
        ] {
            let got = Number::from_text(text).map(|number| number.to_json().to_string());
            assert_eq!(got.as_deref(), want, "{text}");
        }
    }

    #[test]
    fn one_is_one() {
        let read = |json: &str| Number::from_json(&serde_json::from_str(json).unwrap()).unwrap();
        assert_eq!(read("1"), read("1.0"));
        assert_eq!(read("-0.0"), read("0"));
        assert_eq!(read("1.0").to_json().to_string(), "1");
        assert_eq!(read("9007199254740993").to_json().to_string(), "9007199254740992");
        assert_eq!(read("1e300").to_json().as_f64(), Some(1e300));
    }

    #[test]
    fn steps() {
        let number = |value| Number::new(value).unwrap();
        for (name, value, base, step, want) in [
            ("whole", 7.0, 1.0, 3.0, true),
            ("not whole", 8.0, 1.0, 3.0, false),
            ("fraction", 0.3, 0.0, 0.1, true),
            ("not that fraction", 0.35, 0.0, 0.1, false),
            ("below base", -4.0, 1.0, 5.0, true),
        ] {
            assert_eq!(number(value).is_step(number(base), number(step)), want, "{name}");
        }
        assert_eq!(number(0.1).stepped(2, number(0.1)), Some(number(0.3)));
    }
}
