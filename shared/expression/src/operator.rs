//! Operators.

use core::cmp::Ordering;

use crate::compare::{equal, order};
use crate::evaluate::{Costly, Steps};
use crate::number;
use crate::value::Value;

/// Operators with one operand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Unary {
    /// `!a`, `negate a`.
    Not,
    /// `a empty`.
    Empty,
    /// `a notempty`.
    NotEmpty,
}

/// Operators with two operands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Binary {
    Or,
    And,
    LessOrEqual,
    GreaterOrEqual,
    Equal,
    NotEqual,
    Less,
    Greater,
    Arithmetic(Arithmetic),
    Contains,
    NotContains,
    AnyOf,
    AllOf,
    NoneOf,
}

/// Operators of arithmetic.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Arithmetic {
    Plus,
    Minus,
    Times,
    Over,
    Modulo,
    Power,
}

impl Arithmetic {
    const fn word(self) -> &'static str {
        match self {
            Self::Plus => "+",
            Self::Minus => "-",
            Self::Times => "*",
            Self::Over => "/",
            Self::Modulo => "%",
            Self::Power => "^",
        }
    }

    fn apply(self, a: Value, b: Value, steps: &Steps) -> Result<Value, Costly> {
        let (x, y) = (a.to_number(), b.to_number());
        Ok(match self {
            Self::Plus => return plus(a, b, steps),
            Self::Over | Self::Modulo if !b.is_true() => Value::Null,
            Self::Minus => Value::Number(number::sum(x, y, x - y)),
            Self::Times => Value::Number(number::product(x, y)),
            Self::Over => Value::Number(x / y),
            Self::Modulo => Value::Number(x % y),
            // To JavaScript, 1 to the power of what is no number is none.
            Self::Power if y.is_nan() => Value::Number(y),
            Self::Power => Value::Number(x.powf(y)),
        })
    }
}

impl Unary {
    const ALL: [Self; 3] = [Self::Not, Self::Empty, Self::NotEmpty];

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unary| unary.word() == word)
    }

    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Not => "not",
            Self::Empty => "empty",
            Self::NotEmpty => "notempty",
        }
    }

    pub(crate) fn apply(self, value: &Value) -> Value {
        Value::Boolean(match self {
            Self::Not => !value.is_true(),
            Self::Empty => value.is_empty(),
            Self::NotEmpty => !value.is_empty(),
        })
    }
}

impl Binary {
    const ALL: [Self; 19] = [
        Self::Or,
        Self::And,
        Self::LessOrEqual,
        Self::GreaterOrEqual,
        Self::Equal,
        Self::NotEqual,
        Self::Less,
        Self::Greater,
        Self::Arithmetic(Arithmetic::Plus),
        Self::Arithmetic(Arithmetic::Minus),
        Self::Arithmetic(Arithmetic::Times),
        Self::Arithmetic(Arithmetic::Over),
        Self::Arithmetic(Arithmetic::Modulo),
        Self::Arithmetic(Arithmetic::Power),
        Self::Contains,
        Self::NotContains,
        Self::AnyOf,
        Self::AllOf,
        Self::NoneOf,
    ];

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|binary| binary.word() == word)
    }

    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And => "and",
            Self::LessOrEqual => "<=",
            Self::GreaterOrEqual => ">=",
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::Greater => ">",
            Self::Arithmetic(arithmetic) => arithmetic.word(),
            Self::Contains => "contains",
            Self::NotContains => "notcontains",
            Self::AnyOf => "anyof",
            Self::AllOf => "allof",
            Self::NoneOf => "noneof",
        }
    }

    pub(crate) fn apply(self, a: Value, b: Value, steps: &Steps) -> Result<Value, Costly> {
        let truth = match self {
            Self::Or | Self::And => return Ok(self.choose(a, b)),
            Self::Arithmetic(arithmetic) => {
                let first = filled(a, &b);
                let second = filled(b, &first);
                return arithmetic.apply(first, second, steps);
            }
            Self::LessOrEqual => {
                equal(&a, &b, steps)? || order(&a, &b).is_some_and(Ordering::is_lt)
            }
            Self::GreaterOrEqual => {
                equal(&a, &b, steps)? || order(&a, &b).is_some_and(Ordering::is_gt)
            }
            Self::Equal => equal(&a, &b, steps)?,
            Self::NotEqual => !equal(&a, &b, steps)?,
            Self::Less => order(&a, &b).is_some_and(Ordering::is_lt),
            Self::Greater => order(&a, &b).is_some_and(Ordering::is_gt),
            Self::Contains => contains(&a, &b, true, steps)?,
            Self::NotContains => (!a.is_true() && !b.is_empty()) || contains(&a, &b, false, steps)?,
            Self::AnyOf => any_of(&a, &b, steps)?,
            Self::NoneOf => !any_of(&a, &b, steps)?,
            Self::AllOf => all_of(&a, &b, steps)?,
        };
        Ok(Value::Boolean(truth))
    }

    /// The operand that `and` and `or` give back.
    fn choose(self, a: Value, b: Value) -> Value {
        let first = filled(a, &b);
        let second = filled(b, &first);
        if first.is_true() == (self == Self::And) { second } else { first }
    }
}

