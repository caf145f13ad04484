//! The chain: how entries are hashed, and what does not fit.

use core::fmt::Write as _;

use contract::message::{AuditEntry, AuditFault, AuditFaultKind, AuditHead};
use credential::KeyRing;
use sha2::{Digest as _, Sha256};

/// What the seal of a head is for.
const SEAL: &str = "audit-head";

/// An entry as those after it know it: its number and its hash.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AuditMark {
    /// Its number.
    pub sequence: u64,
    /// Its hash, in hexadecimal.
    pub hash: String,
}

impl AuditMark {
    /// What stands before the first entry: number 0, a hash of zeros.
    #[must_use]
    pub fn start() -> Self {
        Self { sequence: 0, hash: "0".repeat(64) }
    }

    /// The mark that an entry says it leaves.
    #[must_use]
    pub fn of(entry: &AuditEntry) -> Self {
        Self { sequence: entry.sequence, hash: entry.hash.clone() }
    }

    /// The newest entry, by a head.
    #[must_use]
    pub fn newest(head: &AuditHead) -> Self {
        Self { sequence: head.sequence, hash: head.hash.clone() }
    }

    /// The last entry that went for its age, by a head.
    #[must_use]
    pub fn anchor(head: &AuditHead) -> Self {
        Self { sequence: head.anchor_sequence, hash: head.anchor_hash.clone() }
    }

    /// The head of a chain that ends here and begins after `anchor`, sealed if the head from before
    /// was: a head that somebody else wrote is not made good by writing on.
    #[must_use]
    pub fn head(self, tenant: &str, anchor: Self, keys: Option<&KeyRing>) -> AuditHead {
        let mut head = AuditHead {
            tenant: tenant.to_owned(),
            sequence: self.sequence,
            hash: self.hash,
            anchor_sequence: anchor.sequence,
            anchor_hash: anchor.hash,
            seal: String::new(),
        };
        if let Some(keys) = keys {
            head.seal = hex(&keys.mac(SEAL, head.canonical().as_bytes()));
        }
        head
    }
}

/// Whether storage sealed a head as it is.
#[must_use]
pub fn head_fits(head: &AuditHead, keys: &KeyRing) -> bool {
    let bytes = unhex(&head.seal);
    bytes.is_some_and(|seal| keys.has_made(SEAL, head.canonical().as_bytes(), &seal))
}

/// The hash of an entry after one of this hash: SHA-256 over the 32 bytes of that and the entry's
/// canonical bytes. A hash from before that is none leads to one that fits nothing.
#[must_use]
pub fn hash_of(before: &str, entry: &AuditEntry) -> String {
    let mut hash = Sha256::new();
    hash.update(unhex(before).unwrap_or_default());
    hash.update(entry.canonical());
    hex(&hash.finalize())
}

/// Walks the entries after `before`: gives the last of them.
///
/// # Errors
///
/// The first that does not fit. One that stands in another's place is told from one that was altered
/// only if both are in this piece.
pub fn walk(before: AuditMark, entries: &[AuditEntry]) -> Result<AuditMark, AuditFault> {
    let mut before = before;
    for entry in entries {
        let sequence = before.sequence.saturating_add(1);
        if entry.sequence != sequence {
            return Err(AuditFault { sequence, kind: AuditFaultKind::Missing });
        }
        if hash_of(&before.hash, entry) != entry.hash {
            let kind = if entries.iter().any(|other| belongs(other, &before, sequence)) {
                AuditFaultKind::OutOfOrder
            } else {
                AuditFaultKind::Altered
            };
            return Err(AuditFault { sequence, kind });
        }
        before = AuditMark::of(entry);
    }
    Ok(before)
}

/// Whether an entry would fit after `before` if it had this number.
fn belongs(entry: &AuditEntry, before: &AuditMark, sequence: u64) -> bool {
    let entry = AuditEntry { sequence, ..entry.clone() };
    hash_of(&before.hash, &entry) == entry.hash
}

