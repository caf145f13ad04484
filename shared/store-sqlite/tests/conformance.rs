//! The SQL store passes the suite on SQLite.
#![expect(clippy::expect_used, reason = "a test that cannot open its database fails")]

use std::fs;
use std::path::{Path, PathBuf};

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

/// A new database for the clients of one test.
fn shared_by_clients(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    // What an earlier run left behind is gone; there may be nothing.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder.join("store.db")
}

#[test]
fn quotas_hold_among_clients() {
    let file = shared_by_clients("quotas-hold-among-clients");
    store_testkit::cases::quotas_hold_among_clients(|| open(&file));
}

#[test]
fn minutes_hold_among_clients() {
    let file = shared_by_clients("minutes-hold-among-clients");
    store_testkit::cases::minutes_hold_among_clients(|| open(&file));
}

#[test]
fn revisions_hold_among_clients() {
    let file = shared_by_clients("revisions-hold-among-clients");
    store_testkit::cases::revisions_hold_among_clients(|| open(&file));
}

#[test]
fn files_hold_among_clients() {
    let file = shared_by_clients("files-hold-among-clients");
    store_testkit::cases::files_hold_among_clients(|| open(&file));
}

#[test]
fn files_stay_with_the_last_revision() {
    let file = shared_by_clients("files-stay-with-the-last-revision");
    store_testkit::cases::files_stay_with_the_last_revision(|| open(&file));
}

#[test]
fn an_owner_is_always_left() {
    let file = shared_by_clients("an-owner-is-always-left");
    store_testkit::cases::an_owner_is_always_left(|| open(&file));
}

#[test]
fn attempts_at_once_are_counted_exactly() {
    let file = shared_by_clients("attempts-at-once-are-counted-exactly");
    store_testkit::cases::attempts_at_once_are_counted_exactly(|| open(&file));
}

#[test]
fn codes_at_once_count_once() {
    let file = shared_by_clients("codes-at-once-count-once");
    store_testkit::cases::codes_at_once_count_once(|| open(&file));
}

#[test]
fn answers_at_once_count_once() {
    let file = shared_by_clients("answers-at-once-count-once");
    store_testkit::cases::answers_at_once_count_once(|| open(&file));
}

#[test]
fn couriers_at_once_share() {
    let file = shared_by_clients("couriers-at-once-share");
    store_testkit::cases::couriers_at_once_share(|| open(&file));
}

#[test]
fn entries_at_once_are_one_chain() {
    let file = shared_by_clients("entries-at-once-are-one-chain");
    store_testkit::cases::entries_at_once_are_one_chain(|| open(&file));
}

#[test]
fn bindings_at_once_are_one() {
    let file = shared_by_clients("bindings-at-once-are-one");
    store_testkit::cases::bindings_at_once_are_one(|| open(&file));
}
