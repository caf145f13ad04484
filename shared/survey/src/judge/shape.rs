//! What a control of the page can make.

use serde_json::Value;

use super::asked::{Asked, other_of};
use super::{choice, file, nested, slider, text};
use crate::answers::AnswerReason;
use crate::model::{QuestionKind, Special};

/// The answer as the definition has it: numbers canonical, a choice's own value.
///
/// The caller has dealt with what is no answer: null, a text of blanks, an empty list or object.
/// Of questions that hold others (`multipletext`, matrices with columns of their own, dynamic
/// panels) only the outer form is checked, and the values within are as they came: the caller asks
/// of each nested question.
///
/// # Errors
///
/// What no control of the page could have made is refused.
pub(crate) fn shape(asked: &Asked<'_>, value: &Value) -> Result<Value, AnswerReason> {
    match &asked.question.kind {
        QuestionKind::Text(text) => text::line(text, value),
        QuestionKind::Comment(comment) => {
            text::lines(value, comment.max_units, comment.line_breaks).map(Value::from)
        }
        QuestionKind::Radiogroup(_) | QuestionKind::Dropdown(_) | QuestionKind::Buttongroup(_) => {
            choice::one(asked.offers, value)
        }
        QuestionKind::Checkbox(checkbox) => {
            choice::several(asked.offers, checkbox.max_selected, value)
        }
        QuestionKind::Tagbox(tagbox) => {
            choice::several(asked.offers, tagbox.checkbox.max_selected, value)
        }
        QuestionKind::ImagePicker(picker) if picker.multiple => {
            choice::several(asked.offers, None, value)
        }
        QuestionKind::ImagePicker(_) => choice::one(asked.offers, value),
        QuestionKind::Ranking(ranking) => choice::ranking(ranking, asked.offers, value),
        QuestionKind::Boolean(boolean) => {
            choice::of_scalars([&boolean.value_true, &boolean.value_false], value)
        }
        QuestionKind::Rating(rating) => {
            choice::of_scalars(rating.scale.as_slice().iter().map(|choice| &choice.value), value)
        }
        QuestionKind::Slider(slider) => slider::place(slider, asked, value),
        QuestionKind::Matrix(matrix) => choice::matrix(matrix, asked, value),
        kind @ QuestionKind::MultipleText(_) => nested::items(&nested::names(kind), value),
        kind @ QuestionKind::MatrixDropdown(_) => {
            nested::rows(&nested::names(kind), asked.rows, value)
        }
        kind @ QuestionKind::MatrixDynamic(matrix) => {
            nested::entries(&nested::names(kind), matrix.repeats.max, value)
        }
        kind @ QuestionKind::PanelDynamic(panel) => {
            nested::entries(&nested::names(kind), panel.repeats.max, value)
        }
        QuestionKind::File(file) => file::files(file, value),
        QuestionKind::Signature(signature) => file::drawing(signature.format, value),
        QuestionKind::Html(_) | QuestionKind::Image(_) | QuestionKind::Expression(_) => {
            Err(AnswerReason::NotAsked)
        }
    }
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
    let text = text::lines(comment, max_units, true)?;
    let beside = asked.question.comment.is_some();
    if !beside && !answer.is_some_and(|answer| has_other(asked, answer)) {
        return Err(AnswerReason::UnaskedComment);
    }
    Ok(Value::from(text))
}

/// Whether `other` is offered and is the answer, or in it.
pub(super) fn has_other(asked: &Asked<'_>, answer: &Value) -> bool {
    let chosen =
        |value: &Value| answer.as_array().map_or(answer == value, |items| items.contains(value));
    other_of(&asked.question.kind)
        && asked
            .offers
            .iter()
            .any(|offer| offer.special == Some(Special::Other) && chosen(&offer.value))
}
