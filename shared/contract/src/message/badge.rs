//! What everybody may see of an instance, where whoever runs it wants that.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::CommentsSetup;

credential::text_id! {
    /// The name of a badge in public addresses: by chance, and nobody's.
    BadgeId, 16, b'a'..=b'z' | b'0'..=b'9', "a badge's name is 16 of a-z and 0-9"
}

/// A badge, as an instance has it. One that has none shows nothing.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct BadgeSetup {
    /// Its name in public addresses.
    pub id: BadgeId,
    /// The question that it is made of.
    pub question: String,
    /// Whose it is, in words.
    pub shop: String,
    /// Their page.
    pub page: String,
    /// From how many answers on it is shown.
    pub least: u32,
    /// Whether it shows comments, and which; without it, none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comments: Option<CommentsSetup>,
}

impl BadgeSetup {
    /// The longest question, and the longest name, in bytes.
    pub const MAX_NAME_BYTES: usize = 200;
    /// The longest address, in bytes.
    pub const MAX_PAGE_BYTES: usize = 2048;
}

/// What a badge is made of.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct BadgeFigures {
    /// How it is set up.
    pub setup: BadgeSetup,
    /// How many responses of the last twelve months have each value of its question.
    pub counts: BTreeMap<String, u32>,
}
