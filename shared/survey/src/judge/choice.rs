//! What is chosen.

use serde_json::{Map, Value};

use super::{Asked, Offer};
use crate::answers::{AnswerReason, Shape};
use crate::compact::{json_text, object};
use crate::model::{Choice, Matrix, MatrixCell, Ranking, Special};
use crate::scalar::Scalar;
use crate::text_set::TextSet;

/// One of the choices.
pub(super) fn one(offers: &[Offer<'_>], value: &Value) -> Result<Value, AnswerReason> {
    let wanted = scalar(value)?;
    let key = wanted.to_string();
    let found = offers.iter().find(|offer| offer.enabled && offer.key == key);
    same(found.map(|offer| &offer.value), &wanted)
}

/// One of a few values.
pub(super) fn of_scalars<'a>(
    scalars: impl IntoIterator<Item = &'a Scalar>,
    value: &Value,
) -> Result<Value, AnswerReason> {
    let wanted = scalar(value)?;
    let found = scalars.into_iter().find(|scalar| **scalar == wanted);
    found.map(Scalar::to_json).ok_or(AnswerReason::NotAChoice)
}

/// Any number of the choices, each at most once.
pub(super) fn several(
    offers: &[Offer<'_>],
    max: Option<u32>,
    value: &Value,
) -> Result<Value, AnswerReason> {
    let values = list(&by_key(offers.iter().filter(|offer| offer.enabled)), value)?;
    if values.len() > 1
        && offers.iter().any(|offer| is_lone(offer) && values.contains(&offer.value))
    {
        return Err(AnswerReason::NotAlone);
    }
    at_most(max, values)
}

/// Whether a choice stands alone where several can be chosen.
fn is_lone(offer: &Offer<'_>) -> bool {
    match offer.special {
        Some(Special::None | Special::Refused | Special::DontKnow) => true,
        Some(Special::Other) | None => false,
    }
}

/// The choices in the respondent's order. One that cannot be chosen has its place too, unless
/// places are for what is chosen.
pub(super) fn ranking(
    ranking: &Ranking,
    offers: &[Offer<'_>],
    value: &Value,
) -> Result<Value, AnswerReason> {
    let partial = ranking.select_to_rank;
    let values = list(&by_key(offers.iter().filter(|offer| offer.enabled || !partial)), value)?;
    if !partial && values.len() != offers.len() {
        return Err(AnswerReason::NotARanking);
    }
    at_most(ranking.max_selected.filter(|_| partial), values)
}

/// Columns, by row.
pub(super) fn matrix(
    matrix: &Matrix,
    asked: &Asked<'_>,
    value: &Value,
) -> Result<Value, AnswerReason> {
    let given = value.as_object().ok_or(AnswerReason::WrongType(Shape::Rows))?;
    let rows = row_keys(asked.rows);
    let column = |column: &&Choice| (column.key.to_string(), column.value.to_json());
    let columns = object(asked.columns.iter().map(column));
    let mut checked = Map::new();
    for (row, cell) in given {
        if !rows.contains(row) {
            return Err(AnswerReason::UnknownRow);
        }
        let cell = match matrix.cell {
            MatrixCell::Radio => known(&columns, cell)?,
            MatrixCell::Checkbox => columns_of_row(asked.columns, &columns, cell)?,
        };
        checked.insert(row.clone(), cell);
    }
    Ok(Value::Object(checked))
}

fn columns_of_row(
    columns: &[&Choice],
    by_key: &Map<String, Value>,
    cell: &Value,
) -> Result<Value, AnswerReason> {
    let values = list(by_key, cell)?;
    let exclusive = |column: &&&Choice| column.exclusive;
    let alone = columns.iter().filter(exclusive).any(|c| values.contains(&c.value.to_json()));
    if alone && values.len() > 1 {
        return Err(AnswerReason::NotAlone);
    }
    Ok(Value::Array(values))
}

/// The keys of rows, by which an answer has them.
pub(super) fn row_keys(rows: &[&Choice]) -> TextSet {
    let mut keys = TextSet::default();
    for row in rows {
        keys.insert(row.key.to_string());
    }
    keys
}

fn scalar(value: &Value) -> Result<Scalar, AnswerReason> {
    Scalar::from_json(value).ok_or(AnswerReason::WrongType(Shape::Scalar))
}

/// The value that was found for a key, if it is the one that is wanted: 1 and "1" share a key.
fn same(found: Option<&Value>, wanted: &Scalar) -> Result<Value, AnswerReason> {
    let found = found.filter(|found| Scalar::from_json(found).as_ref() == Some(wanted));
    found.cloned().ok_or(AnswerReason::NotAChoice)
}

fn by_key<'a>(offers: impl Iterator<Item = &'a Offer<'a>>) -> Map<String, Value> {
    object(offers.map(|offer| (offer.key.to_string(), offer.value.clone())))
}

/// The value that a JSON value names. 1 and 1.0 are the same, 1 and "1" are not.
fn known(by_key: &Map<String, Value>, value: &Value) -> Result<Value, AnswerReason> {
    let wanted = scalar(value)?;
    same(by_key.get(&wanted.to_string()), &wanted)
}

/// Values from a list in which each is at most once.
fn list(by_key: &Map<String, Value>, value: &Value) -> Result<Vec<Value>, AnswerReason> {
    let items = value.as_array().ok_or(AnswerReason::WrongType(Shape::Choices))?;
    let mut values = Vec::new();
    let mut seen = TextSet::default();
    for item in items {
        let item = known(by_key, item)?;
        if !seen.insert(json_text(&item)) {
            return Err(AnswerReason::ChoiceTwice);
        }
        values.push(item);
    }
    Ok(values)
}

fn at_most(max: Option<u32>, values: Vec<Value>) -> Result<Value, AnswerReason> {
    let count = u32::try_from(values.len()).unwrap_or(u32::MAX);
    match max.filter(|max| count > *max) {
        Some(max) => Err(AnswerReason::TooManyChoices(max)),
        None => Ok(Value::Array(values)),
    }
}
