//! A database from before keeps what it holds, and works as a new one does.
#![expect(clippy::expect_used, reason = "a test that cannot open its database fails")]

use std::path::Path;

use contract::Moment;
use contract::message::{Limit, ResponseState};
use credential::TenantId;
use store::{
    Append, Draft, ResponseStore as _, SqlConnection as _, SqlStore, StoredDefinition,
    SurveyStore as _, migrate,
};
use store_sqlite::Connection;
use store_testkit::block_on;
use survey::SurveyId;

/// The first schema as it was released, with what was kept in it.
const FIRST: [&str; 2] = [
    include_str!("first-schema.sql"),
    "INSERT INTO tenants VALUES ('acme', 'Acme AB', 0);
     INSERT INTO surveys VALUES ('sus', 'acme', 'published', 1, '{\"title\":\"two\"}', 2, 3, 0);
     INSERT INTO survey_versions VALUES ('sus', 1, '{\"title\":\"one\"}', 0);
     INSERT INTO responses (survey, id, version, language, complete, answers, digest, submitted_at)
     VALUES ('sus', x'01932c07209e7cde8c1d3f2a1b4c5d6e', 1, 'sv', 1, '{\"q\":1}', zeroblob(32), 0);",
];

fn migrated() -> SqlStore<Connection> {
    let connection = Connection::open(Path::new(":memory:")).expect("a database in memory");
    for statement in FIRST.iter().flat_map(|text| text.split_inclusive(';')) {
        if !statement.trim().is_empty() {
            block_on(connection.run(statement, Vec::new())).expect("the first schema");
        }
    }
    block_on(migrate(&connection)).expect("the schema of now");
    SqlStore::new(connection)
}

fn names() -> (TenantId, SurveyId) {
    ("acme".parse().expect("a tenant"), "sus".parse().expect("a survey"))
}

const fn now() -> Moment {
    Moment::from_unix_millis(1_700_000_000_000)
}

#[test]
fn definitions_from_before_are_there_as_they_were_sent() {
    let (store, (acme, sus)) = (migrated(), names());
    let source = |title: &str| StoredDefinition::Source(format!("{{\"title\":\"{title}\"}}"));
    let published = block_on(store.read_published(&sus, None)).expect("read").expect("there");
    assert_eq!(published.definition, source("one"));
    block_on(store.publish(&acme, &sus, now())).expect("published");
    let published = block_on(store.read_published(&sus, None)).expect("read").expect("there");
    assert_eq!(published.definition, source("two"));
    let draft = Draft {
        source: "three",
        compiled: "compiled three",
        barred: None,
        title: None,
        limit: None,
    };
    block_on(store.save_draft(&acme, &sus, draft, now())).expect("saved");
    block_on(store.publish(&acme, &sus, now())).expect("published");
    let published = block_on(store.read_published(&sus, None)).expect("read").expect("there");
    assert_eq!(published.definition, StoredDefinition::Compiled("compiled three".to_owned()));
}

#[test]
fn responses_from_before_are_there_and_more_can_be_added() {
    let (store, (acme, sus)) = (migrated(), names());
    let listed = block_on(store.list_responses(
        &acme,
        &sus,
        ResponseState::default(),
        Limit::default(),
        None,
    ));
    let listed = listed.expect("listed").expect("the survey is there");
    let [first] = listed.as_slice() else { panic!("there is one response") };
    assert_eq!((first.answers.as_str(), first.score), ("{\"q\":1}", None));
    let message = serde_json::json!({
        "id": "01932c07-209e-7cde-8c1d-3f2a1b4c5d6f", "version": 1, "language": "sv",
        "complete": true, "answers": {}, "quotas": [{"name": "all", "limit": 1}], "score": 2,
    });
    let message = serde_json::from_value(message).expect("a message");
    let record = store::Record::new(message, now()).expect("a record");
    assert_eq!(block_on(store.append(&sus, &record)), Ok(Append::Now(now())));
}
