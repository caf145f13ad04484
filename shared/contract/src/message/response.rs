//! Responses.

use core::str::FromStr;

use ::survey::{ResponseId, StrictJson, Version};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::Moment;

/// The language a response was given in: a BCP 47 tag of at most 35 bytes (RFC 5646, section 4.4.1).
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct LanguageTag(String);

/// The text is not a [`LanguageTag`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a language is named by a BCP 47 tag")]
pub struct InvalidLanguageTag;

impl LanguageTag {
    const MAX_BYTES: usize = 35;

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for LanguageTag {
    type Error = InvalidLanguageTag;

    fn try_from(raw: String) -> Result<Self, InvalidLanguageTag> {
        let subtag = |tag: &str| {
            (1..=8).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        let starts = raw.bytes().next().is_some_and(|b| b.is_ascii_alphabetic());
        let good = starts && raw.len() <= Self::MAX_BYTES && raw.split('-').all(subtag);
        if good { Ok(Self(raw)) } else { Err(InvalidLanguageTag) }
    }
}

impl FromStr for LanguageTag {
    type Err = InvalidLanguageTag;

    fn from_str(raw: &str) -> Result<Self, InvalidLanguageTag> {
        Self::try_from(raw.to_owned())
    }
}

impl From<LanguageTag> for String {
    fn from(tag: LanguageTag) -> Self {
        tag.0
    }
}

/// Asks storage to keep a response. Sending it again is safe: the id decides.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AppendResponse {
    /// Made by the respondent's client before the first send.
    pub id: ResponseId,
    /// The version that was answered.
    pub version: Version,
    /// The language it was answered in.
    pub language: LanguageTag,
    /// Whether the respondent was done.
    pub complete: bool,
    /// The checked answers, by question name.
    pub answers: StrictJson,
}

/// A response is kept: now (201), or by an earlier call that was the same (200).
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Appended {
    /// When it was first kept; the same for every repeat.
    pub submitted_at: Moment,
}

/// A response that is read back.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ResponseItem {
    /// Its name.
    pub id: ResponseId,
    /// When it was first kept.
    pub submitted_at: Moment,
    /// The version that was answered.
    pub version: Version,
    /// The language it was answered in.
    pub language: LanguageTag,
    /// Whether the respondent was done.
    pub complete: bool,
    /// The answers, by question name.
    pub answers: Box<RawValue>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_tags() {
        for (raw, want) in [
            ("sv", true),
            ("sr-Latn-RS", true),
            ("", false),
            ("sv_SE", false),
            ("1a", false),
            ("en-", false),
            ("abcdefghi", false),
        ] {
            assert_eq!(raw.parse::<LanguageTag>().is_ok(), want, "{raw}");
        }
    }
}
