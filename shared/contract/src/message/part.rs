//! What figures are told apart by: a carrier, a property, a plan.

use core::fmt;
use core::str::FromStr;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a part is called: 1 to 32 of `a-z` and `-`.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartName(String);

impl PartName {
    /// The longest, in bytes.
    pub const MAX_BYTES: usize = 32;

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Not a part's name.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a part is called by 1 to 32 of a-z and -")]
pub struct InvalidPartName;

impl FromStr for PartName {
    type Err = InvalidPartName;

    fn from_str(raw: &str) -> Result<Self, InvalidPartName> {
        let plain = raw.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'-'));
        let fits = (1..=Self::MAX_BYTES).contains(&raw.len()) && plain;
        fits.then(|| Self(raw.to_owned())).ok_or(InvalidPartName)
    }
}

impl TryFrom<String> for PartName {
    type Error = InvalidPartName;

    fn try_from(raw: String) -> Result<Self, InvalidPartName> {
        raw.parse()
    }
}

impl From<PartName> for String {
    fn from(name: PartName) -> Self {
        name.0
    }
}

impl fmt::Display for PartName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the figures of one invitation are told apart by: names that never change, and values in the customer's own
/// words.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "BTreeMap<PartName, String>", into = "BTreeMap<PartName, String>")]
pub struct Parts(BTreeMap<PartName, String>);

impl Parts {
    /// The most there are.
    pub const MOST: usize = 8;
    /// The longest value, in bytes.
    pub const MAX_VALUE_BYTES: usize = 200;

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (&PartName, &str)> {
        self.0.iter().map(|(name, value)| (name, value.as_str()))
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Too many parts, or one whose value is empty or too long.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("figures are told apart by up to 8 parts, each of 1 to 200 bytes")]
pub struct InvalidParts;

impl TryFrom<BTreeMap<PartName, String>> for Parts {
    type Error = InvalidParts;

    fn try_from(raw: BTreeMap<PartName, String>) -> Result<Self, InvalidParts> {
        let fits = |value: &String| (1..=Self::MAX_VALUE_BYTES).contains(&value.len());
        let good = raw.len() <= Self::MOST && raw.values().all(fits);
        good.then_some(Self(raw)).ok_or(InvalidParts)
    }
}

impl From<Parts> for BTreeMap<PartName, String> {
    fn from(parts: Parts) -> Self {
        parts.0
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn parts_are_bounded() {
        let many = |count: u8| -> serde_json::Value {
            (b'a'..b'a' + count).map(|name| (char::from(name).to_string(), json!("x"))).collect()
        };
        for (name, parts, is_taken) in [
            ("none", json!({}), true),
            ("some", json!({"carrier": "PostNord", "delivery-type": "home"}), true),
            ("as many as there may be", many(8), true),
            ("too many", many(9), false),
            ("as long as it may be", json!({"driver": "x".repeat(200)}), true),
            ("too long", json!({"driver": "x".repeat(201)}), false),
            ("empty", json!({"driver": ""}), false),
            ("no name", json!({"": "x"}), false),
            ("a long name", json!({"a".repeat(32): "x"}), true),
            ("too long a name", json!({"a".repeat(33): "x"}), false),
            ("another alphabet", json!({"Driver": "x"}), false),
            ("no text", json!({"driver": 7}), false),
        ] {
            let read = serde_json::from_value::<Parts>(parts.clone());
            assert_eq!(read.is_ok(), is_taken, "{name}");
            if let Ok(read) = read {
                assert_eq!(serde_json::to_value(read).unwrap(), parts, "{name}");
            }
        }
    }
}
