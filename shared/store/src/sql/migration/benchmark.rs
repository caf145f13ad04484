//! The step with which customers came to be compared, those who have said so.

pub(super) const STEP: &[&str] = &[
    // Who shares its figures of an app: a row that is there. Nobody does until somebody of theirs says so.
    "CREATE TABLE benchmark_shared (
        app TEXT NOT NULL,
        tenant TEXT NOT NULL REFERENCES tenants (id),
        since INTEGER NOT NULL,
        PRIMARY KEY (app, tenant)
    ) WITHOUT ROWID",
];
