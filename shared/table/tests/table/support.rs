//! What the tests share.

use std::collections::BTreeSet;

use table::Settings;

/// Of a shop in Sweden.
pub(crate) fn settings() -> Settings {
    Settings {
        home: "SE".parse().ok(),
        language: "sv".parse().ok(),
        groups: BTreeSet::new(),
        consent_source: None,
        consent_at: None,
        now: "2026-11-28T12:00:00Z".parse().unwrap(),
    }
}
