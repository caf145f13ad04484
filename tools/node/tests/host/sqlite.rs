//! `spin:sqlite`, as a component sees it.

use crate::support::Host;
use futures::future::join_all;

const GRANTED: &str = "sqlite_databases = [\"default\"]";
const ASYNC: &str = "/sqlite?database=default";
const SYNC: &str = "/sqlite-sync?database=default";

/// Runs `statements`, one a line, and compares the lines that come back.
async fn check(host: &Host, path: &str, statements: &[&str], want: &[&str]) {
    let got = host.post(path, statements.join("\n")).await;
    assert_eq!(got.lines().collect::<Vec<_>>(), want, "{statements:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn statements_commit_by_themselves() {
    let host = Host::start("sqlite-autocommit", GRANTED, &[]).await;
    for (path, table) in [(ASYNC, "a"), (SYNC, "b")] {
        let made =
            format!("1 CREATE TABLE {table} (i INTEGER PRIMARY KEY, t TEXT, r REAL, b BLOB)");
        check(&host, path, &[&made], &["[]", "changes 0 rowid 0"]).await;
        let insert =
            format!("1 INSERT INTO {table} VALUES (7, 'å', 1.5, x'00ff'), (8, NULL, 2, '')");
        check(&host, path, &[&insert], &["[]", "changes 2 rowid 8"]).await;
        let select = format!("1 SELECT * FROM {table} ORDER BY i");
        let rows = "i,t,r,b[Value::Integer(7) Value::Text(\"å\") Value::Real(1.5) \
                    Value::Blob([0, 255])|Value::Integer(8) Value::Null Value::Real(2.0) \
                    Value::Text(\"\")]";
        check(&host, path, &[&select], &[rows, "changes 0 rowid 0"]).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_open_is_a_connection_of_its_own() {
    let host = Host::start("sqlite-two", GRANTED, &[]).await;
    let statements = [
        "1 PRAGMA journal_mode = WAL",
        "1 CREATE TABLE t (i)",
        "1 BEGIN IMMEDIATE",
        "1 INSERT INTO t VALUES (1)",
        "1 SELECT count(*) AS n FROM t",
        "2 SELECT count(*) AS n FROM t",
        "1 COMMIT",
        "2 SELECT count(*) AS n FROM t",
    ];
    let want = [
        "journal_mode[Value::Text(\"wal\")]",
        "[]",
        "[]",
        "[]",
        "n[Value::Integer(1)]",
        "n[Value::Integer(0)]",
        "[]",
        "n[Value::Integer(1)]",
        "changes 1 rowid 1",
    ];
    check(&host, ASYNC, &statements, &want).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_committed_is_rolled_back_with_the_connection() {
    let host = Host::start("sqlite-rollback", GRANTED, &[]).await;
    let begun = ["1 CREATE TABLE t (i)", "1 BEGIN IMMEDIATE", "1 INSERT INTO t VALUES (1)"];
    check(&host, ASYNC, &begun, &["[]", "[]", "[]", "changes 1 rowid 1"]).await;
    // The next waits for the lock of the first, should that be closing still.
    let after = ["1 INSERT INTO t VALUES (2)", "1 SELECT i FROM t"];
    check(&host, ASYNC, &after, &["[]", "i[Value::Integer(2)]", "changes 1 rowid 1"]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn errors_come_with_the_result() {
    let host = Host::start("sqlite-errors", GRANTED, &[]).await;
    let statements = [
        "1 CREATE TABLE t (i UNIQUE)",
        "1 INSERT INTO t VALUES (1)",
        "1 INSERT INTO t VALUES (1)",
        "1 SELEC",
        "1 SELECT * FROM u",
        "1 INSERT INTO t VALUES (?1)",
        "1 ATTACH 'other.db' AS other",
        "1 ATTACH ':memory:' AS fine",
    ];
    for path in [ASYNC, SYNC] {
        let got = host.post(path, statements.join("\n")).await;
        let got: Vec<_> = got.lines().collect();
        for (line, words) in [
            (2, "UNIQUE constraint failed: t.i"),
            (3, "syntax error"),
            (4, "no such table: u"),
            (5, "Wrong number of parameters"),
            (6, "not authorized"),
        ] {
            let told = got.get(line).copied().unwrap_or_default();
            assert!(told.starts_with("error: Error::Io("), "{path} {line}: {told}");
            assert!(told.contains(words), "{path} {line}: {told}");
        }
        assert_eq!(got.get(7), Some(&"[]"), "{path}");
    }
    assert!(!std::path::Path::new("other.db").exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn long_answers_are_streamed() {
    let host = Host::start("sqlite-rows", GRANTED, &[]).await;
    for count in [0_u64, 1, 127, 128, 129, 1_000, 20_000] {
        let sum = count * (count + 1) / 2;
        let got = host.get(&format!("/rows?count={count}")).await;
        // The series has its first row before it looks at the count.
        let want = if count == 0 { (1, 1) } else { (count, sum) };
        assert_eq!(got, format!("{} rows, sum {}, Ok(())", want.0, want.1));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writers_at_the_same_time_wait_for_each_other() {
    let host = Host::start("sqlite-writers", GRANTED, &[]).await;
    host.post(ASYNC, "1 PRAGMA journal_mode = WAL\n1 CREATE TABLE t (i)").await;
    let write = "1 BEGIN IMMEDIATE\n1 INSERT INTO t SELECT count(*) FROM t\n1 COMMIT";
    let written = join_all((0..40).map(|_| host.post(ASYNC, write))).await;
    for lines in written {
        assert!(lines.starts_with("[]\n[]\n[]\n"), "{lines}");
    }
    let counted = ["1 SELECT count(*) AS n, count(DISTINCT i) AS d FROM t"];
    let want = ["n,d[Value::Integer(40) Value::Integer(40)]", "changes 0 rowid 0"];
    check(&host, ASYNC, &counted, &want).await;
}
