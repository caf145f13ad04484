//! Values on their way between a component and SQLite.

use crate::binding::sqlite::{RowResult, Value};
use rusqlite::types::{self, FromSqlError, ValueRef};
use rusqlite::{ParamsFromIter, Row, params_from_iter};

/// A statement's parameters, `?1` first.
pub(super) fn parameters(values: Vec<Value>) -> ParamsFromIter<impl Iterator<Item = types::Value>> {
    params_from_iter(values.into_iter().map(|value| match value {
        Value::Null => types::Value::Null,
        Value::Integer(integer) => types::Value::Integer(integer),
        Value::Real(real) => types::Value::Real(real),
        Value::Text(text) => types::Value::Text(text),
        Value::Blob(blob) => types::Value::Blob(blob),
    }))
}

/// The values of one row. Text that is not UTF-8 is an error: a component could not be given it.
pub(super) fn row(row: &Row<'_>) -> rusqlite::Result<RowResult> {
    let columns = row.as_ref().column_count();
    let values = (0..columns).map(|column| {
        Ok(match row.get_ref(column)? {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(integer) => Value::Integer(integer),
            ValueRef::Real(real) => Value::Real(real),
            ValueRef::Text(text) => Value::Text(utf8(column, text)?),
            ValueRef::Blob(blob) => Value::Blob(blob.to_vec()),
        })
    });
    Ok(RowResult { values: values.collect::<rusqlite::Result<_>>()? })
}

fn utf8(column: usize, text: &[u8]) -> rusqlite::Result<String> {
    std::str::from_utf8(text).map(str::to_owned).map_err(|error| {
        let error = Box::new(FromSqlError::Other(error.into()));
        rusqlite::Error::FromSqlConversionFailure(column, types::Type::Text, error)
    })
}

/// About how much memory a row takes, in bytes.
pub(super) fn size(row: &RowResult) -> usize {
    let value = |value: &Value| match value {
        Value::Null | Value::Integer(_) | Value::Real(_) => 0,
        Value::Text(text) => text.len(),
        Value::Blob(blob) => blob.len(),
    };
    row.values.iter().map(|each| size_of::<Value>() + value(each)).sum()
}
