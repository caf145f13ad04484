//! What was answered before there were figures is counted, once.
#![expect(clippy::expect_used, reason = "a test that cannot open its database fails")]

use contract::message::Day;
use store::{Days, PartOf, ReportStore as _, SqlConnection as _, SqlStore, migrate};
use store_sqlite::Connection;
use store_testkit::block_on;

/// The first schema, with responses that are complete, and one that is not.
fn from_before(file: &std::path::Path) {
    let old = rusqlite::Connection::open(file).expect("a database");
    old.execute_batch(include_str!("first-schema.sql")).expect("the first schema");
    old.execute_batch(
        "INSERT INTO tenants VALUES ('acme', 'Acme AB', 0);
         INSERT INTO surveys VALUES ('sus', 'acme', 'published', 1, NULL, 2, 3, 0);
         INSERT INTO survey_versions VALUES ('sus', 1, '{}', 0);",
    )
    .expect("a survey");
    for number in 0_u8..20 {
        old.execute(
            "INSERT INTO responses (survey, id, version, language, complete, answers, digest, \
             submitted_at) VALUES ('sus', ?1, 1, 'sv', ?2, '{\"q\":1}', zeroblob(32), 86400000)",
            ([number; 16], number > 0),
        )
        .expect("a response");
    }
}

fn opened(name: &str) -> Connection {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("store.db");
    from_before(&file);
    let connection = Connection::open(&file).expect("a database");
    block_on(migrate(&connection)).expect("migrated");
    connection
}

#[test]
fn what_was_there_is_counted_once() {
    let connection = opened("counted");
    let store = SqlStore::new(connection);
    let survey = "sus".parse().expect("a survey");
    let days = Days { from: Day::from_number(0), to: Day::from_number(9) };
    let counts = || {
        let rollups = block_on(store.read_rollups(&survey, days)).expect("read");
        let told = rollups.iter().map(|one| (one.day.number(), one.value.clone(), one.count));
        told.collect::<Vec<_>>()
    };
    assert_eq!(counts(), []);
    let tally = [("q".to_owned(), "1".to_owned())];
    let some = block_on(store.uncounted(9)).expect("read");
    assert_eq!((some.len(), &*some[0].answers), (9, r#"{"q":1}"#));
    for response in &some {
        // Whoever comes second changes nothing.
        for _ in 0..2 {
            block_on(store.count_response(response, &tally)).expect("counted");
        }
    }
    assert_eq!(counts(), [(1, "1".to_owned(), 9)]);
    for response in &block_on(store.uncounted(99)).expect("read") {
        block_on(store.count_response(response, &tally)).expect("counted");
    }
    assert_eq!(block_on(store.uncounted(9)).expect("read"), []);
    let all = [(1, "1".to_owned(), 19)];
    assert_eq!(counts(), all);
    block_on(store.recount()).expect("counted");
    assert_eq!(counts(), all);
}

#[test]
fn a_broken_count_is_mended() {
    let connection = opened("counted-anew");
    let broken = "INSERT INTO rollups VALUES ('sus', 1, 'q', '1', 77)";
    block_on(connection.run(broken, Vec::new())).expect("broken");
    let store = SqlStore::new(connection);
    let survey = "sus".parse().expect("a survey");
    let days = Days { from: Day::from_number(1), to: Day::from_number(1) };
    assert_eq!(block_on(store.read_rollups(&survey, days)).expect("read")[0].count, 77);
    block_on(store.recount()).expect("counted");
    assert_eq!(block_on(store.read_rollups(&survey, days)).expect("read"), []);
}

/// What is known of the invitation that a response answers counts, whenever it is said what that counts to.
#[test]
fn what_is_counted_later_is_told_apart() {
    let connection = opened("counted-apart");
    let known = "UPDATE responses SET parts = '{\"carrier\":\"DHL\"}' WHERE sequence <= 5";
    block_on(connection.run(known, Vec::new())).expect("known");
    let store = SqlStore::new(connection);
    let (tenant, app, instance) = ("acme", "delivery-control", "shop");
    let (tenant, app) = (tenant.parse().expect("a tenant"), app.parse().expect("an app"));
    let instance = instance.parse().expect("an instance");
    let (survey, part) = ("sus".parse().expect("a survey"), "carrier".parse().expect("a part"));
    let of =
        PartOf { tenant: &tenant, app: &app, instance: &instance, survey: &survey, part: &part };
    let days = Days { from: Day::from_number(0), to: Day::from_number(9) };
    let told = || {
        let figures = block_on(store.read_part(of, days, 9)).expect("read");
        let told = figures.into_iter().map(|one| (one.value, one.counts["q"]["1"]));
        told.collect::<Vec<_>>()
    };
    assert_eq!(told(), []);
    for response in &block_on(store.uncounted(99)).expect("read") {
        let tally = [("q".to_owned(), "1".to_owned())];
        block_on(store.count_response(response, &tally)).expect("counted");
    }
    // The first of the five is not complete, and counts to nothing.
    assert_eq!(told(), [("DHL".to_owned(), 4)]);
    block_on(store.recount()).expect("counted");
    assert_eq!(told(), [("DHL".to_owned(), 4)]);
}
