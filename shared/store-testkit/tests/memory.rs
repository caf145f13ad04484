//! The store in memory passes the suite.

use store_testkit::MemoryStore;

store_testkit::conformance!(MemoryStore::new());

#[test]
fn quotas_hold_among_clients() {
    let store = MemoryStore::new();
    store_testkit::cases::quotas_hold_among_clients(|| store.clone());
}

#[test]
fn minutes_hold_among_clients() {
    let store = MemoryStore::new();
    store_testkit::cases::minutes_hold_among_clients(|| store.clone());
}

#[test]
fn attempts_at_once_are_counted_exactly() {
    let store = MemoryStore::new();
    store_testkit::cases::attempts_at_once_are_counted_exactly(|| store.clone());
}

#[test]
fn revisions_hold_among_clients() {
    let store = MemoryStore::new();
    store_testkit::cases::revisions_hold_among_clients(|| store.clone());
}

#[test]
fn codes_at_once_count_once() {
    let store = MemoryStore::new();
    store_testkit::cases::codes_at_once_count_once(|| store.clone());
}

#[test]
fn answers_at_once_count_once() {
    let store = MemoryStore::new();
    store_testkit::cases::answers_at_once_count_once(|| store.clone());
}

#[test]
fn couriers_at_once_share() {
    let store = MemoryStore::new();
    store_testkit::cases::couriers_at_once_share(|| store.clone());
}

#[test]
fn entries_at_once_are_one_chain() {
    let store = MemoryStore::new();
    store_testkit::cases::entries_at_once_are_one_chain(|| store.clone());
}

#[test]
fn bindings_at_once_are_one() {
    let store = MemoryStore::new();
    store_testkit::cases::bindings_at_once_are_one(|| store.clone());
}
