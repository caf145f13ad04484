//! The step with which organisations came to invite their own people.

pub(super) const STEP: &[&str] = &[
    "ALTER TABLE users ADD COLUMN suspended_at INTEGER",
    // Whether the grants have this one, for the statements that see to it that an owner is left.
    "ALTER TABLE users ADD COLUMN is_owner INTEGER NOT NULL DEFAULT 0",
    "UPDATE users SET is_owner = 1 WHERE grants LIKE '%{\"role\":\"owner\",\"scope\":\"tenant\"}%'",
    "CREATE INDEX users_of_tenant ON users (tenant, id)",
    "CREATE TABLE join_invitations (
        id TEXT PRIMARY KEY,
        tenant TEXT NOT NULL REFERENCES tenants (id),
        email TEXT NOT NULL,
        grants TEXT NOT NULL,
        invited_by TEXT NOT NULL,
        made_at INTEGER NOT NULL,
        expires_at INTEGER NOT NULL,
        ended_at INTEGER
    )",
    // An address has one open invitation of a tenant.
    "CREATE UNIQUE INDEX join_invitations_open ON join_invitations (tenant, email)
        WHERE ended_at IS NULL",
    "CREATE INDEX join_invitations_of_tenant ON join_invitations (tenant, made_at)",
];
