//! The step with which respondents came to be invited.

pub(super) const STEP: &[&str] = &[
    // How an app is set up is sealed: there are addresses in it.
    "CREATE TABLE app_instances (
        tenant TEXT NOT NULL REFERENCES tenants (id),
        app TEXT NOT NULL,
        instance TEXT NOT NULL,
        survey TEXT NOT NULL REFERENCES surveys (id),
        title TEXT NOT NULL,
        paused INTEGER NOT NULL,
        subject BLOB NOT NULL,
        sealed BLOB NOT NULL,
        made_at INTEGER NOT NULL,
        changed_at INTEGER NOT NULL,
        PRIMARY KEY (tenant, app, instance)
    )",
    // Who is asked: keyed hashes, by which whoever has an address or a number is found. The revision goes up with
    // every change of any of their invitations.
    "CREATE TABLE contacts (
        tenant TEXT NOT NULL REFERENCES tenants (id),
        id BLOB NOT NULL,
        email BLOB,
        phone BLOB,
        revision INTEGER NOT NULL,
        made_at INTEGER NOT NULL,
        PRIMARY KEY (tenant, id)
    )",
    "CREATE UNIQUE INDEX contacts_by_email ON contacts (tenant, email) WHERE email IS NOT NULL",
    "CREATE UNIQUE INDEX contacts_by_phone ON contacts (tenant, phone) WHERE phone IS NOT NULL",
    // Every address and number that was ever told of somebody, whosever else it is: whoever erases by it finds all.
    "CREATE TABLE contact_keys (
        tenant TEXT NOT NULL REFERENCES tenants (id),
        hash BLOB NOT NULL,
        contact BLOB NOT NULL,
        PRIMARY KEY (tenant, hash, contact)
    ) WITHOUT ROWID",
    "CREATE INDEX contact_keys_of_contact ON contact_keys (tenant, contact)",
    // What an invitation is, whom it is for and what was sent along is sealed under the key of its person; without
    // them, it is nobody's. `key` knows the same event, `event` what the customer calls it: keyed hashes.
    "CREATE TABLE asked (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        tenant TEXT NOT NULL REFERENCES tenants (id),
        app TEXT NOT NULL,
        instance TEXT NOT NULL,
        contact BLOB,
        key BLOB NOT NULL,
        event BLOB NOT NULL,
        stage TEXT NOT NULL,
        state TEXT NOT NULL,
        test INTEGER NOT NULL,
        next_due INTEGER,
        made_at INTEGER NOT NULL,
        sealed BLOB,
        UNIQUE (tenant, key),
        FOREIGN KEY (tenant, app, instance) REFERENCES app_instances (tenant, app, instance)
    )",
    "CREATE INDEX asked_due ON asked (next_due) WHERE next_due IS NOT NULL",
    "CREATE INDEX asked_of_contact ON asked (tenant, contact, sequence)",
    "CREATE INDEX asked_of_instance ON asked (tenant, app, instance, sequence)",
    "CREATE INDEX asked_by_state ON asked (tenant, app, instance, state, sequence)",
    "CREATE INDEX asked_by_event ON asked (tenant, event)",
    // Messages that wait, and what those that are over are called. What one says is made of its invitation.
    "CREATE TABLE asked_messages (
        id TEXT PRIMARY KEY,
        asked TEXT NOT NULL REFERENCES asked (id),
        name TEXT NOT NULL,
        channel TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        next_at INTEGER NOT NULL,
        closes INTEGER NOT NULL,
        ended_at INTEGER,
        UNIQUE (asked, name)
    )",
    "CREATE INDEX asked_messages_waiting ON asked_messages (channel, next_at)
        WHERE ended_at IS NULL",
    // Keyed hashes of a kind of their own, which outlast the person. No channel: nothing is sent to whoever it is of.
    "CREATE TABLE suppressions (
        tenant TEXT NOT NULL REFERENCES tenants (id),
        hash BLOB NOT NULL,
        cause TEXT NOT NULL,
        channel TEXT NOT NULL,
        PRIMARY KEY (tenant, hash, cause, channel)
    ) WITHOUT ROWID",
];
