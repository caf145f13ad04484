//! What was kept before personal data was sealed leaves nothing in the file once it is.
#![expect(clippy::expect_used, reason = "a test that cannot open its database fails")]

use std::fs;
use std::path::{Path, PathBuf};

use contract::Moment;
use contract::message::{Limit, ResponseState};
use personal::{Generation, Place, SubjectId, SubjectKey, TenantKey};
use store::{
    Locked, PersonalStore as _, ResponseStore as _, SealedFile, SealedPart, SealedRecord, Sealing,
    SqlConnection as _, SqlStore, StoredSubject, SubjectUse, migrate,
};
use store_sqlite::Connection;
use store_testkit::block_on;
use survey::{ResponseId, SurveyId};

/// What stands in every text that is to be gone.
const MARK: &str = "en hemlighet";

const RESPONSES: u32 = 300;

/// The first schema, with responses short and long, some of them gone: as a file of years is, whose
/// pages were filled and emptied, by whoever does not overwrite what is deleted.
fn from_before(file: &Path) {
    let old = rusqlite::Connection::open(file).expect("a database");
    old.execute_batch("PRAGMA journal_mode = WAL; PRAGMA secure_delete = OFF;").expect("settings");
    old.execute_batch(include_str!("first-schema.sql")).expect("the first schema");
    old.execute_batch(
        "INSERT INTO tenants VALUES ('acme', 'Acme AB', 0);
         INSERT INTO surveys VALUES ('sus', 'acme', 'published', 1, NULL, 2, 3, 0);
         INSERT INTO survey_versions VALUES ('sus', 1, '{\"title\":\"one\"}', 0);",
    )
    .expect("a survey");
    for number in 0..RESPONSES {
        let answers = answers(number);
        let id = id(number);
        old.execute(
            "INSERT INTO responses (survey, id, version, language, complete, answers, digest, \
             submitted_at) VALUES ('sus', ?1, 1, 'sv', 1, ?2, zeroblob(32), 0)",
            (id.as_bytes().as_slice(), answers),
        )
        .expect("a response");
        if number % 7 == 3 {
            let gone =
                "DELETE FROM responses WHERE sequence = (SELECT max(sequence) - 2 FROM responses)";
            old.execute_batch(gone).expect("gone");
        }
    }
}

fn id(number: u32) -> ResponseId {
    let bytes = number.to_be_bytes();
    let random = [&bytes[..], &bytes, &[0; 2]].concat();
    ResponseId::new(1_700_000_000_000, &random.try_into().expect("ten bytes"))
}

