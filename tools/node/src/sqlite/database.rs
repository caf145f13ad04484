//! A database file and how connections to it begin and end.

use super::line::Line;
use rusqlite::Connection;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// A database in one file.
pub(crate) struct Database {
    path: PathBuf,
    /// One connection that no component uses. SQLite folds the write-ahead log into the file when
    /// the last connection closes, which would be after every lone request otherwise.
    anchor: Mutex<Option<Connection>>,
    writers: Line,
}

impl Database {
    /// A database in the file `path`, which SQLite makes when it is first opened. The folder must
    /// be there.
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path, anchor: Mutex::new(None), writers: Line::default() }
    }

    /// Where those wait who write.
    pub(super) const fn writers(&self) -> &Line {
        &self.writers
    }

    /// Opens another connection. It waits up to 5 seconds for a lock, as in Spin, and cannot attach
    /// another file. Blocks.
    pub(crate) fn connect(&self) -> rusqlite::Result<Connection> {
        let mut connection = Connection::open(&self.path)?;
        connection.busy_handler(Some(wait_for_lock))?;
        connection.authorizer(Some(authorize))?;
        Ok(connection)
    }

    /// Closes `connection`, rolling back what it did not commit. Blocks.
    pub(crate) fn disconnect(&self, connection: Connection) {
        let mut anchor = self.anchor.lock().unwrap_or_else(PoisonError::into_inner);
        if anchor.is_none() {
            *anchor = self.anchor(&connection);
        }
        drop(anchor);
        drop(connection);
    }

    /// A connection to hold on to, if the database has a write-ahead log by now.
    fn anchor(&self, connection: &Connection) -> Option<Connection> {
        let mode =
            connection.pragma_query_value(None, "journal_mode", |row| row.get::<_, String>(0));
        if mode.ok()? != "wal" {
            return None;
        }
        let anchor = Connection::open(&self.path).ok()?;
        // A connection takes part in the log from its first read on.
        let read = anchor.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
        read.is_ok().then_some(anchor)
    }
}

/// Waits for a lock; `tries` were in vain so far. SQLite's own waits soon grow to 100 ms, in which
/// a hundred short transactions of others have their turn.
fn wait_for_lock(tries: i32) -> bool {
    const QUICK_TRIES: i32 = 10;
    const MAX_TRIES: i32 = 2_500;
    let wait = if tries < QUICK_TRIES { 500 } else { 2_000 };
    std::thread::sleep(Duration::from_micros(wait));
    tries < MAX_TRIES
}

/// What a statement may do: everything but reach another file. As in Spin, temporary and
/// in-memory databases can be attached.
#[expect(clippy::wildcard_enum_match_arm, reason = "SQLite's list of actions grows")]
fn authorize(context: AuthContext<'_>) -> Authorization {
    match context.action {
        AuthAction::Attach { filename: "" | ":memory:" } => Authorization::Allow,
        AuthAction::Attach { .. } => Authorization::Deny,
        _ => Authorization::Allow,
    }
}
