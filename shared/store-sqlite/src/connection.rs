//! A connection to one file.

use std::path::Path;

use rusqlite::types::{Value, ValueRef};
use store::{SqlConnection, SqlValue, StoreError};

/// A connection that stays open, with its statements prepared once.
pub struct Connection(rusqlite::Connection);

impl Connection {
    /// Opens the database in `file`, which is made if it is not there. A commit is on the disk
    /// before it is answered, and what is deleted is overwritten, as in storage.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`].
    pub fn open(file: &Path) -> Result<Self, StoreError> {
        let connection = rusqlite::Connection::open(file).map_err(failed)?;
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;",
            )
            .map_err(failed)?;
        Ok(Self(connection))
    }
}

impl SqlConnection for Connection {
    async fn run(
        &self,
        statement: &str,
        parameters: Vec<SqlValue>,
    ) -> Result<Vec<Vec<SqlValue>>, StoreError> {
        let mut statement = self.0.prepare_cached(statement).map_err(failed)?;
        let width = statement.column_count();
        let parameters = rusqlite::params_from_iter(parameters.into_iter().map(into_sqlite));
        let mut rows = statement.query(parameters).map_err(failed)?;
        let mut read = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            let columns =
                (0..width).map(|column| row.get_ref(column).map_err(failed).and_then(from_sqlite));
            read.push(columns.collect::<Result<Vec<_>, _>>()?);
        }
        Ok(read)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "taken by `map_err`")]
fn failed(error: rusqlite::Error) -> StoreError {
    StoreError::Unavailable(error.to_string())
}

fn into_sqlite(value: SqlValue) -> Value {
    match value {
        SqlValue::Blob(bytes) => Value::Blob(bytes),
        SqlValue::Integer(number) => Value::Integer(number),
        SqlValue::Null => Value::Null,
        SqlValue::Real(number) => Value::Real(number),
        SqlValue::Text(text) => Value::Text(text),
    }
}

fn from_sqlite(value: ValueRef<'_>) -> Result<SqlValue, StoreError> {
    match value {
        ValueRef::Blob(bytes) => Ok(SqlValue::Blob(bytes.to_vec())),
        ValueRef::Integer(number) => Ok(SqlValue::Integer(number)),
        ValueRef::Null => Ok(SqlValue::Null),
        ValueRef::Text(text) => String::from_utf8(text.to_vec())
            .map(SqlValue::Text)
            .map_err(|_| StoreError::Unreadable("text is no UTF-8")),
        ValueRef::Real(number) => Ok(SqlValue::Real(number)),
    }
}
