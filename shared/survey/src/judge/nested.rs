//! Questions that hold questions: their outer form.

use serde_json::{Map, Value};

use super::asked::other_of;
use super::choice::row_keys;
use crate::answers::{AnswerReason, Shape};
use crate::form::COMMENT;
use crate::model::{Choice, Column, Element, Question};
use crate::text_set::TextSet;

/// Members by item.
pub(super) fn items(items: &[Question], value: &Value) -> Result<Value, AnswerReason> {
    let mut known = TextSet::default();
    for item in items {
        add(&mut known, item);
    }
    parts(&known, value)?;
    Ok(value.clone())
}

/// Members by column, by row.
pub(super) fn rows(
    columns: &[Column],
    rows: &[&Choice],
    value: &Value,
) -> Result<Value, AnswerReason> {
    let given = value.as_object().ok_or(AnswerReason::WrongType(Shape::Rows))?;
    let (rows, known) = (row_keys(rows), of_columns(columns));
    for (row, cells) in given {
        if !rows.contains(row) {
            return Err(AnswerReason::UnknownRow);
        }
        parts(&known, cells)?;
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

/// What a row's members can be called.
pub(super) fn of_columns(columns: &[Column]) -> TextSet {
    let mut known = TextSet::default();
    for column in columns {
        add(&mut known, &column.question);
    }
    known
}

/// What a panel's members can be called.
pub(super) fn of_elements(elements: &[Element]) -> TextSet {
    let mut known = TextSet::default();
    add_elements(&mut known, elements);
    known
}

fn add_elements(known: &mut TextSet, elements: &[Element]) {
    for element in elements {
        match element {
            Element::Question(question) => add(known, question),
            Element::Panel(panel) => add_elements(known, &panel.elements),
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
