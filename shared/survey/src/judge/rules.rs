//! What the survey's author asks of an answer.

use expression::Expression;
use serde_json::Value;

use super::Asked;
use super::asked::options_of;
use super::shape::has_other;
use super::validators::validate;
use super::{bounds, rows};
use crate::LocalizedText;
use crate::answers::AnswerReason;
use crate::model::{Options, Presence, QuestionKind, RowUniqueness, Special};

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
    let question = asked.question;
    let value = value.filter(|value| !is_empty(&question.kind, value));
    let mut found = Vec::new();
    if asked.required && value.is_none() && can_be_required(&question.kind) {
        found.push(AnswerReason::Required.told(&question.required_error_text));
    }
    of_kind(asked, value, &mut found);
    if found.is_empty() {
        for validator in &question.validators {
            found.extend(validate(validator, value, holds));
        }
    }
    found
}

/// What survey-core takes for no answer: a text of blanks, an empty list, an object of nothing.
/// False and 0 are answers.
fn is_empty(kind: &QuestionKind, value: &Value) -> bool {
    match (kind, value) {
        (_, Value::String(text)) => text.trim().is_empty(),
        (QuestionKind::PanelDynamic(_), Value::Array(panels)) => panels.iter().all(is_nothing),
        _ => is_nothing(value),
    }
}

/// Whether there is nothing in it at all.
pub(crate) fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(_) | Value::Number(_) => false,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.values().all(is_nothing),
    }
}

const fn can_be_required(kind: &QuestionKind) -> bool {
    !matches!(kind, QuestionKind::Html(_) | QuestionKind::Image(_) | QuestionKind::Expression(_))
}

/// The rules that are a type's own.
fn of_kind(asked: &Asked<'_>, value: Option<&Value>, found: &mut Vec<AnswerReason>) {
    let question = asked.question;
    if let (Some(options), Some(value)) = (options_of(&question.kind), value) {
        found.extend(other_empty(options, asked, value));
    }
    match &question.kind {
        QuestionKind::Text(text) => {
            if let Some(value) = value {
                bounds::check(text, asked, value, found);
                bounds::email(text, question, value, found);
            }
        }
        QuestionKind::Checkbox(checkbox) => too_few(asked, checkbox.min_selected, value, found),
        QuestionKind::Tagbox(tagbox) => too_few(asked, tagbox.checkbox.min_selected, value, found),
        QuestionKind::Ranking(ranking) => {
            let min = ranking.min_selected.filter(|_| ranking.select_to_rank);
            too_few(asked, min, value, found);
        }
        QuestionKind::Matrix(matrix) => {
            let (lacking, alike) = rows::of_matrix(asked, value);
            if lacking && matrix.each_row == Presence::Required {
                found.push(AnswerReason::EachRowRequired);
            }
            if alike && matrix.uniqueness == RowUniqueness::AllDifferent {
                found.push(AnswerReason::RowsAlike);
            }
        }
        QuestionKind::MatrixDynamic(matrix) => {
            let filled = value
                .and_then(Value::as_array)
                .map_or(0, |rows| rows.iter().filter(|row| !is_nothing(row)).count());
            let min = matrix.repeats.min;
            if asked.required && u32::try_from(filled).is_ok_and(|filled| filled < min) {
                found.push(AnswerReason::TooFewRows(min));
            }
        }
        QuestionKind::Comment(_)
        | QuestionKind::MultipleText(_)
        | QuestionKind::Radiogroup(_)
        | QuestionKind::Dropdown(_)
        | QuestionKind::Buttongroup(_)
        | QuestionKind::Boolean(_)
        | QuestionKind::Rating(_)
        | QuestionKind::Slider(_)
        | QuestionKind::ImagePicker(_)
        | QuestionKind::MatrixDropdown(_)
        | QuestionKind::PanelDynamic(_)
        | QuestionKind::File(_)
        | QuestionKind::Signature(_)
        | QuestionKind::Html(_)
        | QuestionKind::Image(_)
        | QuestionKind::Expression(_) => {}
    }
}

fn other_empty(options: &Options, asked: &Asked<'_>, value: &Value) -> Option<AnswerReason> {
    let written = asked.comment.is_some_and(|comment| !comment.trim().is_empty());
    let text: &LocalizedText = &options.other_error_text;
    (!written && has_other(asked, value)).then(|| AnswerReason::OtherEmpty.told(text))
}

/// Fewer choices than must be chosen. A choice that stands alone is enough, and so is no answer
/// where none is needed.
fn too_few(
    asked: &Asked<'_>,
    min: Option<u32>,
    value: Option<&Value>,
    found: &mut Vec<AnswerReason>,
) {
    let chosen = value.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let lone = |value: &Value| {
        asked.offers.iter().any(|offer| {
            offer.value == *value
                && matches!(
                    offer.special,
                    Some(Special::None | Special::Refused | Special::DontKnow)
                )
        })
    };
    let enough = match chosen {
        [] => !asked.required,
        [only] => lone(only),
        _ => false,
    };
    let count = u32::try_from(chosen.len()).unwrap_or(u32::MAX);
    if let Some(min) = min.filter(|min| count < *min && !enough) {
        found.push(AnswerReason::TooFewChoices(min));
    }
}
