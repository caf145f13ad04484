//! What a control of the page can make.

use serde_json::Value;

use super::asked::{Asked, other_of};
use super::{choice, file, nested, slider, text};
use crate::answers::AnswerReason;
use crate::model::{Question, QuestionKind, Slider, SliderValue, Special};

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
        QuestionKind::MultipleText(multiple) => nested::items(&multiple.items, value),
        QuestionKind::MatrixDropdown(matrix) => nested::rows(&matrix.columns, asked.rows, value),
        QuestionKind::MatrixDynamic(matrix) => {
            nested::entries(&nested::of_columns(&matrix.columns), matrix.repeats.max, value)
        }
        QuestionKind::PanelDynamic(panel) => {
            nested::entries(&nested::of_elements(&panel.elements), panel.repeats.max, value)
        }
        QuestionKind::File(file) => file::files(file, value),
        QuestionKind::Signature(signature) => file::drawing(signature.format, value),
        QuestionKind::Html(_) | QuestionKind::Image(_) | QuestionKind::Expression(_) => {
            Err(AnswerReason::NotAsked)
        }
    }
}

/// Whether a value is how an answer to this question says that there is none: null, a text of
/// blanks where a text, a number or one choice is asked for, an empty list or object where one is.
pub(crate) fn is_blank(question: &Question, value: &Value) -> bool {
    match (outer(&question.kind), value) {
        (_, Value::Null) => true,
        (Outer::Plain, Value::String(text)) => text.trim().is_empty(),
        (Outer::List, Value::Array(items)) => items.is_empty(),
        (Outer::Object, Value::Object(members)) => members.is_empty(),
        (
            Outer::Plain | Outer::List | Outer::Object,
            Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_)
            | Value::Object(_),
        ) => false,
    }
}

enum Outer {
    Plain,
    List,
    Object,
}

const fn outer(kind: &QuestionKind) -> Outer {
    match kind {
        QuestionKind::ImagePicker(picker) if picker.multiple => Outer::List,
        QuestionKind::Slider(Slider { value: SliderValue::Range { .. }, .. })
        | QuestionKind::Checkbox(_)
        | QuestionKind::Tagbox(_)
        | QuestionKind::Ranking(_)
        | QuestionKind::MatrixDynamic(_)
        | QuestionKind::PanelDynamic(_)
        | QuestionKind::File(_) => Outer::List,
        QuestionKind::Matrix(_)
        | QuestionKind::MatrixDropdown(_)
        | QuestionKind::MultipleText(_) => Outer::Object,
        QuestionKind::Text(_)
        | QuestionKind::Comment(_)
        | QuestionKind::Radiogroup(_)
        | QuestionKind::Dropdown(_)
        | QuestionKind::Buttongroup(_)
        | QuestionKind::Boolean(_)
        | QuestionKind::Rating(_)
        | QuestionKind::Slider(_)
        | QuestionKind::ImagePicker(_)
        | QuestionKind::Signature(_)
        | QuestionKind::Html(_)
        | QuestionKind::Image(_)
        | QuestionKind::Expression(_) => Outer::Plain,
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
