//! The step with which personal data came to be sealed.

pub(super) const STEP: &[&str] = &[
    // Both sealed by the zone's key.
    "CREATE TABLE tenant_keys (
        tenant TEXT NOT NULL REFERENCES tenants (id),
        generation INTEGER NOT NULL,
        sealed TEXT NOT NULL,
        made_at INTEGER NOT NULL,
        PRIMARY KEY (tenant, generation)
    )",
    "CREATE TABLE look_up_secrets (
        tenant TEXT PRIMARY KEY REFERENCES tenants (id),
        sealed TEXT NOT NULL
    )",
    // Keys alone, apart from what they open: where they are backed up for less long, what is erased
    // is erased from backups too.
    "CREATE TABLE subjects (
        tenant TEXT NOT NULL REFERENCES tenants (id),
        id BLOB NOT NULL,
        kind TEXT NOT NULL,
        generation INTEGER NOT NULL,
        sealed BLOB NOT NULL,
        PRIMARY KEY (tenant, id)
    ) WITHOUT ROWID",
    // Of a response from before, all answers are in clear, and the digest has no key.
    "ALTER TABLE responses ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE responses ADD COLUMN subject BLOB",
    "ALTER TABLE responses ADD COLUMN personal BLOB",
    // A new key comes in the row of what it seals, and goes on to its table in the same statement.
    "ALTER TABLE responses ADD COLUMN key_generation INTEGER",
    "ALTER TABLE responses ADD COLUMN new_key BLOB",
    "CREATE TRIGGER keys_go_to_their_table AFTER INSERT ON responses
        WHEN NEW.new_key IS NOT NULL
    BEGIN
        INSERT INTO subjects (tenant, id, kind, generation, sealed)
            SELECT surveys.tenant, NEW.subject, 'response', NEW.key_generation, NEW.new_key
            FROM surveys WHERE surveys.id = NEW.survey;
        UPDATE responses SET key_generation = NULL, new_key = NULL
            WHERE sequence = NEW.sequence;
    END",
    "CREATE INDEX responses_clear ON responses (sequence) WHERE sealed = 0",
    // A file that has a subject is sealed, and its name is empty.
    "ALTER TABLE files ADD COLUMN subject BLOB",
    "ALTER TABLE files ADD COLUMN sealed_name BLOB",
    "ALTER TABLE files ADD COLUMN name_hash BLOB",
    "ALTER TABLE files ADD COLUMN digest BLOB",
    "CREATE INDEX files_clear ON files (sequence) WHERE subject IS NULL",
    // The key of a response that never came goes with the last of its files.
    "CREATE TRIGGER subjects_go_with_loose_files AFTER DELETE ON files
        WHEN OLD.subject IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM files WHERE survey = OLD.survey AND response = OLD.response)
        AND NOT EXISTS (SELECT 1 FROM responses
            WHERE survey = OLD.survey AND id = OLD.response)
    BEGIN
        DELETE FROM subjects WHERE kind = 'response' AND id = OLD.subject
            AND tenant = (SELECT tenant FROM surveys WHERE surveys.id = OLD.survey);
    END",
    // Whether what was sealed is gone from where it was.
    "CREATE TABLE scrubbed (id INTEGER PRIMARY KEY CHECK (id = 1), done INTEGER NOT NULL)",
    "INSERT INTO scrubbed (id, done) SELECT 1,
        NOT EXISTS (SELECT 1 FROM responses) AND NOT EXISTS (SELECT 1 FROM files)",
];
