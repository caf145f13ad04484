//! The step with which those came who are about to cancel a subscription.

pub(super) const STEP: &[&str] = &[
    // What it was started with is sealed under the key of its instance.
    "CREATE TABLE cancel_flows (
        id TEXT PRIMARY KEY,
        tenant TEXT NOT NULL REFERENCES tenants (id),
        app TEXT NOT NULL,
        instance TEXT NOT NULL,
        subscription BLOB NOT NULL,
        sealed BLOB,
        facts TEXT NOT NULL,
        state TEXT NOT NULL,
        made_at INTEGER NOT NULL,
        changed_at INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        FOREIGN KEY (tenant, app, instance) REFERENCES app_instances (tenant, app, instance)
    )",
    "CREATE INDEX cancel_flows_of_subscription ON cancel_flows (tenant, subscription, made_at)",
    "CREATE INDEX cancel_flows_of_instance ON cancel_flows (tenant, app, instance, made_at, id)",
    "CREATE INDEX cancel_flows_by_age ON cancel_flows (made_at)",
    "CREATE INDEX cancel_flows_sealed ON cancel_flows (made_at) WHERE sealed IS NOT NULL",
];