pub(super) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a text does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
        return None;
    }
    for (byte, digits) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
        let digits = core::str::from_utf8(digits).ok()?;
        *byte = u8::from_str_radix(digits, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    /// Published entries and their hashes, made by `tests/vectors/audit/make.py`.
    const VECTORS: &str = include_str!("../../../../tests/vectors/audit/chain.json");

    #[derive(Deserialize)]
    struct Vectors {
        entries: Vec<AuditEntry>,
        canonical: Vec<String>,
        head: AuditHead,
    }

    fn vectors() -> Vectors {
        serde_json::from_str(VECTORS).unwrap()
    }

    #[test]
    fn entries_are_hashed_as_published() {
        let Vectors { entries, canonical, head } = vectors();
        let mut before = AuditMark::start();
        assert_eq!(entries.len(), canonical.len());
        for (entry, canonical) in entries.iter().zip(canonical) {
            assert_eq!(entry.canonical(), canonical);
            assert_eq!(hash_of(&before.hash, entry), entry.hash, "{}", entry.sequence);
            before = AuditMark::of(entry);
        }
        assert_eq!(walk(AuditMark::start(), &entries), Ok(before.clone()));
        assert_eq!(AuditMark::newest(&head), before);
        let keys = KeyRing::parse("k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8").unwrap();
        assert!(head_fits(&head, &keys));
        assert_eq!(before.head("acme", AuditMark::start(), Some(&keys)), head);
    }

    #[test]
    fn what_does_not_fit_is_told() {
        use AuditFaultKind::{Altered, Missing, OutOfOrder};
        type Change = fn(&mut Vec<AuditEntry>);
        let swap = |entries: &mut Vec<AuditEntry>, one: usize, other: usize| {
            entries.swap(one, other);
            for (entry, sequence) in entries.iter_mut().zip(1..) {
                entry.sequence = sequence;
            }
        };
        let cases: [(&str, Change, u64, AuditFaultKind); 11] = [
            ("the first is gone", |e| drop(e.remove(0)), 1, Missing),
            ("one is gone", |e| drop(e.remove(1)), 2, Missing),
            ("another actor", |e| e[1].actor.push('x'), 2, Altered),
            ("another time", |e| e[0].time = e[1].time.clone(), 1, Altered),
            ("another outcome", |e| "done".clone_into(&mut e[2].outcome), 3, Altered),
            ("another tenant", |e| "other".clone_into(&mut e[2].tenant), 3, Altered),
            ("another hash", |e| e[1].hash = e[0].hash.clone(), 2, Altered),
            ("no hash", |e| e[1].hash.clear(), 2, Altered),
            ("a line moved", |e| e[1].actor.push('\n'), 2, Altered),
            ("one is there twice", |e| e.insert(1, e[0].clone()), 2, Missing),
            ("another in its place", |e| e[2].sequence = 9, 3, Missing),
        ];
        for (name, change, sequence, kind) in cases {
            let mut entries = vectors().entries;
            change(&mut entries);
            let want = Err(AuditFault { sequence, kind });
            assert_eq!(walk(AuditMark::start(), &entries), want, "{name}");
        }
        for (one, other) in [(0, 1), (1, 2), (1, 3)] {
            let mut entries = vectors().entries;
            swap(&mut entries, one, other);
            let fault = walk(AuditMark::start(), &entries).unwrap_err();
            assert_eq!((fault.sequence, fault.kind), (one as u64 + 1, OutOfOrder));
        }
    }

    #[test]
    fn a_head_is_storages_own() {
        type Change = fn(&mut AuditHead);
        let head = vectors().head;
        let keys = KeyRing::parse("k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8").unwrap();
        let cases: [Change; 6] = [
            |head| head.sequence -= 1,
            |head| head.hash = head.anchor_hash.clone(),
            |head| head.anchor_sequence += 1,
            |head| head.anchor_hash = head.hash.clone(),
            |head| head.seal.clear(),
            |head| head.tenant.push('x'),
        ];
        for change in cases {
            let mut head = head.clone();
            change(&mut head);
            assert!(!head_fits(&head, &keys), "{head:?}");
        }
    }
}
