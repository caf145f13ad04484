-- The first released schema.
CREATE TABLE tenants (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL
);
CREATE TABLE users (
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
);
CREATE TABLE api_keys (
    id TEXT PRIMARY KEY,
    tenant TEXT NOT NULL REFERENCES tenants (id),
    grants TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER,
    created_at INTEGER NOT NULL
);
CREATE TABLE surveys (
    id TEXT PRIMARY KEY,
    tenant TEXT NOT NULL REFERENCES tenants (id),
    state TEXT NOT NULL,
    published_version INTEGER,
    draft TEXT,
    draft_version INTEGER,
    revision INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
);
CREATE INDEX surveys_of_tenant ON surveys (tenant, id);
CREATE TABLE survey_versions (
    survey TEXT NOT NULL REFERENCES surveys (id),
    version INTEGER NOT NULL,
    definition TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    PRIMARY KEY (survey, version)
);
CREATE TABLE responses (
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
);
CREATE INDEX responses_in_order ON responses (survey, sequence);
CREATE TABLE schema_steps (step INTEGER PRIMARY KEY);
INSERT INTO schema_steps (step) VALUES (1);
