//! Submissions, made before they are sent.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Context as _;
use serde_json::json;

use crate::bench::answers::Questions;
use crate::bench::random::Random;

/// Makes submissions, each with a response id of its own.
pub(crate) struct Bodies {
    questions: Questions,
    random: Random,
}

impl Bodies {
    /// Submissions to the first version of a survey.
    pub(crate) fn to(definition: &serde_json::Value) -> Self {
        Self { questions: Questions::of(definition), random: Random::new() }
    }

    /// One submission.
    pub(crate) fn one(&mut self) -> String {
        let body = json!({
            "id": response_id(&mut self.random),
            "version": 1,
            "language": "sv",
            "answers": self.questions.answer(&mut self.random),
            "complete": true,
        });
        body.to_string()
    }

    /// Writes `count` submissions into `file`, one a line.
    pub(crate) fn write(&mut self, file: &Path, count: u64) -> anyhow::Result<()> {
        let cannot = || format!("cannot write {}", file.display());
        let mut out = BufWriter::new(File::create(file).with_context(cannot)?);
        for _ in 0..count {
            writeln!(out, "{}", self.one()).with_context(cannot)?;
        }
        out.flush().with_context(cannot)
    }
}

/// A `UUIDv7` (RFC 9562, section 5.7) of now.
pub(crate) fn response_id(random: &mut Random) -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let millis = since.as_millis() & 0xffff_ffff_ffff;
    let (a, b) = (random.next() & 0xfff, random.next() & 0x3fff_ffff_ffff_ffff);
    format!(
        "{:08x}-{:04x}-7{a:03x}-{:04x}-{:012x}",
        millis >> 16,
        millis & 0xffff,
        0x8000 | (b >> 48),
        b & 0xffff_ffff_ffff
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_uuids_of_version_7_and_distinct() {
        let mut random = Random::new();
        let ids: std::collections::BTreeSet<_> =
            (0..1000).map(|_| response_id(&mut random)).collect();
        assert_eq!(ids.len(), 1000);
        for id in ids {
            let version = id.as_bytes()[14];
            let variant = id.as_bytes()[19];
            assert_eq!((id.len(), version), (36, b'7'), "{id}");
            assert!(b"89ab".contains(&variant), "{id}");
        }
    }
}
