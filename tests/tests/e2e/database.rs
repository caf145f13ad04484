//! Storage's own file, for tests that look into it, or do to it what nobody may.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::types::{FromSql, Value};
use tests::platform;

/// The database of the platform that runs.
pub(crate) struct Database(Connection);

impl Database {
    pub(crate) fn open() -> Self {
        let connection = Connection::open(Self::file()).unwrap();
        connection.busy_timeout(Duration::from_secs(30)).unwrap();
        Self(connection)
    }

    fn file() -> PathBuf {
        let folder = &platform().ready.data;
        let below = ["", "storage", "state"].map(|part| folder.join(part).join("sqlite_db.db"));
        below.into_iter().find(|file| file.exists()).unwrap()
    }

    /// What is in the database's file, and in its log.
    pub(crate) fn bytes() -> Vec<u8> {
        let log = format!("{}-wal", Self::file().display());
        [fs::read(Self::file()).unwrap(), fs::read(log).unwrap_or_default()].concat()
    }

    /// The text or number that a statement gives for a survey.
    pub(crate) fn of<T: FromSql>(&self, statement: &str, survey: &str) -> T {
        self.0.query_row(statement, [survey], |row| row.get(0)).unwrap()
    }

    /// Runs statements in one transaction.
    pub(crate) fn run(&self, statements: &str) {
        self.0.execute_batch(&format!("BEGIN IMMEDIATE; {statements}; COMMIT")).unwrap();
    }

    /// All texts of the audit log, of every tenant.
    pub(crate) fn texts(&self) -> String {
        let mut texts = String::new();
        for table in ["audit_entries", "audit_heads"] {
            let mut rows = self.0.prepare(&format!("SELECT * FROM {table}")).unwrap();
            let width = rows.column_count();
            let mut rows = rows.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                for column in 0..width {
                    if let Value::Text(text) = row.get(column).unwrap() {
                        texts.push_str(&text);
                        texts.push('\n');
                    }
                }
            }
        }
        texts
    }
}
