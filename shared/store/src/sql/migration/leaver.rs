//! The step with which staff came to see who has cancelled a subscription.

pub(super) const STEP: &[&str] = &[
    // What was told is sealed under the key of its instance. An invitation may be removed before it.
    "CREATE TABLE leavers (
        id BLOB PRIMARY KEY,
        tenant TEXT NOT NULL REFERENCES tenants (id),
        app TEXT NOT NULL,
        instance TEXT NOT NULL,
        event BLOB NOT NULL,
        email BLOB,
        phone BLOB,
        asked TEXT,
        sealed BLOB NOT NULL,
        cancelled_at INTEGER NOT NULL,
        made_at INTEGER NOT NULL,
        resumed_at INTEGER,
        test INTEGER NOT NULL,
        FOREIGN KEY (tenant, app, instance) REFERENCES app_instances (tenant, app, instance)
    )",
    "CREATE INDEX leavers_of_instance ON leavers (tenant, app, instance, cancelled_at, id)",
    "CREATE INDEX leavers_of_event ON leavers (tenant, event, cancelled_at)",
    "CREATE INDEX leavers_by_email ON leavers (tenant, email) WHERE email IS NOT NULL",
    "CREATE INDEX leavers_by_phone ON leavers (tenant, phone) WHERE phone IS NOT NULL",
    "CREATE INDEX leavers_by_age ON leavers (made_at)",
];
