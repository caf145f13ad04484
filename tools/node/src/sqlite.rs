//! `spin:sqlite`: the host's side of components' databases.

mod connection;
mod database;
mod line;
mod rows;
mod value;

use crate::binding::sqlite::{
    Error, Host, HostConnection, HostConnectionWithStore, QueryResult, RowResult, Value,
};
use crate::component::Component;
#[expect(unreachable_pub, reason = "the generated bindings hand it on under their own names")]
pub use connection::Connection;
pub(crate) use database::Database;
use rows::{Batches, Outcome};
use std::sync::Arc;
use wasmtime::component::{Accessor, FutureReader, HasData, Resource, ResourceTable, StreamReader};

/// Names [`SqliteView`] to the linker.
pub(crate) struct Sqlite;

/// What the interface needs of an instance.
pub(crate) struct SqliteView<'a> {
    pub(crate) table: &'a mut ResourceTable,
    pub(crate) component: &'a Component,
}

impl HasData for Sqlite {
    type Data<'a> = SqliteView<'a>;
}

type Opened = Result<Resource<Connection>, Error>;
type Streamed =
    Result<(Vec<String>, StreamReader<RowResult>, FutureReader<Result<(), Error>>), Error>;

impl SqliteView<'_> {
    /// Hands out a connection if the component is granted the database. As in Spin, its file is
    /// opened at the first statement.
    fn open_granted(&mut self, name: &str) -> wasmtime::Result<Opened> {
        let Some(database) = self.component.database(name) else {
            return Ok(Err(Error::AccessDenied));
        };
        Ok(Ok(self.table.push(Connection::new(Arc::clone(database)))?))
    }

    fn connection(&self, handle: &Resource<Connection>) -> wasmtime::Result<Connection> {
        Ok(self.table.get(handle)?.clone())
    }
}

impl Host for SqliteView<'_> {}

impl HostConnection for SqliteView<'_> {
    async fn open(&mut self, database: String) -> wasmtime::Result<Opened> {
        self.open_granted(&database)
    }

    async fn execute(
        &mut self,
        handle: Resource<Connection>,
        statement: String,
        parameters: Vec<Value>,
    ) -> wasmtime::Result<Result<QueryResult, Error>> {
        Ok(self.connection(&handle)?.execute(statement, parameters).await)
    }

    async fn last_insert_rowid(&mut self, handle: Resource<Connection>) -> wasmtime::Result<i64> {
        last_insert_rowid(self.connection(&handle)?).await
    }

    async fn changes(&mut self, handle: Resource<Connection>) -> wasmtime::Result<u64> {
        changes(self.connection(&handle)?).await
    }

    async fn drop(&mut self, handle: Resource<Connection>) -> wasmtime::Result<()> {
        self.table.delete(handle)?;
        Ok(())
    }
}

impl<T> HostConnectionWithStore<T> for Sqlite {
    async fn open_async(
        accessor: &Accessor<T, Self>,
        database: String,
    ) -> wasmtime::Result<Opened> {
        accessor.with(|mut access| access.get().open_granted(&database))
    }

    async fn execute_async(
        accessor: &Accessor<T, Self>,
        handle: Resource<Connection>,
        statement: String,
        parameters: Vec<Value>,
    ) -> wasmtime::Result<Streamed> {
        let connection = accessor.with(|mut access| access.get().connection(&handle))?;
        let answer = match connection.stream(statement, parameters).await {
            Ok(answer) => answer,
            Err(error) => return Ok(Err(error)),
        };
        accessor.with(|mut access| {
            let rows = match answer.rest {
                None => StreamReader::new(&mut access, answer.first)?,
                Some(rest) => StreamReader::new(&mut access, Batches::new(answer.first, rest))?,
            };
            let outcome = match answer.outcome {
                Outcome::Known(outcome) => {
                    FutureReader::new(&mut access, async { wasmtime::error::Ok(outcome) })?
                }
                Outcome::Awaited(outcome) => FutureReader::new(&mut access, outcome)?,
            };
            Ok(Ok((answer.columns, rows, outcome)))
        })
    }

    async fn last_insert_rowid_async(
        accessor: &Accessor<T, Self>,
        handle: Resource<Connection>,
    ) -> wasmtime::Result<i64> {
        last_insert_rowid(accessor.with(|mut access| access.get().connection(&handle))?).await
    }

    async fn changes_async(
        accessor: &Accessor<T, Self>,
        handle: Resource<Connection>,
    ) -> wasmtime::Result<u64> {
        changes(accessor.with(|mut access| access.get().connection(&handle))?).await
    }
}

async fn last_insert_rowid(connection: Connection) -> wasmtime::Result<i64> {
    Ok(connection.run(|connection| Ok(connection.last_insert_rowid())).await?)
}

async fn changes(connection: Connection) -> wasmtime::Result<u64> {
    Ok(connection.run(|connection| Ok(connection.changes())).await?)
}