/// What an operand counts as that is empty: nothing of the other's kind.
fn filled(value: Value, other: &Value) -> Value {
    if !value.is_empty() {
        return value;
    }
    match (&value, other) {
        (Value::Text(_), other) if !matches!(other, Value::Number(_)) => value,
        (_, Value::Text(_)) => Value::Text(String::new()),
        (_, Value::List(_)) => Value::List(Vec::new()),
        (
            Value::Null
            | Value::Boolean(_)
            | Value::Number(_)
            | Value::Moment(_)
            | Value::Text(_)
            | Value::List(_)
            | Value::Object(_),
            Value::Null
            | Value::Boolean(_)
            | Value::Number(_)
            | Value::Moment(_)
            | Value::Object(_),
        ) => Value::Number(0.0),
    }
}

fn plus(a: Value, b: Value, steps: &Steps) -> Result<Value, Costly> {
    Ok(match (a, b) {
        (Value::List(mut a), Value::List(b)) => {
            steps.take(a.len() + b.len())?;
            a.extend(b);
            Value::List(a)
        }
        (Value::List(list), Value::Text(text)) => joined(&list, "", &text, steps)?,
        (Value::Text(text), Value::List(list)) => joined(&list, &text, "", steps)?,
        (Value::List(list), Value::Number(number)) | (Value::Number(number), Value::List(list)) => {
            let sum = |sum, value: &Value| match value {
                Value::Number(number) => number::add(sum, *number),
                Value::Null
                | Value::Boolean(_)
                | Value::Text(_)
                | Value::Moment(_)
                | Value::List(_)
                | Value::Object(_) => sum,
            };
            let total = list.iter().fold(0.0, sum);
            Value::Number(number::add(total, number))
        }
        (a @ (Value::Text(_) | Value::Moment(_) | Value::List(_) | Value::Object(_)), b)
        | (a, b @ (Value::Text(_) | Value::Moment(_) | Value::List(_) | Value::Object(_))) => {
            let (a, b) = (a.to_text(), b.to_text());
            steps.take_bytes(a.len() + b.len())?;
            Value::Text(a + &b)
        }
        (a, b) => {
            let (a, b) = (a.to_number(), b.to_number());
            Value::Number(number::add(a, b))
        }
    })
}

fn joined(list: &[Value], before: &str, after: &str, steps: &Steps) -> Result<Value, Costly> {
    let texts: Vec<_> = list.iter().map(Value::to_text).collect();
    let text = format!("{before}{}{after}", texts.join(", "));
    steps.take_bytes(text.len())?;
    Ok(Value::Text(text))
}

/// Whether a list has all of some values, or a text another. With `wanted` false: whether it has
/// not.
fn contains(a: &Value, b: &Value, wanted: bool, steps: &Steps) -> Result<bool, Costly> {
    let text = match a {
        Value::List(list) if list.is_empty() => return Ok(!wanted),
        Value::List(list) => return Ok(has_all(list, b, steps)? == wanted),
        Value::Null => return Ok(false),
        Value::Text(text) if text.is_empty() => return Ok(false),
        Value::Number(number) if number.is_nan() => return Ok(false),
        Value::Text(_)
        | Value::Number(_)
        | Value::Boolean(_)
        | Value::Moment(_)
        | Value::Object(_) => a.to_text(),
    };
    if !b.is_true() {
        return Ok(false);
    }
    let part = b.to_text();
    steps.take_bytes(text.len() + part.len())?;
    Ok(text.to_lowercase().contains(&part.to_lowercase()) == wanted)
}

fn has_all(list: &[Value], wanted: &Value, steps: &Steps) -> Result<bool, Costly> {
    let one = core::slice::from_ref(wanted);
    let all = if let Value::List(all) = wanted { all.as_slice() } else { one };
    for value in all {
        let mut found = false;
        for item in list {
            if equal(item, value, steps)? {
                found = true;
                break;
            }
        }
        if !found {
            return Ok(false);
        }
    }
    Ok(true)
}

fn any_of(a: &Value, b: &Value, steps: &Steps) -> Result<bool, Costly> {
    match (a, b) {
        _ if a.is_empty() => Ok(b.is_empty()),
        _ if b.is_empty() => Ok(true),
        (Value::List(_), Value::List(any)) => {
            for value in any {
                if contains(a, value, true, steps)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        (Value::List(_), _) => contains(a, b, true, steps),
        _ => contains(b, a, true, steps),
    }
}

fn all_of(a: &Value, b: &Value, steps: &Steps) -> Result<bool, Costly> {
    if !a.is_true() && !b.is_empty() {
        return Ok(false);
    }
    let Value::List(all) = b else { return contains(a, b, true, steps) };
    for value in all {
        if !contains(a, value, true, steps)? {
            return Ok(false);
        }
    }
    Ok(true)
}
