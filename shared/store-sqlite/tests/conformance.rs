//! The SQL store passes the suite on SQLite.
#![expect(clippy::expect_used, reason = "a test that cannot open its database fails")]

use std::path::Path;

use store::{SqlStore, migrate};
use store_sqlite::Connection;

fn fresh() -> SqlStore<Connection> {
    let connection = Connection::open(Path::new(":memory:")).expect("a database in memory");
    store_testkit::block_on(migrate(&connection)).expect("a schema");
    // A second time changes nothing.
    store_testkit::block_on(migrate(&connection)).expect("the same schema");
    SqlStore::new(connection)
}

store_testkit::conformance!(fresh());