/// From a line to several pages of the database.
fn answers(number: u32) -> String {
    let length = usize::try_from(number * 37 % 211).expect("a length");
    format!(r#"{{"why":"{}"}}"#, MARK.repeat(1 + length * length / 60))
}

/// How often the mark stands in the files of the database.
fn marks(file: &Path) -> usize {
    let mut found = 0;
    for end in ["", "-wal", "-shm", "-journal"] {
        let file = PathBuf::from(format!("{}{end}", file.display()));
        let bytes = fs::read(file).unwrap_or_default();
        found += bytes.windows(MARK.len()).filter(|window| *window == MARK.as_bytes()).count();
    }
    found
}

fn tenant_key() -> TenantKey {
    TenantKey::new("acme".parse().expect("a tenant"), Generation::FIRST, [1; 32])
}

/// The key of a response's subject, as it is kept.
fn subject_of(response: ResponseId) -> (SubjectKey, SubjectUse) {
    let id = SubjectId::from_bytes(*response.as_bytes());
    let key = SubjectKey::new("acme".parse().expect("a tenant"), id, response_key(response));
    let sealed = tenant_key().seal_subject(&key, [2; 24]).expect("sealed");
    let kept = StoredSubject { generation: Generation::FIRST, sealed };
    (key, SubjectUse { id, key: kept, is_new: true })
}

fn response_key(response: ResponseId) -> [u8; 32] {
    let bytes = response.as_bytes();
    [&bytes[..], &bytes[..]].concat().try_into().expect("32 bytes")
}

fn seal_all(store: &SqlStore<Connection>) {
    let added = block_on(store.add_tenant_keys(
        &"acme".parse().expect("a tenant"),
        "key",
        "secret",
        Moment::from_unix_millis(0),
    ));
    assert_eq!(added, Ok(true));
    loop {
        let clear = block_on(store.clear_responses(50)).expect("listed");
        if clear.is_empty() {
            return;
        }
        for response in clear {
            let (key, subject) = subject_of(response.id);
            let place = Place::Answers(&response.survey, response.id);
            let sealed = key.seal(place, [3; 24], response.answers.as_bytes()).expect("sealed");
            let record = SealedRecord {
                answers: "{}".to_owned(),
                digest: [4; 32],
                part: Some(SealedPart { subject, sealed }),
                file_names: Vec::new(),
                tally: Vec::new(),
            };
            assert_eq!(block_on(store.seal_response(&response, &record)), Ok(Sealing::Done));
        }
    }
}

/// Seals a file, which is of a response that has been sealed.
fn seal_file(store: &SqlStore<Connection>) {
    let file = block_on(store.clear_file()).expect("read").expect("one is there");
    let (key, subject) = subject_of(file.response);
    let place = Place::FileContent(&file.survey, file.response, file.id);
    let sealed = SealedFile {
        subject: SubjectUse { is_new: false, ..subject },
        name: b"sealed".to_vec(),
        name_hash: [5; 32],
        content: key.seal(place, [6; 24], &file.content).expect("sealed"),
        digest: [7; 32],
    };
    assert_eq!(block_on(store.seal_file(&file, &sealed)), Ok(Sealing::Done));
    assert!(block_on(store.clear_file()).expect("read").is_none());
}

fn opened(test: &str) -> (SqlStore<Connection>, PathBuf) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    // What an earlier run left behind is gone; there may be nothing.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("store.db");
    from_before(&file);
    let connection = Connection::open(&file).expect("a database");
    block_on(migrate(&connection)).expect("the schema of now");
    let content =
        format!("INSERT INTO file_contents VALUES (1, CAST('{}' AS BLOB))", MARK.repeat(9000));
    let whose = "INSERT INTO files (sequence, survey, response, id, name, media_type, bytes, kept, \
         created_at) SELECT 1, survey, id, id, 'en hemlighet.pdf', 'application/pdf', 108000, 1, 0 \
         FROM responses ORDER BY sequence DESC LIMIT 1";
    for statement in [whose, &content] {
        block_on(connection.run(statement, Vec::new())).expect("a file");
    }
    (SqlStore::new(connection), file)
}

#[test]
fn nothing_is_left_of_what_was_in_clear() {
    let (store, file) = opened("before");
    assert!(marks(&file) > 10_000, "what is looked for is there");
    seal_all(&store);
    seal_file(&store);
    assert_eq!(block_on(store.scrub()), Ok(true));
    assert_eq!(marks(&file), 0);

    let (acme, sus): (_, SurveyId) =
        ("acme".parse().expect("a tenant"), "sus".parse().expect("a survey"));
    let all = ResponseState::All;
    let listed = block_on(store.list_responses(&acme, &sus, all, Limit::default(), None));
    let listed = listed.expect("listed").expect("the survey is there");
    assert!(!listed.is_empty());
    for response in listed {
        let Locked { subject, key, sealed, .. } = *response.personal.expect("sealed");
        let key = key.expect("a key");
        let key = tenant_key().open_subject(subject, &key.sealed).expect("opened");
        let text = key.open(Place::Answers(&sus, response.id), &sealed).expect("opened");
        let numbers = 0..RESPONSES;
        let number =
            numbers.clone().find(|number| id(*number) == response.id).expect("one of ours");
        assert_eq!(*text, answers(number).as_bytes());
    }
}

/// While somebody reads what was there before, the log is not emptied: it is to be asked again.
#[test]
fn nothing_is_said_to_be_gone_while_somebody_reads_it() {
    let (store, file) = opened("before-read");
    seal_all(&store);
    seal_file(&store);
    let reader = rusqlite::Connection::open(&file).expect("a database");
    reader.execute_batch("BEGIN").expect("begun");
    let read = reader.query_row("SELECT count(*) FROM responses", [], |row| row.get::<_, u32>(0));
    assert!(read.expect("read") > 0);
    assert_eq!(block_on(store.scrub()), Ok(false));
    reader.execute_batch("COMMIT").expect("ended");
    assert_eq!(block_on(store.scrub()), Ok(true));
    assert_eq!(marks(&file), 0);
    assert_eq!(block_on(store.scrub()), Ok(true), "there is nothing to do");
}
