//! Names of data subjects.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

/// Names a data subject: 16 bytes, as text 32 hex digits. It says nothing of the person.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct SubjectId([u8; Self::BYTES]);

/// The text is no [`SubjectId`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a subject is 32 lower-case hex digits")]
pub struct InvalidSubjectId;

impl SubjectId {
    /// How many bytes it has.
    pub const BYTES: usize = 16;

    /// The subject with these bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; Self::BYTES]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; Self::BYTES] {
        &self.0
    }
}

impl fmt::Display for SubjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl FromStr for SubjectId {
    type Err = InvalidSubjectId;

    fn from_str(text: &str) -> Result<Self, InvalidSubjectId> {
        let plain = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if text.len() != 2 * Self::BYTES || !plain {
            return Err(InvalidSubjectId);
        }
        let number = u128::from_str_radix(text, 16).map_err(|_| InvalidSubjectId)?;
        Ok(Self(number.to_be_bytes()))
    }
}

impl TryFrom<String> for SubjectId {
    type Error = InvalidSubjectId;

    fn try_from(text: String) -> Result<Self, InvalidSubjectId> {
        text.parse()
    }
}

impl From<SubjectId> for String {
    fn from(id: SubjectId) -> Self {
        id.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts() {
        let id = SubjectId::from_bytes([0x0f; 16]);
        assert_eq!(id.to_string(), "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f");
        assert_eq!(id.to_string().parse(), Ok(id));
        for (name, text) in [
            ("empty", String::new()),
            ("short", "0f".repeat(15)),
            ("long", "0f".repeat(17)),
            ("capital", "0F".repeat(16)),
            ("sign", format!("+{}", "0".repeat(31))),
        ] {
            assert_eq!(text.parse::<SubjectId>(), Err(InvalidSubjectId), "{name}");
        }
    }
}
