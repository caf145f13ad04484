//! Spin's SQLite, embedded in the host.

use host::Host;
use spin_sdk::sqlite::{Connection as SpinConnection, Error, Value};
use store::{SqlConnection, SqlValue, StoreError};

/// The database in the component's manifest.
const DATABASE: &str = "default";

/// A connection of one request's own.
pub struct Connection(SpinConnection);

/// Opens a connection whose commits are durable before they are answered: a write-ahead log that
/// is synced at each commit.
pub(crate) async fn open(_host: &Host) -> Result<Connection, StoreError> {
    let connection = SpinConnection::open(DATABASE).await.map(Connection).map_err(failed)?;
    connection.run("PRAGMA journal_mode = WAL", Vec::new()).await?;
    connection.run("PRAGMA synchronous = FULL", Vec::new()).await?;
    Ok(connection)
}

impl SqlConnection for Connection {
    async fn run(
        &self,
        statement: &str,
        parameters: Vec<SqlValue>,
    ) -> Result<Vec<Vec<SqlValue>>, StoreError> {
        let parameters = parameters.into_iter().map(into_spin);
        let result = self.0.execute(statement, parameters).await.map_err(failed)?;
        // Rows end where an error begins; only the result tells one from the other.
        let rows = result.collect().await.map_err(failed)?;
        rows.into_iter().map(|row| row.values.into_iter().map(from_spin).collect()).collect()
    }
}

#[expect(clippy::needless_pass_by_value, reason = "taken by `map_err`")]
fn failed(error: Error) -> StoreError {
    StoreError::Unavailable(error.to_string())
}

fn into_spin(value: SqlValue) -> Value {
    match value {
        SqlValue::Blob(bytes) => Value::Blob(bytes),
        SqlValue::Integer(number) => Value::Integer(number),
        SqlValue::Null => Value::Null,
        SqlValue::Text(text) => Value::Text(text),
    }
}

fn from_spin(value: Value) -> Result<SqlValue, StoreError> {
    match value {
        Value::Blob(bytes) => Ok(SqlValue::Blob(bytes)),
        Value::Integer(number) => Ok(SqlValue::Integer(number)),
        Value::Null => Ok(SqlValue::Null),
        Value::Text(text) => Ok(SqlValue::Text(text)),
        Value::Real(_) => Err(StoreError::Unreadable("no column holds a real number")),
    }
}
