//! The store in memory passes the suite.

store_testkit::conformance!(store_testkit::MemoryStore::new());
