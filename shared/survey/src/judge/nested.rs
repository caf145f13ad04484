//! Questions that hold questions: their outer form.

use serde_json::{Map, Value};

use super::asked::other_of;
use super::choice::row_keys;
use crate::answers::{AnswerReason, Shape};
use crate::form::COMMENT;
use crate::model::{Choice, Column, Element, Question, QuestionKind};
use crate::text_set::TextSet;

/// Members by item.
pub(super) fn items(known: &TextSet, value: &Value) -> Result<Value, AnswerReason> {
    parts(known, value)?;
    Ok(value.clone())
}

/// Members by column, by row.
pub(super) fn rows(
    known: &TextSet,
    rows: &[&Choice],
    value: &Value,
) -> Result<Value, AnswerReason> {
    let given = value.as_object().ok_or(AnswerReason::WrongType(Shape::Rows))?;
    let rows = row_keys(rows);
    for (row, cells) in given {
        if !rows.contains(row) {
            return Err(AnswerReason::UnknownRow);
        }
        parts(known, cells)?;
    }
    Ok(value.clone())
}

/// A list of members by question.
pub(super) fn entries(known: &TextSet, max: u32, value: &Value) -> Result<Value, AnswerReason> {
    let given = value.as_array().ok_or(AnswerReason::WrongType(Shape::Entries))?;
    if u32::try_from(given.len()).map_or(true, |count| count > max) {
        return Err(AnswerReason::TooManyRows(max));
    }
    for entry in given {
        parts(known, entry)?;
    }
    Ok(value.clone())
}

/// What the members of a row, a panel or an object by item can be called.
pub(super) fn names(kind: &QuestionKind) -> TextSet {
    let mut known = TextSet::default();
    each_question(kind, &mut |question| add(&mut known, question));
    known
}

/// Visits the questions that a question holds, of which there is one in each row or panel.
pub(super) fn each_question(kind: &QuestionKind, visit: &mut dyn FnMut(&Question)) {
    match kind {
        QuestionKind::MultipleText(multiple) => multiple.items.iter().for_each(visit),
        QuestionKind::MatrixDropdown(matrix) => in_columns(&matrix.columns, visit),
        QuestionKind::MatrixDynamic(matrix) => in_columns(&matrix.columns, visit),
        QuestionKind::PanelDynamic(panel) => in_elements(&panel.elements, visit),
        QuestionKind::Text(_)
        | QuestionKind::Comment(_)
        | QuestionKind::Radiogroup(_)
        | QuestionKind::Checkbox(_)
        | QuestionKind::Dropdown(_)
        | QuestionKind::Tagbox(_)
        | QuestionKind::Buttongroup(_)
        | QuestionKind::Boolean(_)
        | QuestionKind::Rating(_)
        | QuestionKind::Ranking(_)
        | QuestionKind::Slider(_)
        | QuestionKind::ImagePicker(_)
        | QuestionKind::Matrix(_)
        | QuestionKind::File(_)
        | QuestionKind::Signature(_)
        | QuestionKind::Html(_)
        | QuestionKind::Image(_)
        | QuestionKind::Expression(_) => {}
    }
}

fn in_columns(columns: &[Column], visit: &mut dyn FnMut(&Question)) {
    for column in columns {
        visit(&column.question);
    }
}

fn in_elements(elements: &[Element], visit: &mut dyn FnMut(&Question)) {
    for element in elements {
        match element {
            Element::Question(question) => visit(question),
            Element::Panel(panel) => in_elements(&panel.elements, visit),
        }
    }
}

fn add(known: &mut TextSet, question: &Question) {
    let name = question.value_name.as_ref().unwrap_or(&question.name).to_string();
    if question.comment.is_some() || other_of(&question.kind) {
        known.insert([&name, COMMENT].concat());
    }
    known.insert(name);
}

fn parts<'a>(known: &TextSet, value: &'a Value) -> Result<&'a Map<String, Value>, AnswerReason> {
    let members = value.as_object().ok_or(AnswerReason::WrongType(Shape::Parts))?;
    if members.keys().all(|name| known.contains(name)) {
        Ok(members)
    } else {
        Err(AnswerReason::UnknownPart)
    }
}
