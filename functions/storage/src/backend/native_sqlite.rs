//! SQLite in this process, for tests of the whole function on this machine.

use host::Host;
use rusqlite::types::{Value, ValueRef};
use store::{SqlConnection, SqlValue, StoreError};

/// The setting that names the database's file.
const FILE: &str = "database_file";

/// A connection of one request's own.
pub struct Connection(rusqlite::Connection);

impl Connection {
    /// Opens the database in `file`, which is made if it is not there.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`].
    pub fn open(file: &std::path::Path) -> Result<Self, StoreError> {
        let connection = rusqlite::Connection::open(file).map_err(failed)?;
        connection
            .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
            .map_err(failed)?;
        Ok(Self(connection))
    }
}

pub(crate) async fn open(host: &Host) -> Result<Connection, StoreError> {
    let missing = || StoreError::Unavailable(format!("setting {FILE} is missing"));
    let file = host.setting(FILE).await.ok_or_else(missing)?;
    Connection::open(file.as_ref())
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
        ValueRef::Real(_) => Err(StoreError::Unreadable("no column holds a real number")),
    }
}
