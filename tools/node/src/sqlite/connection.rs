//! One connection of a component.

use super::database::Database;
use super::rows::{self, Answer};
use super::value;
use crate::binding::sqlite::{Error, QueryResult, Value};
use rusqlite::Statement;
use std::sync::{Arc, Mutex, PoisonError};

/// More than this is not given back at once, as in Spin.
const MAX_RESULT_BYTES: usize = 128 << 20;

/// A connection of its own to a database, opened at its first statement. Clones are the same
/// connection; it closes, and rolls back, when the last is gone.
#[derive(Clone)]
#[expect(unreachable_pub, reason = "the generated bindings hand it on under their own names")]
pub struct Connection(Arc<Shared>);

struct Shared {
    database: Arc<Database>,
    open: Mutex<Option<rusqlite::Connection>>,
}

impl Connection {
    pub(super) fn new(database: Arc<Database>) -> Self {
        Self(Arc::new(Shared { database, open: Mutex::new(None) }))
    }

    /// Does `work` where blocking harms nobody. Works of one connection follow each other.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&rusqlite::Connection) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let shared = Arc::clone(&self.0);
        let done = tokio::task::spawn_blocking(move || shared.with_open(work)).await;
        done.map_err(|_| Error::Io("the statement was interrupted".to_owned()))?
    }

    /// Runs a statement to its end and gives back every row.
    pub(super) async fn execute(
        &self,
        statement: String,
        parameters: Vec<Value>,
    ) -> Result<QueryResult, Error> {
        self.run(move |connection| {
            let mut statement = connection.prepare_cached(&statement).map_err(failed)?;
            let columns = columns(&statement);
            let mut found = statement.query(value::parameters(parameters)).map_err(failed)?;
            let (mut rows, mut bytes) = (Vec::new(), 0_usize);
            while let Some(row) = found.next().map_err(failed)? {
                let row = value::row(row).map_err(failed)?;
                bytes = bytes.saturating_add(value::size(&row));
                if bytes > MAX_RESULT_BYTES {
                    return Err(too_large());
                }
                rows.push(row);
            }
            Ok(QueryResult { columns, rows })
        })
        .await
    }

    /// Begins a statement and gives back its first rows, and the others as they come. A statement
    /// that fails says so in the answer's outcome; only a connection that cannot be had is an
    /// error here.
    pub(super) async fn stream(
        &self,
        statement: String,
        parameters: Vec<Value>,
    ) -> Result<Answer, Error> {
        let (mut sender, answer) = rows::channel();
        let shared = Arc::clone(&self.0);
        let work = tokio::task::spawn_blocking(move || {
            shared.with_open(move |connection| {
                let outcome = step_through(connection, &statement, parameters, &mut sender);
                sender.finish(outcome);
                Ok(())
            })
        });
        match answer.await {
            Ok(answer) => Ok(answer),
            // The work ended without an answer, so it has said why.
            Err(_) => match work.await {
                Ok(Err(error)) => Err(error),
                Ok(Ok(())) | Err(_) => Err(Error::Io("the statement was interrupted".to_owned())),
            },
        }
    }
}

fn step_through(
    connection: &rusqlite::Connection,
    statement: &str,
    parameters: Vec<Value>,
    sender: &mut rows::Sender,
) -> Result<(), Error> {
    let mut statement = connection.prepare_cached(statement).map_err(failed)?;
    sender.columns(columns(&statement));
    let mut found = statement.query(value::parameters(parameters)).map_err(failed)?;
    while let Some(row) = found.next().map_err(failed)? {
        let row = value::row(row).map_err(failed)?;
        if value::size(&row) > MAX_RESULT_BYTES {
            return Err(too_large());
        }
        if sender.row(row).is_err() {
            return Err(Error::Io("nobody reads the rows any more".to_owned()));
        }
    }
    Ok(())
}

fn columns(statement: &Statement<'_>) -> Vec<String> {
    statement.column_names().map(str::to_owned).collect()
}

/// The words of SQLite, as Spin gives them to a component.
#[expect(clippy::needless_pass_by_value, reason = "stands in map_err")]
fn failed(error: rusqlite::Error) -> Error {
    Error::Io(error.to_string())
}

fn too_large() -> Error {
    Error::Io(format!("query result exceeds limit of {MAX_RESULT_BYTES} bytes"))
}

impl Shared {
    fn with_open<T>(
        &self,
        work: impl FnOnce(&rusqlite::Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.is_none() {
            *open = Some(self.database.connect().map_err(failed)?);
        }
        match open.as_ref() {
            Some(connection) => work(connection),
            None => Err(Error::InvalidConnection),
        }
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        let open = self.open.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        let Some(connection) = open else { return };
        let database = Arc::clone(&self.database);
        match tokio::runtime::Handle::try_current() {
            // The store that goes away stands on a thread that must not block.
            Ok(runtime) => {
                runtime.spawn_blocking(move || database.disconnect(connection));
            }
            Err(_) => database.disconnect(connection),
        }
    }
}
