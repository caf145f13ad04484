//! Expressions.

use serde_json::Value as Json;

use crate::evaluate::{Costly, Evaluation, MAX_STEPS, Scope, Steps};
use crate::json;
use crate::parse;
use crate::tree::Tree;
use crate::value::Value;

/// An expression that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    text: Box<str>,
    tree: Tree,
}

impl Eq for Expression {}

/// What the value of an expression depends on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Dependency<'a> {
    /// A name in braces: [`crate::heads`] tells what it may begin with.
    Name(&'a str),
    /// A question, and the comment to it, by its own name.
    Question(&'a str),
    /// All that is asked in a page, a panel or a dynamic panel, and the problems with it.
    Container(&'a str),
    /// Whatever else is named by a value.
    Anything,
}

/// Why a text is no expression.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum InvalidExpression {
    /// It is not written as one.
    #[error("is no expression from character {at} on")]
    Syntax {
        /// Where reading stopped: characters from 1.
        at: usize,
    },
    /// It calls a function that there is not.
    #[error("calls {name}, which is no function")]
    UnknownFunction {
        /// The function's name.
        name: Box<str>,
    },
    /// It is longer than 10 000 bytes, nested deeper than 48 levels or of more than 1000 parts.
    #[error("is too long or too deep: up to 10000 bytes, 1000 parts and 48 levels are taken")]
    TooLarge,
}

impl Expression {
    /// Reads an expression.
    ///
    /// # Errors
    ///
    /// [`InvalidExpression`], which says why, and where.
    pub fn parse(text: &str) -> Result<Self, InvalidExpression> {
        parse::tree(text).map(|tree| Self { text: text.into(), tree })
    }

    /// The expression as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The expression as a tree of JSON, which the browser walks.
    ///
    /// A list is an operation: its word, then what it is done to. `["var", name]` is a value,
    /// `["raw", name]` one whose text is not made a number, `["list", ...]` a list and
    /// `["call", function, ...]` a call. An operator of two operands may have more, and counts
    /// from the left on. `["number", text]` is a number with more digits than readers of JSON keep.
    /// All else stands for itself. It is nested at most 48 levels deep.
    #[must_use]
    pub fn to_json(&self) -> Json {
        json::write(&self.tree)
    }

    /// The expression that was written as `text` and then as the tree `json`, by [`Self::to_json`].
    /// Nothing if that is no such tree. The text is taken as it is, unread.
    #[must_use]
    pub fn from_json(text: &str, json: &Json) -> Option<Self> {
        json::read(json).map(|tree| Self { text: text.into(), tree })
    }

    /// What its value depends on beside the moment, in the order in which it stands.
    #[must_use]
    pub fn dependencies(&self) -> Vec<Dependency<'_>> {
        let mut found = Vec::new();
        self.tree.visit(&mut |tree| match tree {
            Tree::Variable(variable) => found.push(Dependency::Name(&variable.name)),
            Tree::Call(function, parameters) => {
                found.extend(function.dependency(parameters.first()));
            }
            Tree::Literal(_) | Tree::List(_) | Tree::Unary(..) | Tree::Chain(..) => {}
        });
        found
    }

    /// The names in braces, in the order in which they stand, each time they stand.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.tree.visit(&mut |tree| {
            if let Tree::Variable(variable) = tree {
                names.push(&*variable.name);
            }
        });
        names
    }

    /// What it comes to.
    ///
    /// # Errors
    ///
    /// [`Costly`] if that takes too many steps.
    pub fn value(&self, scope: &dyn Scope) -> Result<Value, Costly> {
        Evaluation { scope, steps: &Steps::new(MAX_STEPS) }.value(&self.tree)
    }

    /// What it comes to, with steps that are taken from those of others. Of them too, it takes no
    /// more than [`MAX_STEPS`].
    ///
    /// # Errors
    ///
    /// [`Costly`] if there are too few.
    pub fn value_within(&self, scope: &dyn Scope, steps: &Steps) -> Result<Value, Costly> {
        let most = steps.left().min(MAX_STEPS);
        let own = Steps::new(most);
        let value = Evaluation { scope, steps: &own }.value(&self.tree);
        steps.take(most - own.left())?;
        value
    }
}
