//! The step with which orders came to be known by their parcels, and attempts to deliver them to be counted.

pub(super) const STEP: &[&str] = &[
    "CREATE TABLE order_states (
        tenant TEXT NOT NULL REFERENCES tenants (id),
        app TEXT NOT NULL,
        instance TEXT NOT NULL,
        order_hash BLOB NOT NULL,
        state TEXT NOT NULL,
        changed_at INTEGER NOT NULL,
        PRIMARY KEY (tenant, app, instance, order_hash),
        FOREIGN KEY (tenant, app, instance) REFERENCES app_instances (tenant, app, instance)
    ) WITHOUT ROWID",
    "CREATE INDEX order_states_by_age ON order_states (changed_at)",
    // What is counted in all stands under a part without a name.
    "CREATE TABLE delivery_counts (
        tenant TEXT NOT NULL REFERENCES tenants (id),
        app TEXT NOT NULL,
        instance TEXT NOT NULL,
        part TEXT NOT NULL,
        day INTEGER NOT NULL,
        part_value TEXT NOT NULL,
        what TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (tenant, app, instance, part, day, part_value, what),
        FOREIGN KEY (tenant, app, instance) REFERENCES app_instances (tenant, app, instance)
    ) WITHOUT ROWID",
];
