//! The audit log after somebody has written to the database's file.

use serde_json::{Value, json};

use crate::audit::{Own, get};
use crate::database::Database;

/// Verifies a log in stretches of four.
fn verified(session: &str) -> Value {
    let mut path = "/api/v1/audit/verify?limit=4".to_owned();
    loop {
        let answer = get(session, &path).expect(200).json();
        let Some(next) = answer["next"].as_str() else { return answer };
        assert_eq!(answer["fault"], Value::Null, "{answer:#}");
        path = format!("/api/v1/audit/verify?limit=4&cursor={next}");
    }
}

/// A log of nine entries: the tenant and its owner, then sign-ins, and that it was verified.
fn nine() -> (Own, String) {
    let own = Own::new();
    let session = own.token();
    assert_eq!(verified(&session)["verified_through"], 4);
    for _ in 0..5 {
        let _ = own.token();
    }
    (own, session)
}

/// Takes away the entries of which this is so.
fn delete(which: &str) -> String {
    format!("DELETE FROM audit_entries WHERE tenant = 'T' AND {which}")
}

/// Alters one entry.
fn alter(sequence: u64, what: &str) -> String {
    format!("UPDATE audit_entries SET {what} WHERE tenant = 'T' AND sequence = {sequence}")
}

/// Has two entries change places.
fn swap(one: u64, other: u64) -> String {
    let to = |from: u64, to: u64| alter(from, &format!("sequence = {to}"));
    [to(one, 100), to(other, one), to(100, other)].join("; ")
}

/// Has the head say that a part of the chain is at an entry that is there.
fn behead(part: &str, sequence: u64) -> String {
    let there = format!("audit_entries WHERE tenant = 'T' AND sequence = {sequence}");
    format!(
        "UPDATE audit_heads SET {part}sequence = {sequence}, {part}hash = (SELECT hash FROM {there})
         WHERE tenant = 'T'"
    )
}

#[test]
fn what_was_done_to_it_is_found() {
    for (name, statements, sequence, kind) in [
        ("removed", delete("sequence = 5"), 5, "missing"),
        ("the first removed", delete("sequence = 1"), 1, "missing"),
        ("altered", alter(5, "outcome = 'refused'"), 5, "altered"),
        ("the newest altered", alter(9, "actor = 'user:eve'"), 9, "altered"),
        ("no text any more", alter(5, "actor = x'00'"), 5, "altered"),
        ("its hash altered", alter(4, "hash = ''"), 4, "altered"),
        ("swapped", swap(6, 7), 6, "out-of-order"),
        ("swapped from afar", swap(3, 8), 3, "altered"),
        ("its end cut off", delete("sequence > 7"), 8, "cut-off"),
        // That it is verified is told again then, behind what is gone.
        ("all of it", delete("sequence > 0"), 1, "missing"),
        ("its end with the head", behead("", 7) + ";" + &delete("sequence > 7"), 7, "head"),
        ("its beginning", behead("anchor_", 3) + ";" + &delete("sequence <= 3"), 9, "head"),
        ("its head", "DELETE FROM audit_heads WHERE tenant = 'T'".to_owned(), 9, "head"),
    ] {
        let (own, session) = nine();
        assert_eq!(verified(&session)["verified_through"], 9, "{name}");
        Database::open().run(&statements.replace("'T'", &format!("'{}'", own.tenant)));
        let fault = json!({"sequence": sequence, "kind": kind});
        let found = verified(&session);
        assert_eq!(found["fault"], fault, "{name}: {found:#}");
        // To go on writing does not make it good.
        let _ = own.token();
        let later = verified(&session);
        assert!(later["fault"].is_object(), "{name}: {later:#}");
        if !["head", "cut-off"].contains(&kind) {
            assert_eq!(later["fault"], fault, "{name}");
        }
    }
}
