//! The schema, as the steps that led to it.

mod alert;
mod aside;
mod asked;
mod benchmark;
mod comment;
mod contact;
mod flow;
mod identity;
mod intake;
mod leaver;
mod order;
mod parcel;
pub(super) mod part;
mod people;
mod personal;
pub(super) mod report;
mod retention;

use crate::sql::row::Row;
use crate::{SqlConnection, SqlValue, StoreError};

/// One step for each version of the schema, from the first. A step that was released never changes.
const STEPS: &[&[&str]] = &[
    FIRST,
    COMPILED_AND_COUNTED,
    ATTEMPTS,
    BARRED,
    RESPONDENTS_OWN,
    SIGN_INS,
    SECOND_FACTORS,
    RATES,
    FILES,
    OUTBOX,
    AUDIT,
    API_KEYS,
    PASSKEYS,
    people::STEP,
    ACCESS_ENDS,
    HASHING,
    identity::STEP,
    STANDINGS,
    personal::STEP,
    asked::STEP,
    report::STEP,
    alert::STEP,
    intake::STEP,
    retention::STEP,
    contact::STEP,
    part::STEP,
    flow::STEP,
    aside::STEP,
    benchmark::STEP,
    order::STEP,
    leaver::STEP,
    parcel::STEP,
    comment::STEP,
];

const FIRST: &[&str] = &[
    "CREATE TABLE tenants (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        created_at INTEGER NOT NULL
    )",
    "CREATE TABLE users (
        id TEXT PRIMARY KEY,
        tenant TEXT NOT NULL REFERENCES tenants (id),
        email TEXT NOT NULL UNIQUE,
        salt BLOB NOT NULL,
        memory_kib INTEGER NOT NULL,
        passes INTEGER NOT NULL,
        lanes INTEGER NOT NULL,
        verifier BLOB NOT NULL,
        epoch INTEGER NOT NULL,
        grants TEXT NOT NULL,
        created_at INTEGER NOT NULL
    )",
    "CREATE TABLE api_keys (
        id TEXT PRIMARY KEY,
        tenant TEXT NOT NULL REFERENCES tenants (id),
        grants TEXT NOT NULL,
        expires_at INTEGER NOT NULL,
        revoked_at INTEGER,
        created_at INTEGER NOT NULL
    )",
    "CREATE TABLE surveys (
        id TEXT PRIMARY KEY,
        tenant TEXT NOT NULL REFERENCES tenants (id),
        state TEXT NOT NULL,
        published_version INTEGER,
        draft TEXT,
        draft_version INTEGER,
        revision INTEGER NOT NULL,
        updated_at INTEGER NOT NULL
    )",
    "CREATE INDEX surveys_of_tenant ON surveys (tenant, id)",
    "CREATE TABLE survey_versions (
        survey TEXT NOT NULL REFERENCES surveys (id),
        version INTEGER NOT NULL,
        definition TEXT NOT NULL,
        published_at INTEGER NOT NULL,
        PRIMARY KEY (survey, version)
    )",
    // AUTOINCREMENT: a place in the order is never given twice, so a reader that remembers the
    // last place it saw misses nothing, even after a response was withdrawn.
    "CREATE TABLE responses (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
        survey TEXT NOT NULL,
        id BLOB NOT NULL,
        version INTEGER NOT NULL,
        language TEXT NOT NULL,
        complete INTEGER NOT NULL,
        answers TEXT NOT NULL,
        digest BLOB NOT NULL,
        submitted_at INTEGER NOT NULL,
        UNIQUE (survey, id),
        FOREIGN KEY (survey, version) REFERENCES survey_versions (survey, version)
    )",
    "CREATE INDEX responses_in_order ON responses (survey, sequence)",
];

const COMPILED_AND_COUNTED: &[&str] = &[
    // Definitions from before have none; they are compiled when they are read.
    "ALTER TABLE surveys ADD COLUMN draft_compiled TEXT",
    "ALTER TABLE survey_versions ADD COLUMN compiled TEXT",
    "ALTER TABLE responses ADD COLUMN score REAL",
    // The names of the quotas whose places a response has, as JSON: whoever takes a response away
    // knows which places are free again.
    "ALTER TABLE responses ADD COLUMN quotas TEXT",
    "CREATE TABLE quota_counts (
        survey TEXT NOT NULL REFERENCES surveys (id),
        quota TEXT NOT NULL,
        taken INTEGER NOT NULL,
        PRIMARY KEY (survey, quota)
    )",
];

const ATTEMPTS: &[&str] = &[
    "CREATE TABLE sign_in_attempts (
        who BLOB PRIMARY KEY,
        count INTEGER NOT NULL,
        last_at INTEGER NOT NULL
    )",
    "CREATE INDEX sign_in_attempts_by_age ON sign_in_attempts (last_at)",
];

