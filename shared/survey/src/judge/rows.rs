//! What is asked of rows and panels together.

use serde_json::{Map, Value};

use super::Asked;
use super::rules::is_nothing;
use crate::LocalizedText;
use crate::answers::AnswerReason;
use crate::compact::json_text;
use crate::model::{Column, Element, Question, QuestionKind, Repeats};
use crate::text_set::TextSet;

/// Of a `matrix`: whether a row in sight lacks an answer, and whether two have the same.
pub(super) fn of_matrix(asked: &Asked<'_>, value: Option<&Value>) -> (bool, bool) {
    let mut lacking = false;
    let mut alike = false;
    let mut seen = TextSet::default();
    for row in asked.rows {
        match value.and_then(|rows| rows.get(&*row.key)).filter(|cell| !is_nothing(cell)) {
            None => lacking = true,
            Some(cell) => alike |= !seen.insert(json_text(cell)),
        }
    }
    (lacking, alike)
}

/// An answer that another row or panel has too, where each needs its own.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Duplicate<'a> {
    /// The row's or panel's place, from 0; in a matrix with rows the row's key.
    pub row: Box<str>,
    /// The nested question's name.
    pub question: &'a str,
    /// What is wrong.
    pub reason: AnswerReason,
}

/// Whether a question asks that something is different in each of its rows or panels.
pub(crate) fn compares_rows(question: &Question) -> bool {
    let unique = |columns: &[Column]| columns.iter().any(|column| column.unique);
    if let QuestionKind::MatrixDropdown(matrix) = &question.kind {
        return unique(&matrix.columns);
    }
    if let QuestionKind::MatrixDynamic(matrix) = &question.kind {
        return matrix.repeats.key.is_some() || unique(&matrix.columns);
    }
    matches!(&question.kind, QuestionKind::PanelDynamic(panel) if panel.repeats.key.is_some())
}

/// The answers of a matrix with columns or a dynamic panel that are the same in two rows, where
/// `keyName` or `isUnique` asks for different ones.
///
/// As in survey-core, of a matrix all of them are told, of a dynamic panel all but the first. In
/// `value`, rows and panels that are out of sight are null or left out.
pub(crate) fn duplicates<'a>(question: &'a Question, value: &Value) -> Vec<Duplicate<'a>> {
    let mut found = Vec::new();
    match &question.kind {
        QuestionKind::MatrixDropdown(matrix) => {
            let rows = value.as_object().into_iter().flatten();
            let rows: Vec<_> = rows.map(|(key, row)| (Box::from(key.as_str()), row)).collect();
            for column in matrix.columns.iter().filter(|column| column.unique) {
                in_matrix(&column.question, &rows, &matrix.key_error_text, &mut found);
            }
        }
        QuestionKind::MatrixDynamic(matrix) => {
            let rows = numbered(value);
            for column in matrix.columns.iter().filter(|c| is_unique(c, &matrix.repeats)) {
                in_matrix(&column.question, &rows, &matrix.repeats.key_error_text, &mut found);
            }
        }
        QuestionKind::PanelDynamic(panel) => {
            let key = panel.repeats.key.as_deref();
            let is_key = |question: &Question| key == Some(key_of(question));
            if let Some(key) = question_in(&panel.elements, &is_key) {
                in_panels(key, &numbered(value), &panel.repeats.key_error_text, &mut found);
            }
        }
        QuestionKind::Text(_)
        | QuestionKind::Comment(_)
        | QuestionKind::MultipleText(_)
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
    found
}

fn is_unique(column: &Column, repeats: &Repeats) -> bool {
    column.unique || repeats.key.as_deref() == Some(&*column.question.name)
}

type Row<'v> = (Box<str>, &'v Value);

fn numbered(value: &Value) -> Vec<Row<'_>> {
    let rows = value.as_array().into_iter().flatten();
    rows.enumerate().map(|(index, row)| (index.to_string().into(), row)).collect()
}

/// The first such question in the elements, or in the panels among them.
pub(crate) fn question_in<'a>(
    elements: &'a [Element],
    is: &dyn Fn(&Question) -> bool,
) -> Option<&'a Question> {
    elements.iter().find_map(|element| match element {
        Element::Question(question) => Some(&**question).filter(|question| is(question)),
        Element::Panel(panel) => question_in(&panel.elements, is),
    })
}

fn key_of(question: &Question) -> &str {
    question.value_name.as_ref().unwrap_or(&question.name)
}

/// Texts are compared without regard to case.
fn in_matrix<'a>(
    question: &'a Question,
    rows: &[Row<'_>],
    text: &LocalizedText,
    found: &mut Vec<Duplicate<'a>>,
) {
    let compared =
        |answer: &Value| answer.as_str().map_or_else(|| json_text(answer), str::to_lowercase);
    let mut seen: Map<String, Value> = Map::new();
    let mut answers = Vec::new();
    for (row, members) in rows {
        let answer = members.get(key_of(question)).filter(|answer| !is_nothing(answer));
        let Some(answer) = answer.map(compared) else { continue };
        let again = seen.contains_key(&answer);
        seen.insert(answer.clone(), Value::from(again));
        answers.push((row, answer));
    }
    for (row, answer) in answers {
        if seen.get(&answer) == Some(&Value::Bool(true)) {
            found.push(duplicate(row, question, text));
        }
    }
}

/// Texts are compared with regard to case, and as in survey-core 1 and "1" are the same.
fn in_panels<'a>(
    question: &'a Question,
    rows: &[Row<'_>],
    text: &LocalizedText,
    found: &mut Vec<Duplicate<'a>>,
) {
    let mut seen = TextSet::default();
    for (row, members) in rows {
        let answer = members.get(key_of(question)).filter(|answer| !is_nothing(answer));
        let words = answer.and_then(crate::scalar::Scalar::from_json);
        if words.is_some_and(|words| !seen.insert(words.to_string())) {
            found.push(duplicate(row, question, text));
        }
    }
}

fn duplicate<'a>(row: &str, question: &'a Question, text: &LocalizedText) -> Duplicate<'a> {
    let reason = AnswerReason::SameAsAnother.told(text);
    Duplicate { row: row.into(), question: &question.name, reason }
}
