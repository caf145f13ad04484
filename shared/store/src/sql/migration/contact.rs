//! What is known of people.

pub(super) const STEP: &[&str] = &[
    // What is known of somebody, sealed under their key. `key` is a keyed hash of what the customer's system calls
    // them.
    "CREATE TABLE contact_profiles (
        tenant TEXT NOT NULL REFERENCES tenants (id),
        contact BLOB NOT NULL,
        key BLOB,
        sealed BLOB NOT NULL,
        changed_at INTEGER NOT NULL,
        PRIMARY KEY (tenant, contact),
        FOREIGN KEY (tenant, contact) REFERENCES contacts (tenant, id)
    )",
    "CREATE UNIQUE INDEX contact_profiles_by_key ON contact_profiles (tenant, key)
        WHERE key IS NOT NULL",
    // Keyed hashes of the words of their names, and of their groups.
    "CREATE TABLE contact_words (
        tenant TEXT NOT NULL,
        hash BLOB NOT NULL,
        contact BLOB NOT NULL,
        PRIMARY KEY (tenant, hash, contact),
        FOREIGN KEY (tenant, contact) REFERENCES contacts (tenant, id)
    ) WITHOUT ROWID",
    "CREATE INDEX contact_words_of_contact ON contact_words (tenant, contact)",
    "CREATE TABLE contact_groups (
        tenant TEXT NOT NULL,
        hash BLOB NOT NULL,
        contact BLOB NOT NULL,
        PRIMARY KEY (tenant, hash, contact),
        FOREIGN KEY (tenant, contact) REFERENCES contacts (tenant, id)
    ) WITHOUT ROWID",
    "CREATE INDEX contact_groups_of_contact ON contact_groups (tenant, contact)",
    // By what else somebody is found: what those had who were merged into them. Unlike what somebody was ever told
    // with, it is one person's.
    "CREATE TABLE contact_aliases (
        tenant TEXT NOT NULL,
        hash BLOB NOT NULL,
        contact BLOB NOT NULL,
        PRIMARY KEY (tenant, hash),
        FOREIGN KEY (tenant, contact) REFERENCES contacts (tenant, id)
    ) WITHOUT ROWID",
    "CREATE INDEX contact_aliases_of_contact ON contact_aliases (tenant, contact)",
    "CREATE INDEX contacts_by_time ON contacts (tenant, made_at, id)",
];
