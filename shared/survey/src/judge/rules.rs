//! What the survey's author asks of an answer.

use expression::Expression;
use serde_json::Value;

use super::Asked;
use crate::answers::AnswerReason;
use crate::model::Question;

/// What is wrong with the answer to a visible question that is not read-only, in survey-core's
/// order; nothing if it is right.
///
/// `value` is none or has passed [`super::shape`]. `holds` says whether a validator's expression
/// holds where the question stands. Of questions that hold others it is what is wrong with the
/// whole: how many rows there are.
pub(crate) fn rules(
    asked: &Asked<'_>,
    value: Option<&Value>,
    holds: &mut dyn FnMut(&Expression) -> bool,
) -> Vec<AnswerReason> {
    let _ = (asked, value, holds);
    Vec::new()
}

/// An answer that another row or panel has too, where each needs its own: a nested question.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Duplicate<'a> {
    /// The row's or panel's place, from 0; the row's key in a matrix with rows.
    pub row: Box<str>,
    /// The nested question's name.
    pub question: &'a str,
    /// What is wrong.
    pub reason: AnswerReason,
}

/// The answers of a matrix with columns or a dynamic panel that are the same in two rows, where
/// `keyName` or `isUnique` asks for different ones.
pub(crate) fn duplicates<'a>(question: &'a Question, value: &Value) -> Vec<Duplicate<'a>> {
    let _ = (question, value);
    Vec::new()
}
