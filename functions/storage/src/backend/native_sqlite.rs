//! SQLite in this process, for the function built for this machine.

use host::Host;
use store::StoreError;
pub(crate) use store_sqlite::Connection;

/// The setting that names the database's file.
const FILE: &str = "database_file";

/// Opening is all it takes: each connection sets its own mode.
pub(crate) async fn prepare(host: &Host) -> Result<Connection, StoreError> {
    open(host).await
}

pub(crate) async fn open(host: &Host) -> Result<Connection, StoreError> {
    let missing = || StoreError::Unavailable(format!("setting {FILE} is missing"));
    let file = host.setting(FILE).await.ok_or_else(missing)?;
    Connection::open(file.as_ref())
}
