//! Spin's SQLite, embedded in the host.

use std::cell::{Cell, RefCell};

use host::Host;
use spin_sdk::sqlite::{Connection as SpinConnection, Error, Value};
use store::{SqlConnection, SqlValue, StoreError};

/// The database in the component's manifest.
const DATABASE: &str = "default";

/// The most connections an instance keeps for requests to come: as many as Spin gives it at once.
const MAX_IDLE: usize = 16;

thread_local! {
    /// Connections that no request has.
    static IDLE: RefCell<Vec<SpinConnection>> = const { RefCell::new(Vec::new()) };
}

/// A connection that one request has to itself. One that ends in order is there for the next
/// request; one that ends amid a statement or a transaction is closed, which rolls it back.
pub(crate) struct Connection {
    /// Nothing once it was handed back.
    spin: Option<SpinConnection>,
    /// Whether a statement runs, or failed, or a transaction is open.
    in_doubt: Cell<bool>,
}

/// Makes the database durable: a write-ahead log. The file remembers it.
pub(crate) async fn prepare(host: &Host) -> Result<Connection, StoreError> {
    let connection = open(host).await?;
    connection.run("PRAGMA journal_mode = WAL", Vec::new()).await?;
    Ok(connection)
}

/// A connection whose commits are durable before they are answered: the log is synced at each. What is
/// deleted is overwritten.
pub(crate) async fn open(_host: &Host) -> Result<Connection, StoreError> {
    if let Some(idle) = IDLE.with_borrow_mut(Vec::pop) {
        return Ok(Connection::new(idle));
    }
    let connection = Connection::new(SpinConnection::open(DATABASE).await.map_err(failed)?);
    connection.run("PRAGMA synchronous = FULL", Vec::new()).await?;
    connection.run("PRAGMA secure_delete = ON", Vec::new()).await?;
    Ok(connection)
}

impl Connection {
    const fn new(spin: SpinConnection) -> Self {
        Self { spin: Some(spin), in_doubt: Cell::new(false) }
    }

    async fn execute(
        &self,
        statement: &str,
        parameters: Vec<SqlValue>,
    ) -> Result<Vec<Vec<SqlValue>>, StoreError> {
        let closed = || StoreError::Unavailable("the connection is closed".to_owned());
        let spin = self.spin.as_ref().ok_or_else(closed)?;
        let parameters = parameters.into_iter().map(into_spin);
        let result = spin.execute(statement, parameters).await.map_err(failed)?;
        // Rows end where an error begins; only the result tells one from the other.
        let rows = result.collect().await.map_err(failed)?;
        Ok(rows.into_iter().map(|row| row.values.into_iter().map(from_spin).collect()).collect())
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        if self.in_doubt.get() {
            return;
        }
        if let Some(spin) = self.spin.take() {
            IDLE.with_borrow_mut(|idle| {
                if idle.len() < MAX_IDLE {
                    idle.push(spin);
                }
            });
        }
    }
}

impl SqlConnection for Connection {
    /// While it runs the connection is in doubt, and it stays so when it fails, or is given up
    /// before it ends, or begins a transaction.
    async fn run(
        &self,
        statement: &str,
        parameters: Vec<SqlValue>,
    ) -> Result<Vec<Vec<SqlValue>>, StoreError> {
        let was_in_doubt = self.in_doubt.replace(true);
        let rows = self.execute(statement, parameters).await?;
        self.in_doubt.set(match Boundary::of(statement) {
            Boundary::Begins => true,
            Boundary::Ends => false,
            Boundary::None => was_in_doubt,
        });
        Ok(rows)
    }
}

/// What a statement does to the transaction.
enum Boundary {
    Begins,
    Ends,
    None,
}

impl Boundary {
    fn of(statement: &str) -> Self {
        if statement.starts_with("BEGIN") {
            Self::Begins
        } else if matches!(statement, "COMMIT" | "ROLLBACK") {
            Self::Ends
        } else {
            Self::None
        }
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
        SqlValue::Real(number) => Value::Real(number),
        SqlValue::Text(text) => Value::Text(text),
    }
}

fn from_spin(value: Value) -> SqlValue {
    match value {
        Value::Blob(bytes) => SqlValue::Blob(bytes),
        Value::Integer(number) => SqlValue::Integer(number),
        Value::Null => SqlValue::Null,
        Value::Text(text) => SqlValue::Text(text),
        Value::Real(number) => SqlValue::Real(number),
    }
}
