//! Functions.

mod array;
mod dates;
mod numbers;
mod questions;

use crate::evaluate::{Costly, Evaluation};
use crate::expression::Dependency;
use crate::tree::{Literal, Tree};
use crate::value::Value;

use array::OfRows;
use dates::OfMoments;
use numbers::OfNumbers;
use questions::OfQuestions;

/// An enum of functions with the names that SurveyJS gives them.
macro_rules! functions {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub(crate) enum $name {
            $($variant,)*
        }

        impl $name {
            /// The function with this name; case counts.
            pub(super) fn from_word(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)*
                    _ => None,
                }
            }

            pub(super) const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }
    };
}
use functions;

functions! {
    /// Functions of texts, and what is left.
    OfTexts {
        Iif "iif",
        Substring "substring",
        IsDisplayMode "isDisplayMode",
    }
}

/// A function.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Function {
    /// Of numbers.
    Numbers(OfNumbers),
    /// Of the rows of a list.
    Rows(OfRows),
    /// Of moments.
    Moments(OfMoments),
    /// Of texts, and what is left.
    Texts(OfTexts),
    /// Of what a survey asks.
    Questions(OfQuestions),
}

impl Function {
    /// The function with this name; case counts.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        let numbers = OfNumbers::from_word(word).map(Self::Numbers);
        let rows = || OfRows::from_word(word).map(Self::Rows);
        let moments = || OfMoments::from_word(word).map(Self::Moments);
        let texts = || OfTexts::from_word(word).map(Self::Texts);
        let questions = || OfQuestions::from_word(word).map(Self::Questions);
        numbers.or_else(rows).or_else(moments).or_else(texts).or_else(questions)
    }

    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Numbers(function) => function.word(),
            Self::Rows(function) => function.word(),
            Self::Moments(function) => function.word(),
            Self::Texts(function) => function.word(),
            Self::Questions(function) => function.word(),
        }
    }

    /// Whether it is one of rows, which may have a condition.
    pub(crate) const fn takes_condition(self) -> bool {
        matches!(self, Self::Rows(_))
    }

    /// What its value depends on beside those of its parameters.
    pub(crate) fn dependency(self, first: Option<&Tree>) -> Option<Dependency<'_>> {
        let name = match (self, first) {
            (Self::Numbers(_) | Self::Rows(_) | Self::Moments(_) | Self::Texts(_), _)
            | (Self::Questions(_), None) => return None,
            (Self::Questions(_), Some(Tree::Literal(Literal::Text(name)))) => name,
            (Self::Questions(_), Some(_)) => return Some(Dependency::Anything),
        };
        Some(if self == Self::Questions(OfQuestions::IsContainerReady) {
            Dependency::Container(name)
        } else {
            Dependency::Question(name)
        })
    }
}

/// What a call comes to.
pub(crate) fn call(
    function: Function,
    parameters: &[Tree],
    at: Evaluation<'_>,
) -> Result<Value, Costly> {
    match function {
        Function::Rows(function) => array::call(function, parameters, at),
        Function::Numbers(function) => Ok(numbers::call(function, &at.list(parameters)?)),
        Function::Texts(function) => Ok(text(function, &at.list(parameters)?)),
        Function::Questions(function) => Ok(questions::call(function, &at.list(parameters)?, at)),
        Function::Moments(function) => {
            let given = at.list(parameters)?;
            Ok(dates::call(function, &given, at.scope.now()).unwrap_or(Value::Null))
        }
    }
}

fn text(function: OfTexts, given: &[Value]) -> Value {
    match function {
        OfTexts::Iif => match given {
            [condition, yes, rest @ ..] => {
                let no = rest.first().cloned().unwrap_or(Value::Null);
                if condition.is_true() { yes.clone() } else { no }
            }
            [] | [_] => Value::Null,
        },
        OfTexts::Substring => Value::Text(match given {
            [Value::Text(text), start, rest @ ..] => substring(text, start, rest.first()),
            _ => String::new(),
        }),
        // Nobody only looks at a survey: a page can be answered.
        OfTexts::IsDisplayMode => Value::Boolean(false),
    }
}

/// The code units from `start` to before `end`, whichever comes first.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the length")]
fn substring(text: &str, start: &Value, end: Option<&Value>) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = units.len();
    let index = |value: &Value| {
        let number = crate::number::of_text(&value.to_text());
        let most = f64::from(u32::try_from(length).unwrap_or(u32::MAX));
        if number.is_nan() { None } else { Some(number.max(0.0).min(most) as usize) }
    };
    let Some(start) = index(start) else { return String::new() };
    let end = end.and_then(index).unwrap_or(length);
    let part = units.get(start.min(end)..start.max(end)).unwrap_or_default();
    String::from_utf16_lossy(part)
}
