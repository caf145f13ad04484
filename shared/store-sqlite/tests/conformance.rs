//! The SQL store passes the suite on SQLite.
#![expect(clippy::expect_used, reason = "a test that cannot open its database fails")]

use std::fs;
use std::path::Path;

use store::{SqlStore, migrate};
use store_sqlite::Connection;

fn open(file: &Path) -> SqlStore<Connection> {
    let connection = Connection::open(file).expect("a database");
    store_testkit::block_on(migrate(&connection)).expect("a schema");
    // A second time changes nothing.
    store_testkit::block_on(migrate(&connection)).expect("the same schema");
    SqlStore::new(connection)
}

store_testkit::conformance!(open(Path::new(":memory:")));

#[test]
fn quotas_hold_among_clients() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("quotas-hold-among-clients");
    // What an earlier run left behind is gone; there may be nothing.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("store.db");
    store_testkit::cases::quotas_hold_among_clients(|| open(&file));
}