// Why a draft may not be published, as JSON; none if it may.
const BARRED: &[&str] = &["ALTER TABLE surveys ADD COLUMN draft_barred TEXT"];

const RESPONDENTS_OWN: &[&str] = &[
    // How often a response was sent before it was complete; 0 once it is.
    "ALTER TABLE responses ADD COLUMN revision INTEGER NOT NULL DEFAULT 0",
    // Why it may be a machine's: names with a blank between.
    "ALTER TABLE responses ADD COLUMN suspect TEXT",
    // What is listed unless somebody asks for more.
    "CREATE INDEX responses_listed ON responses (survey, sequence)
        WHERE complete = 1 AND suspect IS NULL",
    // What nobody came back to, oldest first, for whoever removes it.
    "CREATE INDEX responses_unfinished ON responses (survey, submitted_at) WHERE complete = 0",
    // What was withdrawn: no more than is needed to know a late send of it.
    "CREATE TABLE withdrawn_responses (
        survey TEXT NOT NULL REFERENCES surveys (id),
        id_hash BLOB NOT NULL,
        withdrawn_at INTEGER NOT NULL,
        PRIMARY KEY (survey, id_hash)
    )",
    // How many responses a survey takes in all.
    "ALTER TABLE surveys ADD COLUMN draft_limit INTEGER",
    "ALTER TABLE survey_versions ADD COLUMN response_limit INTEGER",
];

const SIGN_INS: &[&str] = &[
    "CREATE TABLE sign_ins (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        user TEXT NOT NULL REFERENCES users (id),
        at INTEGER NOT NULL,
        agent TEXT
    )",
    "CREATE INDEX sign_ins_of_user ON sign_ins (user, id)",
];

const SECOND_FACTORS: &[&str] = &[
    "CREATE TABLE second_factors (
        user TEXT PRIMARY KEY REFERENCES users (id),
        secret TEXT NOT NULL,
        last_step INTEGER NOT NULL,
        added_at INTEGER NOT NULL
    )",
    // A code that was used is gone.
    "CREATE TABLE recovery_codes (
        user TEXT NOT NULL REFERENCES users (id),
        hash BLOB NOT NULL,
        PRIMARY KEY (user, hash)
    )",
    "ALTER TABLE tenants ADD COLUMN second_factor_required INTEGER NOT NULL DEFAULT 0",
    // By what somebody signed in, if it was not the password alone.
    "ALTER TABLE sign_ins ADD COLUMN way TEXT",
];

const RATES: &[&str] = &[
    // How many responses a survey has taken in the minute that began last; what is suspected is
    // counted by itself.
    "CREATE TABLE response_rates (
        survey TEXT NOT NULL REFERENCES surveys (id),
        suspected INTEGER NOT NULL,
        since INTEGER NOT NULL,
        taken INTEGER NOT NULL,
        PRIMARY KEY (survey, suspected)
    )",
];

const FILES: &[&str] = &[
    // Those of a response that is kept, and those that are to become some. `kept` says whether the
    // response names it.
    "CREATE TABLE files (
        sequence INTEGER PRIMARY KEY,
        survey TEXT NOT NULL REFERENCES surveys (id),
        response BLOB NOT NULL,
        id BLOB NOT NULL,
        name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        bytes INTEGER NOT NULL,
        kept INTEGER NOT NULL,
        created_at INTEGER NOT NULL,
        UNIQUE (survey, response, id)
    )",
    // A table of its own: what is said of a file changes, and megabytes are not written again.
    "CREATE TABLE file_contents (
        file INTEGER PRIMARY KEY REFERENCES files (sequence),
        content BLOB NOT NULL
    )",
    "CREATE TRIGGER files_go_whole AFTER DELETE ON files BEGIN
        DELETE FROM file_contents WHERE file = OLD.sequence;
    END",
    // What no response names, oldest first, for whoever removes it.
    "CREATE INDEX files_loose ON files (created_at) WHERE kept = 0",
    // How much of it a survey has, for whoever sends more.
    "CREATE INDEX files_loose_of_survey ON files (survey, bytes) WHERE kept = 0",
];

const OUTBOX: &[&str] = &[
    // What a mail says, and to whom, is sealed, and gone once it is over: then there is when that was,
    // and why, if it was not sent. A mail to no user is never sent.
    "CREATE TABLE outbox (
        id TEXT PRIMARY KEY,
        user TEXT REFERENCES users (id),
        kind TEXT NOT NULL,
        content TEXT,
        attempts INTEGER NOT NULL,
        next_at INTEGER NOT NULL,
        expires_at INTEGER NOT NULL,
        made_at INTEGER NOT NULL,
        ended_at INTEGER,
        failure TEXT
    )",
    "CREATE INDEX outbox_waiting ON outbox (next_at) WHERE ended_at IS NULL",
    "CREATE INDEX outbox_over ON outbox (ended_at) WHERE ended_at IS NOT NULL",
    "CREATE INDEX outbox_of_user ON outbox (user, kind, made_at)",
];

