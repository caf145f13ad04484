//! Expressions as trees.

use crate::function::Function;
use crate::operator::{Binary, Unary};
use crate::value::Value;

/// The deepest that a tree, and so its JSON, is nested.
pub(crate) const MAX_DEPTH: usize = 48;

/// The most parts of a tree.
pub(crate) const MAX_PARTS: usize = 1000;

/// An expression, or a part of one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tree {
    /// What stands for itself.
    Literal(Literal),
    /// `{name}`.
    Variable(Variable),
    /// `[a, b]`.
    List(Vec<Self>),
    /// `!a`, `a empty`.
    Unary(Unary, Box<Self>),
    /// `a + b + c`: an operator from the left on, with two operands or more.
    Chain(Binary, Vec<Self>),
    /// `sum(a, b)`.
    Call(Function, Vec<Self>),
}

/// What stands for itself. Lists are operations, and nobody can write an object or a moment.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Literal {
    Null,
    Boolean(bool),
    /// A finite one.
    Number(f64),
    Text(Box<str>),
}

impl Literal {
    pub(crate) fn value(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Boolean(truth) => Value::Boolean(*truth),
            Self::Number(number) => Value::Number(*number),
            Self::Text(text) => Value::Text(text.to_string()),
        }
    }
}

/// A name in braces.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Variable {
    pub(crate) name: Box<str>,
    pub(crate) conversion: Conversion,
}

/// Whether a text that is a number counts as one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Conversion {
    /// It does.
    Converted,
    /// It does not: `{#name}`.
    AsItIs,
}

impl Conversion {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Converted => "var",
            Self::AsItIs => "raw",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        [Self::Converted, Self::AsItIs].into_iter().find(|conversion| conversion.word() == word)
    }
}

impl Tree {
    /// Visits this and all that is in it.
    pub(crate) fn visit<'a>(&'a self, visit: &mut dyn FnMut(&'a Self)) {
        visit(self);
        match self {
            Self::Literal(_) | Self::Variable(_) => {}
            Self::Unary(_, inner) => inner.visit(visit),
            Self::Chain(_, items) | Self::List(items) | Self::Call(_, items) => {
                for item in items {
                    item.visit(visit);
                }
            }
        }
    }

    /// Whether it is of at most [`MAX_PARTS`] parts in at most `depth` levels.
    pub(crate) fn fits(&self, depth: usize, parts: &mut usize) -> bool {
        *parts += 1;
        let (Some(below), true) = (depth.checked_sub(1), *parts <= MAX_PARTS) else { return false };
        match self {
            Self::Literal(_) | Self::Variable(_) => true,
            Self::Unary(_, inner) => inner.fits(below, parts),
            Self::Chain(_, items) | Self::List(items) | Self::Call(_, items) => {
                items.iter().all(|item| item.fits(below, parts))
            }
        }
    }
}
