//! The step with which badges came to show comments.

pub(super) const STEP: &[&str] = &[
    // Whether whoever agreed to have it shown was erased: nobody is there to take that back.
    "ALTER TABLE responses ADD COLUMN disagreed INTEGER",
    "CREATE INDEX responses_agreed ON responses (survey, sequence)
        WHERE instr(tally, '[\"publish\",\"true\"]') > 0 AND disagreed IS NULL",
    // What was decided, by name, and nothing of what was written.
    "CREATE TABLE comments (
        tenant TEXT NOT NULL,
        app TEXT NOT NULL,
        instance TEXT NOT NULL,
        survey TEXT NOT NULL,
        response BLOB NOT NULL,
        decision TEXT NOT NULL,
        decided_at INTEGER NOT NULL,
        PRIMARY KEY (survey, response, tenant, app, instance),
        FOREIGN KEY (tenant, app, instance) REFERENCES app_instances (tenant, app, instance)
    ) WITHOUT ROWID",
    "CREATE TRIGGER comments_go_with_their_response AFTER DELETE ON responses BEGIN
        DELETE FROM comments WHERE survey = OLD.survey AND response = OLD.id; END",
    "CREATE TRIGGER comments_go_with_their_writer AFTER UPDATE OF disagreed ON responses BEGIN
        DELETE FROM comments WHERE survey = OLD.survey AND response = OLD.id; END",
];
