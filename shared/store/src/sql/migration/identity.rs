//! The step with which tenants came to have identity providers.

pub(super) const STEP: &[&str] = &[
    // What a provider knows us by is sealed.
    "CREATE TABLE identity_providers (
        tenant TEXT PRIMARY KEY REFERENCES tenants (id),
        issuer TEXT NOT NULL,
        client_id TEXT NOT NULL,
        secret TEXT,
        changed_at INTEGER NOT NULL
    )",
    // What the provider of a tenant calls its people: each of them by one name.
    "CREATE TABLE identity_bindings (
        tenant TEXT NOT NULL REFERENCES identity_providers (tenant),
        subject TEXT NOT NULL,
        user TEXT NOT NULL UNIQUE REFERENCES users (id),
        bound_at INTEGER NOT NULL,
        PRIMARY KEY (tenant, subject)
    )",
];
