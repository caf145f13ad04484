//! The ports over SQL.

mod account;
mod attempt;
mod factor;
mod migration;
mod outbox;
mod rate;
mod response;
mod row;
mod survey;

pub use migration::migrate;
pub use row::SqlValue;

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
}

impl<C: SqlConnection> SqlStore<C> {
    /// The ports over `connection`, whose schema [`migrate`] has brought up to date.
    pub const fn new(connection: C) -> Self {
        Self { connection }
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
    async fn transaction<T>(
        &self,
        work: impl AsyncFnOnce() -> Result<End<T>, StoreError>,
    ) -> Result<T, StoreError> {
        self.connection.run("BEGIN IMMEDIATE", Vec::new()).await?;
        match work().await {
            Ok(End::Commit(outcome)) => self.end("COMMIT").await.map(|()| outcome),
            Ok(End::RollBack(outcome)) => self.end("ROLLBACK").await.map(|()| outcome),
            Err(error) => {
                // If this fails too, the connection ends with the request, and so does its
                // transaction; the first error says more.
                let _ = self.end("ROLLBACK").await;
                Err(error)
            }
        }
    }

    async fn end(&self, statement: &str) -> Result<(), StoreError> {
        self.connection.run(statement, Vec::new()).await.map(|_| ())
    }
}

/// How a transaction ends.
enum End<T> {
    /// What it did is kept.
    Commit(T),
    /// What it did is undone.
    RollBack(T),
}
