//! What was kept before personal data was sealed is sealed, whole, while storage is killed.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::{self, sleep};
use std::time::Duration;

use rusqlite::Connection;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tests::{Operator, Role, Sample, System, response_id};

use crate::compiled;

const RESPONSES: usize = 400;

/// What stands in every text.
const MARK: &str = "what was told before";

fn database(system: &System) -> PathBuf {
    system.folder(Role::Storage).join("sqlite_db.db")
}

/// Puts responses back as they were kept before, with the digest that they had: one without a key.
fn as_before(file: &Path, sent: &[Value]) {
    let connection = Connection::open(file).unwrap();
    let begun = "PRAGMA secure_delete = OFF; BEGIN IMMEDIATE; DELETE FROM subjects; \
         UPDATE scrubbed SET done = 0";
    connection.execute_batch(begun).unwrap();
    for submission in sent {
        let (answers, id) = (submission["answers"].to_string(), submission["id"].as_str().unwrap());
        let text = [&1_u32.to_be_bytes()[..], &[1], b"en", &[0], answers.as_bytes()].concat();
        let id = id.replace('-', "");
        let changed = connection.execute(
            "UPDATE responses SET sealed = 0, subject = NULL, personal = NULL, answers = ?1, \
             digest = ?2 WHERE lower(hex(id)) = ?3",
            (answers, Sha256::digest(text).as_slice(), id),
        );
        assert_eq!(changed, Ok(1));
    }
    connection.execute_batch("COMMIT").unwrap();
}

/// How often the mark stands in the database's files.
fn marks(file: &Path) -> usize {
    let log = format!("{}-wal", file.display());
    let bytes = [fs::read(file).unwrap(), fs::read(log).unwrap_or_default()].concat();
    bytes.windows(MARK.len()).filter(|window| *window == MARK.as_bytes()).count()
}

/// Has all be sealed, however often storage is killed meanwhile.
fn seal_all(system: &mut System, operator: &Operator) -> String {
    let mut killed = 0;
    loop {
        let sealing = thread::scope(|scope| {
            let sealing = scope.spawn(|| operator.run(&["seal-personal"]));
            if killed < 4 {
                sleep(Duration::from_millis(15 + 20 * killed));
                system.kill_storage();
                system.start_storage();
                killed += 1;
            }
            sealing.join().unwrap()
        });
        if sealing.code == 0 && killed == 4 {
            return sealing.err;
        }
    }
}

#[test]
fn what_was_kept_before_is_sealed_once() {
    let (mut system, operator) = System::operated(&compiled());
    let sample = Sample::publish(&system.site, &system.api_key);
    let sent: Vec<_> = (0..RESPONSES)
        .map(|number| {
            let who = format!("{MARK} by {number}").repeat(1 + number % 40);
            Sample::submission(response_id(), &json!({"who": who, "score": number % 11}))
        })
        .collect();
    for submission in &sent {
        let _ = sample.submit(submission).expect(201);
    }
    let listed = sample.responses(500);
    let file = database(&system);
    system.kill_storage();
    assert_eq!(marks(&file), 0, "what is new is sealed");
    as_before(&file, &sent);
    assert!(marks(&file) > RESPONSES, "what is looked for is there");
    system.start_storage();

    // What is not sealed yet is read as before, and a repeat of it is known.
    assert_eq!(sample.responses(500), listed);
    let mut other = sent[7].clone();
    other["answers"]["who"] = json!("somebody else");
    let repeats = |sample: &Sample| {
        let _ = sample.submit(&sent[7]).expect(200);
        assert_eq!(sample.submit(&other).expect(409).problem().0, "answered-differently");
    };
    repeats(&sample);

    let told = seal_all(&mut system, &operator);
    assert!(told.contains("nothing is left of them in clear"), "{told}");
    assert_eq!(marks(&file), 0);
    assert_eq!(sample.responses(500), listed);
    repeats(&sample);
    let again = operator.run(&["seal-personal"]);
    assert!(again.err.starts_with("0 responses and files were sealed"), "{}", again.err);
    system.kill_storage();
    assert_eq!(marks(&file), 0);
}
