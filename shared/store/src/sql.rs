//! The ports over SQL.

mod account;
mod alert;
mod alert_message;
mod api_key;
mod app;
mod asked;
mod attempt;
mod audit;
mod badge;
mod benchmark;
mod comment;
mod contact;
mod factor;
mod file;
mod flow;
mod hook;
mod identity;
mod leaver;
mod merge;
mod message;
mod migration;
mod order;
mod outbox;
mod parcel;
mod part;
mod passkey;
mod people;
mod personal;
mod profile;
mod rate;
mod report;
mod response;
mod row;
mod survey;
mod withdrawal;

pub use migration::migrate;
pub use row::SqlValue;

use core::cell::Cell;

use crate::StoreError;

/// A connection to a database that speaks SQLite's dialect with numbered parameters (`?1`).
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait SqlConnection {
    /// Runs one statement and brings all its rows.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] with the backend's words.
    async fn run(
        &self,
        statement: &str,
        parameters: Vec<SqlValue>,
    ) -> Result<Vec<Vec<SqlValue>>, StoreError>;
}

/// The ports over one connection. A connection serves one request at a time: transactions are
/// its state.
pub struct SqlStore<C> {
    connection: C,
    /// Whether a transaction is open: one that begins within it is a part of it.
    is_open: Cell<bool>,
}

impl<C: SqlConnection> SqlStore<C> {
    /// The ports over `connection`, whose schema [`migrate`] has brought up to date.
    pub const fn new(connection: C) -> Self {
        Self { connection, is_open: Cell::new(false) }
    }

    async fn rows(
        &self,
        statement: &str,
        parameters: Vec<SqlValue>,
    ) -> Result<Vec<row::Row>, StoreError> {
        let rows = self.connection.run(statement, parameters).await?;
        Ok(rows.into_iter().map(row::Row::new).collect())
    }

    async fn first(
        &self,
        statement: &str,
        parameters: Vec<SqlValue>,
    ) -> Result<Option<row::Row>, StoreError> {
        Ok(self.rows(statement, parameters).await?.into_iter().next())
    }

    /// Runs `statements` as one transaction: all, or none.
    async fn together(&self, statements: Vec<(&str, Vec<SqlValue>)>) -> Result<(), StoreError> {
        self.transaction(async || {
            for (statement, parameters) in statements {
                self.connection.run(statement, parameters).await?;
            }
            Ok(End::Commit(()))
        })
        .await
    }

    /// Runs `work` as one transaction, which ends as `work` says; if it fails, nothing is changed.
    /// Within another transaction it is a part of that, and is undone with it.
    async fn transaction<T>(
        &self,
        work: impl AsyncFnOnce() -> Result<End<T>, StoreError>,
    ) -> Result<T, StoreError> {
        let bounds = self.begin().await?;
        let (keeps, outcome) = match work().await {
            Ok(End::Commit(outcome)) => (true, Ok(outcome)),
            Ok(End::RollBack(outcome)) => (false, Ok(outcome)),
            Err(error) => (false, Err(error)),
        };
        let ended = self.end(bounds, keeps).await;
        // If both fail, the connection ends with the request, and so does its transaction; the first
        // error says more.
        let outcome = outcome?;
        ended.map(|()| outcome)
    }

    /// Begins a transaction. This and [`SqlStore::end`] are apart from what is done in one: they are
    /// there once, whatever that gives.
    async fn begin(&self) -> Result<&'static Bounds, StoreError> {
        let bounds = if self.is_open.get() { &PART } else { &WHOLE };
        self.all(bounds.begin).await?;
        self.is_open.set(true);
        Ok(bounds)
    }

    async fn end(&self, bounds: &Bounds, keeps: bool) -> Result<(), StoreError> {
        self.is_open.set(bounds.is_part);
        self.all(if keeps { bounds.commit } else { bounds.roll_back }).await
    }

    async fn all(&self, statements: &[&str]) -> Result<(), StoreError> {
        for statement in statements {
            self.connection.run(statement, Vec::new()).await?;
        }
        Ok(())
    }
}

/// The statements around a transaction.
struct Bounds {
    /// Whether it is within another one.
    is_part: bool,
    begin: &'static [&'static str],
    commit: &'static [&'static str],
    roll_back: &'static [&'static str],
}

static WHOLE: Bounds = Bounds {
    is_part: false,
    begin: &["BEGIN IMMEDIATE"],
    commit: &["COMMIT"],
    roll_back: &["ROLLBACK"],
};

static PART: Bounds = Bounds {
    is_part: true,
    begin: &["SAVEPOINT part"],
    commit: &["RELEASE part"],
    roll_back: &["ROLLBACK TO part", "RELEASE part"],
};

/// How a transaction ends.
enum End<T> {
    /// What it did is kept.
    Commit(T),
    /// What it did is undone.
    RollBack(T),
}
