use proptest::prelude::*;
use serde::Deserialize;

use super::*;
use crate::{MasterRing, state_label};

/// Challenges and their proofs, which another implementation has made.
const WORK: &str = include_str!("../../../../tests/vectors/credential/work.json");
const KEYS: &str = include_str!("../../../../tests/vectors/credential/keys.json");

#[derive(Deserialize)]
struct Published {
    label: String,
    rows: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    about: String,
    expires: UnixSeconds,
    most: u32,
    random: String,
    challenge: Value,
    number: u64,
    proof: String,
    /// Whether the current key has made it.
    current: bool,
}

fn published() -> (KeyRing, Vec<Row>) {
    let keys: Value = serde_json::from_str(KEYS).unwrap();
    let master = MasterRing::parse(keys["master"].as_str().unwrap()).unwrap();
    let published: Published = serde_json::from_str(WORK).unwrap();
    let label = state_label(&"se".parse().unwrap());
    assert_eq!(published.label, label.as_str());
    (master.derive(&label), published.rows)
}

fn before(expires: UnixSeconds) -> UnixSeconds {
    UnixSeconds::new(expires.get() - 1)
}

/// A proof of this challenge and this number.
fn proof(challenge: &Value, number: u64) -> String {
    let mut proof = challenge.clone();
    proof.as_object_mut().unwrap().remove("maxnumber");
    proof["number"] = number.into();
    Base64::encode_string(proof.to_string().as_bytes())
}

#[test]
fn published_challenges_are_made_and_their_proofs_taken() {
    let (ring, rows) = published();
    for Row { name, about, expires, most, random, challenge, number, proof, current } in rows {
        let random = Base64::decode_vec(&random).unwrap().try_into().unwrap();
        let made = ring.challenge(&about, expires, most, random);
        assert_eq!(made == challenge, current, "{name}");
        assert!(number <= u64::from(most), "{name}");
        for (case, about, now, want) in [
            ("in time", &*about, before(expires), true),
            ("expired", &*about, expires, false),
            ("of something else", "survey=other", before(expires), false),
            ("of nothing", "", before(expires), false),
        ] {
            assert_eq!(ring.is_proof(&proof, about, now), want, "{name}, {case}");
        }
    }
}

#[test]
fn a_proof_that_was_changed_anywhere_is_refused() {
    let (ring, rows) = published();
    for Row { name, about, expires, proof, .. } in rows {
        let now = before(expires);
        let json = Base64::decode_vec(&proof).unwrap();
        for flip in [1, 2, 4, 0x10, 0x20, 0x80] {
            for at in 0..proof.len() {
                let mut bytes = proof.clone().into_bytes();
                bytes[at] ^= flip;
                let changed = String::from_utf8_lossy(&bytes).into_owned();
                assert!(!ring.is_proof(&changed, &about, now), "{name} {at} {flip}");
                assert!(!ring.is_proof(&proof[..at], &about, now), "{name} cut at {at}");
            }
            for at in 0..json.len() {
                let mut bytes = json.clone();
                bytes[at] ^= flip;
                let changed = Base64::encode_string(&bytes);
                assert!(!ring.is_proof(&changed, &about, now), "{name} JSON {at} {flip}");
            }
        }
    }
}

proptest! {
    #[test]
    fn no_text_is_a_proof_by_itself(text in ".*", json in "\\{\"[a-z]+\":.*\\}") {
        let (ring, rows) = published();
        let Row { about, .. } = &rows[0];
        let now = UnixSeconds::new(0);
        prop_assert!(!ring.is_proof(&text, about, now));
        prop_assert!(!ring.is_proof(&Base64::encode_string(json.as_bytes()), about, now));
    }
}

#[test]
fn only_the_number_solves_it() {
    let (ring, rows) = published();
    for Row { name, about, expires, challenge, number, .. } in rows {
        let now = before(expires);
        for other in [0, number + 1, number * 10, u64::MAX] {
            let taken = ring.is_proof(&proof(&challenge, other), &about, now);
            assert_eq!(taken, other == number, "{name} {other}");
        }
        // What is not signed by us, however well it is solved.
        let mut own = challenge.clone();
        own["challenge"] = hash(challenge["salt"].as_str().unwrap(), 0).into();
        assert!(!ring.is_proof(&proof(&own, 0), &about, now), "{name}");
        let mut more = challenge.clone();
        more["took"] = 5.into();
        assert!(!ring.is_proof(&proof(&more, number), &about, now), "{name}");
    }
}
