//! Quotas: how many responses of a kind are taken.

use serde::{Deserialize, Serialize};

/// Names a quota within its survey: 1 to 64 bytes of `a-z`, `0-9` and `-`; or all of its responses,
/// which `*` stands for.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct QuotaName(String);

/// The text is not a [`QuotaName`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a quota is named by 1 to 64 of a-z, 0-9 and -, or is *")]
pub struct InvalidQuotaName;

impl QuotaName {
    /// The longest name, in bytes.
    pub const MAX_BYTES: usize = 64;

    /// The name under which all of a survey's responses are counted. No author can give it.
    pub const WHOLE_SURVEY: &'static str = "*";

    /// The quota of all of a survey's responses.
    #[must_use]
    pub fn whole_survey() -> Self {
        Self(Self::WHOLE_SURVEY.to_owned())
    }

    /// The name as it is counted under.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for QuotaName {
    type Error = InvalidQuotaName;

    fn try_from(raw: String) -> Result<Self, InvalidQuotaName> {
        let plain = raw.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        match raw.len() {
            1..=Self::MAX_BYTES if plain || raw == Self::WHOLE_SURVEY => Ok(Self(raw)),
            _ => Err(InvalidQuotaName),
        }
    }
}

impl core::str::FromStr for QuotaName {
    type Err = InvalidQuotaName;

    fn from_str(raw: &str) -> Result<Self, InvalidQuotaName> {
        Self::try_from(raw.to_owned())
    }
}

impl From<QuotaName> for String {
    fn from(name: QuotaName) -> Self {
        name.0
    }
}

/// A quota that a response counts to.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// Its name. All versions of a survey count under it together.
    pub name: QuotaName,
    /// How many responses are taken, as the version that was answered says.
    pub limit: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (raw, good) in [
            ("men-18-29", true),
            ("a", true),
            ("", false),
            ("Men", false),
            ("a b", false),
            ("*", true),
            ("**", false),
            (&"a".repeat(64), true),
            (&"a".repeat(65), false),
        ] {
            assert_eq!(raw.parse::<QuotaName>().is_ok(), good, "{raw}");
        }
    }
}
