//! Expressions as trees.

use serde_json::{Value as Json, json};

use crate::function::Function;
use crate::operator::{Binary, Unary};
use crate::value::Value;

/// An expression, or a part of one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tree {
    /// What stands for itself.
    Literal(Value),
    /// `{name}`.
    Variable(Variable),
    /// `[a, b]`.
    List(Vec<Self>),
    /// `!a`, `a empty`.
    Unary(Unary, Box<Self>),
    /// `a + b`.
    Binary(Binary, Box<Self>, Box<Self>),
    /// `sum(a, b)`.
    Call(Function, Vec<Self>),
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

impl Tree {
    /// The tree as JSON: a list is an operation and what it is done to, all else is itself.
    pub(crate) fn to_json(&self) -> Json {
        let operation = |word: &str, parts: Vec<Json>| {
            Json::Array(core::iter::once(json!(word)).chain(parts).collect())
        };
        match self {
            Self::Literal(value) => value.to_json(),
            Self::Variable(Variable { name, conversion: Conversion::Converted }) => {
                operation("var", vec![json!(name)])
            }
            Self::Variable(Variable { name, conversion: Conversion::AsItIs }) => {
                operation("raw", vec![json!(name)])
            }
            Self::List(items) => operation("list", items.iter().map(Self::to_json).collect()),
            Self::Unary(unary, inner) => operation(unary.word(), vec![inner.to_json()]),
            Self::Binary(binary, left, right) => {
                operation(binary.word(), vec![left.to_json(), right.to_json()])
            }
            Self::Call(function, parameters) => {
                let words = core::iter::once(json!(function.word()));
                operation("call", words.chain(parameters.iter().map(Self::to_json)).collect())
            }
        }
    }

    /// Visits this and all that is in it.
    pub(crate) fn visit<'a>(&'a self, visit: &mut dyn FnMut(&'a Self)) {
        visit(self);
        match self {
            Self::Literal(_) | Self::Variable(_) => {}
            Self::Unary(_, inner) => inner.visit(visit),
            Self::Binary(_, left, right) => {
                left.visit(visit);
                right.visit(visit);
            }
            Self::List(items) | Self::Call(_, items) => {
                for item in items {
                    item.visit(visit);
                }
            }
        }
    }
}
