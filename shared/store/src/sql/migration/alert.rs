//! The step with which staff came to be alerted.

pub(super) const STEP: &[&str] = &[
    // How an alert stands is sealed: what staff say of it may be about a person. Once the response is gone, nothing
    // leads to it.
    "CREATE TABLE alerts (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        tenant TEXT NOT NULL REFERENCES tenants (id),
        app TEXT NOT NULL,
        instance TEXT NOT NULL,
        rule TEXT NOT NULL,
        survey TEXT NOT NULL,
        response BLOB,
        test INTEGER NOT NULL,
        raised INTEGER NOT NULL,
        standing TEXT NOT NULL,
        over INTEGER NOT NULL,
        next_due INTEGER,
        revision INTEGER NOT NULL,
        sealed BLOB,
        FOREIGN KEY (tenant, app, instance) REFERENCES app_instances (tenant, app, instance)
    )",
    "CREATE INDEX alerts_due ON alerts (next_due) WHERE next_due IS NOT NULL",
    "CREATE INDEX alerts_of_instance ON alerts (tenant, app, instance, over, sequence)",
    "CREATE INDEX alerts_of_response ON alerts (survey, response) WHERE response IS NOT NULL",
    // To whom a message goes is sealed, and gone once it is over. `bundle` is what those have in common that go
    // together.
    "CREATE TABLE alert_messages (
        id TEXT PRIMARY KEY,
        way TEXT NOT NULL,
        escalated INTEGER NOT NULL,
        sealed BLOB,
        bundle TEXT,
        attempts INTEGER NOT NULL,
        made_at INTEGER NOT NULL,
        next_at INTEGER NOT NULL,
        closes INTEGER NOT NULL,
        ended_at INTEGER,
        failure TEXT
    )",
    "CREATE INDEX alert_messages_waiting ON alert_messages (way, next_at)
        WHERE ended_at IS NULL",
    // Whoever has a message in hand reads its alerts once: another begins then.
    "CREATE UNIQUE INDEX alert_messages_bundled ON alert_messages (bundle)
        WHERE bundle IS NOT NULL AND attempts = 0 AND ended_at IS NULL",
    "CREATE TABLE alert_message_items (
        message TEXT NOT NULL REFERENCES alert_messages (id),
        alert TEXT NOT NULL REFERENCES alerts (id),
        PRIMARY KEY (message, alert)
    ) WITHOUT ROWID",
    "CREATE INDEX alert_message_items_of_alert ON alert_message_items (alert)",
];
