//! What an expression comes to.

use core::cell::Cell;

use crate::function;
use crate::operator::Binary;
use crate::tree::{Conversion, Tree, Variable};
use crate::value::Value;

/// The most steps that evaluating one expression takes: an operation is one, and so are the
/// comparison of two values and each 64 bytes of text.
pub const MAX_STEPS: usize = 200_000;

/// An expression would have taken more than [`MAX_STEPS`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("an expression takes too many steps")]
pub struct Costly;

/// What an expression can see.
pub trait Scope {
    /// The value that a name in braces has; [`crate::find`] and [`crate::find_in`] walk into
    /// objects and lists.
    ///
    /// `$question.property`, for the function `propertyValue` too, and `question-Comment`, for
    /// `getComment`, are such names.
    fn value(&self, name: &str) -> Option<Value>;

    /// The present moment, in milliseconds since 1970.
    fn now(&self) -> f64;

    /// What respondents read for a question's value, or for the value given: a text, but a value
    /// that is read as it is may keep its kind.
    fn display(&self, question: &str, value: Option<&Value>) -> Option<Value>;

    /// Whether all questions that are visible in a page, a panel or a dynamic panel are answered
    /// without a problem. With `index`: in this panel, from 0, of a dynamic panel. Of what there
    /// is not, none is.
    fn is_ready(&self, container: &str, index: Option<usize>) -> bool;
}

/// Steps that are left, for one expression or for many.
#[derive(Debug)]
pub struct Steps(Cell<usize>);

impl Steps {
    /// So many steps.
    #[must_use]
    pub const fn new(count: usize) -> Self {
        Self(Cell::new(count))
    }

    /// How many are left.
    #[must_use]
    pub const fn left(&self) -> usize {
        self.0.get()
    }

    pub(crate) fn take(&self, count: usize) -> Result<(), Costly> {
        self.0.set(self.0.get().checked_sub(count).ok_or(Costly)?);
        Ok(())
    }

    pub(crate) fn take_bytes(&self, bytes: usize) -> Result<(), Costly> {
        self.take(bytes / 64)
    }
}

/// A walk over a tree.
#[derive(Clone, Copy)]
pub(crate) struct Evaluation<'a> {
    pub(crate) scope: &'a dyn Scope,
    pub(crate) steps: &'a Steps,
}

impl Evaluation<'_> {
    pub(crate) fn value(self, tree: &Tree) -> Result<Value, Costly> {
        self.steps.take(1)?;
        match tree {
            Tree::Literal(literal) => Ok(literal.value()),
            Tree::Variable(variable) => self.variable(variable),
            Tree::List(items) => self.list(items).map(Value::List),
            Tree::Unary(unary, inner) => Ok(unary.apply(&self.value(inner)?)),
            Tree::Chain(binary, operands) => self.chain(*binary, operands),
            Tree::Call(function, parameters) => function::call(*function, parameters, self),
        }
    }

    fn chain(self, binary: Binary, operands: &[Tree]) -> Result<Value, Costly> {
        let mut result = Value::Null;
        for (index, operand) in operands.iter().enumerate() {
            // What follows changes nothing where the left is false: that is no empty value, which
            // would take its kind from the right.
            if binary == Binary::And && result == Value::Boolean(false) {
                break;
            }
            let operand = self.value(operand)?;
            result =
                if index == 0 { operand } else { binary.apply(result, operand, self.steps)? };
        }
        Ok(result)
    }

    pub(crate) fn list(self, items: &[Tree]) -> Result<Vec<Value>, Costly> {
        items.iter().map(|item| self.value(item)).collect()
    }

    fn variable(self, variable: &Variable) -> Result<Value, Costly> {
        // What is not there has a length all the same.
        let nothing =
            if variable.name.ends_with(".length") { Value::Number(0.0) } else { Value::Null };
        let value = self.scope.value(&variable.name).unwrap_or(nothing);
        self.steps.take(weight(&value))?;
        Ok(match variable.conversion {
            Conversion::Converted => value.converted(),
            Conversion::AsItIs => value,
        })
    }
}

/// What it costs to copy a value.
fn weight(value: &Value) -> usize {
    match value {
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Moment(_) => 0,
        Value::Text(text) => text.len() / 64,
        Value::List(items) => items.iter().map(|item| 1 + weight(item)).sum(),
        Value::Object(members) => members.iter().map(|(_, value)| 1 + weight(value)).sum(),
    }
}
