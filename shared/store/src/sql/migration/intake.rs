//! The step with which what waits of an instance that is paused is held back, and so is not looked through again and
//! again; and shops' platforms came to send webhooks.

pub(super) const STEP: &[&str] = &[
    "ALTER TABLE asked ADD COLUMN held INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE asked_messages ADD COLUMN held INTEGER NOT NULL DEFAULT 0",
    "UPDATE asked SET held = 1 WHERE next_due IS NOT NULL AND EXISTS
        (SELECT 1 FROM app_instances WHERE app_instances.tenant = asked.tenant
        AND app_instances.app = asked.app AND app_instances.instance = asked.instance
        AND app_instances.paused = 1)",
    "UPDATE asked_messages SET held = 1 WHERE ended_at IS NULL AND EXISTS
        (SELECT 1 FROM asked JOIN app_instances ON app_instances.tenant = asked.tenant
        AND app_instances.app = asked.app AND app_instances.instance = asked.instance
        WHERE asked.id = asked_messages.asked AND app_instances.paused = 1)",
    "DROP INDEX asked_due",
    "CREATE INDEX asked_due ON asked (next_due) WHERE next_due IS NOT NULL AND held = 0",
    // What is held back, or let go, when an instance is paused or goes on.
    "CREATE INDEX asked_waiting ON asked (tenant, app, instance) WHERE next_due IS NOT NULL",
    "DROP INDEX asked_messages_waiting",
    "CREATE INDEX asked_messages_waiting ON asked_messages (channel, next_at)
        WHERE ended_at IS NULL AND held = 0",
    "CREATE INDEX asked_messages_unsent ON asked_messages (asked) WHERE ended_at IS NULL",
    // A webhook's secret is sealed under the key of its instance.
    "CREATE TABLE app_hooks (
        id TEXT NOT NULL UNIQUE,
        tenant TEXT NOT NULL REFERENCES tenants (id),
        app TEXT NOT NULL,
        instance TEXT NOT NULL,
        platform TEXT NOT NULL,
        subject BLOB NOT NULL,
        sealed BLOB NOT NULL,
        made_at INTEGER NOT NULL,
        taken_at INTEGER,
        refusals INTEGER NOT NULL,
        refused_at INTEGER,
        refusal TEXT,
        PRIMARY KEY (tenant, app, instance, platform),
        FOREIGN KEY (tenant, app, instance) REFERENCES app_instances (tenant, app, instance)
    )",
];