const AUDIT: &[&str] = &[
    // No reference to a tenant: the log outlives what it tells of. Texts, in the words in which they
    // are hashed.
    "CREATE TABLE audit_entries (
        tenant TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        time TEXT NOT NULL,
        actor TEXT NOT NULL,
        action TEXT NOT NULL,
        object TEXT NOT NULL,
        origin TEXT NOT NULL,
        request TEXT NOT NULL,
        outcome TEXT NOT NULL,
        hash TEXT NOT NULL,
        PRIMARY KEY (tenant, sequence)
    ) WITHOUT ROWID",
    "CREATE TABLE audit_heads (
        tenant TEXT PRIMARY KEY,
        sequence INTEGER NOT NULL,
        hash TEXT NOT NULL,
        anchor_sequence INTEGER NOT NULL,
        anchor_hash TEXT NOT NULL,
        seal TEXT NOT NULL
    )",
];

const API_KEYS: &[&str] = &[
    // What a key is for, who made it (nobody, if the operator did), and when it was used last. No
    // reference to who made it: the key is there after them, and does not work.
    "ALTER TABLE api_keys ADD COLUMN label TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE api_keys ADD COLUMN made_by TEXT",
    "ALTER TABLE api_keys ADD COLUMN last_used_at INTEGER",
    "CREATE INDEX api_keys_of_tenant ON api_keys (tenant, created_at)",
];

const PASSKEYS: &[&str] = &[
    // Public keys: there is nothing to seal.
    "CREATE TABLE passkeys (
        id BLOB PRIMARY KEY,
        user TEXT NOT NULL REFERENCES users (id),
        name TEXT NOT NULL,
        public_key BLOB NOT NULL,
        counter INTEGER NOT NULL,
        added_at INTEGER NOT NULL,
        used_at INTEGER
    )",
    "CREATE INDEX passkeys_of_user ON passkeys (user, added_at)",
    // What was answered, until it is over for long: no answer counts twice.
    "CREATE TABLE used_challenges (
        hash BLOB PRIMARY KEY,
        expires_at INTEGER NOT NULL
    )",
    "CREATE INDEX used_challenges_by_age ON used_challenges (expires_at)",
];

/// Access that ends by itself, in milliseconds since 1970.
const ACCESS_ENDS: &[&str] = &[
    "ALTER TABLE users ADD COLUMN access_until INTEGER",
    "ALTER TABLE join_invitations ADD COLUMN access_until INTEGER",
];

/// Until when time for hashing is taken, in microseconds since 1970.
const HASHING: &[&str] =
    &["CREATE TABLE hashing (id INTEGER PRIMARY KEY CHECK (id = 1), free_at_us INTEGER NOT NULL)"];

const STANDINGS: &[&str] = &[
    // What the newest definition calls the survey, as JSON. A draft from before is called by its name.
    "ALTER TABLE surveys ADD COLUMN title TEXT",
    // What is listed as not complete, and counted beside what is.
    "CREATE INDEX responses_partial ON responses (survey, sequence)
        WHERE complete = 0 AND suspect IS NULL",
];

/// Brings the schema up to date, in one transaction; when it is, nothing is written.
///
/// # Errors
///
/// [`StoreError::Unavailable`]; nothing is changed then.
pub async fn migrate<C: SqlConnection>(connection: &C) -> Result<(), StoreError> {
    connection
        .run("CREATE TABLE IF NOT EXISTS schema_steps (step INTEGER PRIMARY KEY)", Vec::new())
        .await?;
    if steps_done(connection).await? >= STEPS.len() {
        return Ok(());
    }
    connection.run("BEGIN IMMEDIATE", Vec::new()).await?;
    let outcome = advance(connection).await;
    let end = if outcome.is_ok() { "COMMIT" } else { "ROLLBACK" };
    let ended = connection.run(end, Vec::new()).await;
    outcome?;
    ended.map(|_| ())
}

/// Inside the transaction the number is read again: another instance may have come first.
async fn advance<C: SqlConnection>(connection: &C) -> Result<(), StoreError> {
    let done = steps_done(connection).await?;
    for (number, step) in (1_u32..).zip(STEPS).skip(done) {
        for statement in *step {
            connection.run(statement, Vec::new()).await?;
        }
        let parameters = vec![SqlValue::from(number)];
        connection.run("INSERT INTO schema_steps (step) VALUES (?1)", parameters).await?;
    }
    Ok(())
}

async fn steps_done<C: SqlConnection>(connection: &C) -> Result<usize, StoreError> {
    let rows = connection.run("SELECT count(*) FROM schema_steps", Vec::new()).await?;
    let row = rows.into_iter().next().ok_or(StoreError::Unreadable("no count"))?;
    Row::new(row).number()
}
