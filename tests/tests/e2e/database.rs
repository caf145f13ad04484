//! Storage's own file, for tests that look into it, or do to it what nobody may.

use std::time::Duration;

use rusqlite::Connection;
use rusqlite::types::Value;
use tests::platform;

/// The database of the platform that runs.
pub(crate) struct Database(Connection);

impl Database {
    pub(crate) fn open() -> Self {
        let folder = &platform().ready.data;
        let below = ["", "storage", "state"].map(|part| folder.join(part).join("sqlite_db.db"));
        let file = below.into_iter().find(|file| file.exists());
        let connection = Connection::open(file.unwrap()).unwrap();
        connection.busy_timeout(Duration::from_secs(30)).unwrap();
        Self(connection)
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
