//! One connection of a component.

use super::database::Database;
use super::line::Turn;
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
    open: Mutex<Option<Open>>,
}

struct Open {
    connection: rusqlite::Connection,
    /// From the first statement that writes to the end of that, or of its transaction.
    turn: Option<Turn>,
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
        let done =
            tokio::task::spawn_blocking(move || shared.with_open(|open| work(&open.connection)));
        let done = done.await;
        done.map_err(|_| interrupted())?
    }

    /// Runs a statement to its end and gives back every row.
    pub(super) async fn execute(
        &self,
        statement: String,
        parameters: Vec<Value>,
    ) -> Result<QueryResult, Error> {
        let shared = Arc::clone(&self.0);
        let done = tokio::task::spawn_blocking(move || {
            shared.with_open(|open| collect(&shared.database, open, (&statement, parameters)))
        });
        done.await.map_err(|_| interrupted())?
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
            shared.with_open(|open| {
                let asked = (statement.as_str(), parameters);
                let outcome = step_through(&shared.database, open, asked, &mut sender);
                sender.finish(outcome);
                Ok(())
            })
        });
        match answer.await {
            Ok(answer) => Ok(answer),
            // The work ended without an answer, so it has said why.
            Err(_) => match work.await {
                Ok(Err(error)) => Err(error),
                Ok(Ok(())) | Err(_) => Err(interrupted()),
            },
        }
    }
}

/// Runs a statement with its parameters to the end.
fn collect(
    database: &Database,
    Open { connection, turn }: &mut Open,
    (statement, parameters): (&str, Vec<Value>),
) -> Result<QueryResult, Error> {
    let mut statement = connection.prepare_cached(statement).map_err(failed)?;
    wait_for_turn(database, &statement, turn);
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
}

/// Runs a statement with its parameters, and gives its rows away as they come.
fn step_through(
    database: &Database,
    Open { connection, turn }: &mut Open,
    (statement, parameters): (&str, Vec<Value>),
    sender: &mut rows::Sender,
) -> Result<(), Error> {
    let mut statement = connection.prepare_cached(statement).map_err(failed)?;
    wait_for_turn(database, &statement, turn);
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

/// Whoever writes has a turn, and keeps it while a transaction is open.
fn wait_for_turn(database: &Database, statement: &Statement<'_>, turn: &mut Option<Turn>) {
    if turn.is_none() && !statement.readonly() {
        *turn = database.writers().turn();
    }
}

fn columns(statement: &Statement<'_>) -> Vec<String> {
    statement.column_names().map(str::to_owned).collect()
}

/// The words of SQLite, as Spin gives them to a component.
#[expect(clippy::needless_pass_by_value, reason = "stands in map_err")]
fn failed(error: rusqlite::Error) -> Error {
    Error::Io(error.to_string())
}

fn interrupted() -> Error {
    Error::Io("the statement was interrupted".to_owned())
}

fn too_large() -> Error {
    Error::Io(format!("query result exceeds limit of {MAX_RESULT_BYTES} bytes"))
}

impl Shared {
    fn with_open<T>(&self, work: impl FnOnce(&mut Open) -> Result<T, Error>) -> Result<T, Error> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.is_none() {
            let connection = self.database.connect().map_err(failed)?;
            *open = Some(Open { connection, turn: None });
        }
        let Some(open) = open.as_mut() else { return Err(Error::InvalidConnection) };
        let done = work(open);
        if open.connection.is_autocommit() {
            open.turn = None;
        }
        done
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        let open = self.open.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        let Some(Open { connection, turn }) = open else { return };
        let database = Arc::clone(&self.database);
        // What it did not commit is rolled back before the next has its turn.
        let close = move || {
            database.disconnect(connection);
            drop(turn);
        };
        match tokio::runtime::Handle::try_current() {
            // The store that goes away stands on a thread that must not block.
            Ok(runtime) => {
                runtime.spawn_blocking(close);
            }
            Err(_) => close(),
        }
    }
}
