//! Names of surveys, of their versions and of responses.

use core::fmt;
use core::num::NonZeroU32;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

/// Names a survey within its zone: 1 to 64 bytes of `a-z`, `0-9` and `-`.
///
/// It stands in URLs and storage keys, so a byte that would need escaping is refused here, once.
#[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct SurveyId(String);

/// The text is not a [`SurveyId`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a survey is named by 1 to 64 of a-z, 0-9 and -")]
pub struct InvalidSurveyId;

impl SurveyId {
    /// The longest name, in bytes.
    pub const MAX_BYTES: usize = 64;

    /// The name as it stands in URLs.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for SurveyId {
    type Error = InvalidSurveyId;

    fn try_from(raw: String) -> Result<Self, InvalidSurveyId> {
        let plain = raw.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        match raw.len() {
            1..=Self::MAX_BYTES if plain => Ok(Self(raw)),
            _ => Err(InvalidSurveyId),
        }
    }
}

impl FromStr for SurveyId {
    type Err = InvalidSurveyId;

    fn from_str(raw: &str) -> Result<Self, InvalidSurveyId> {
        Self::try_from(raw.to_owned())
    }
}

impl From<SurveyId> for String {
    fn from(id: SurveyId) -> Self {
        id.0
    }
}

impl fmt::Display for SurveyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Numbers the published versions of one survey, from 1.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Version(NonZeroU32);

impl Version {
    /// The first version of every survey.
    pub const FIRST: Self = Self(NonZeroU32::MIN);

    /// The version with this number; none has the number 0.
    #[must_use]
    pub const fn new(number: u32) -> Option<Self> {
        match NonZeroU32::new(number) {
            Some(number) => Some(Self(number)),
            None => None,
        }
    }

    /// Its number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0.get()
    }

    /// The version after this one. Stays at the last number there is.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A name that is a `UUIDv7` (RFC 9562, section 5.7), made by the respondent's client.
macro_rules! uuid_name {
    ($(#[$doc:meta])* $name:ident, $(#[$why:meta])* $invalid:ident, $said:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(uuid::Uuid);

        $(#[$why])*
        #[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
        #[error($said)]
        pub struct $invalid;

        impl $name {
            /// A new name from `unix_millis`, the milliseconds since 1970 (48 bits are kept), and
            /// ten random bytes.
            #[must_use]
            pub const fn new(unix_millis: u64, random: &[u8; 10]) -> Self {
                Self(uuid::Builder::from_unix_timestamp_millis(unix_millis, random).into_uuid())
            }

            /// Its sixteen bytes.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }

            /// The name whose sixteen bytes these are.
            ///
            /// # Errors
            ///
            /// They are not a `UUIDv7`.
            pub fn from_bytes(bytes: [u8; 16]) -> Result<Self, $invalid> {
                checked(uuid::Uuid::from_bytes(bytes)).map(Self).ok_or($invalid)
            }
        }

        impl FromStr for $name {
            type Err = $invalid;

            fn from_str(raw: &str) -> Result<Self, $invalid> {
                read(raw).map(Self).ok_or($invalid)
            }
        }

        impl TryFrom<String> for $name {
            type Error = $invalid;

            fn try_from(raw: String) -> Result<Self, $invalid> {
                raw.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }
    };
}

fn checked(uuid: uuid::Uuid) -> Option<uuid::Uuid> {
    let variant = uuid.get_variant() == uuid::Variant::RFC4122;
    (variant && uuid.get_version_num() == 7).then_some(uuid)
}

fn read(raw: &str) -> Option<uuid::Uuid> {
    // The other spellings of a UUID (braces, no hyphens, capitals) would be other keys to a
    // reader who compares text, so one spelling is taken.
    let canonical = raw.len() == 36 && !raw.bytes().any(|b| b.is_ascii_uppercase());
    let uuid = uuid::Uuid::try_parse(raw).ok()?;
    if canonical { checked(uuid) } else { None }
}

uuid_name!(
    /// Names a response and makes sending it repeatable: made before the first send.
    ResponseId,
    /// The text is not a [`ResponseId`].
    InvalidResponseId,
    "a response is named by a UUID of version 7 in its hyphenated form"
);

uuid_name!(
    /// Names a file of a response, within that response, and makes sending it repeatable.
    FileId,
    /// The text is not a [`FileId`].
    InvalidFileId,
    "a file is named by a UUID of version 7 in its hyphenated form"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn survey_ids() {
        let long = "a".repeat(65);
        for (name, raw, want) in [
            ("plain", "sus-2", true),
            ("empty", "", false),
            ("capital", "Sus", false),
            ("slash", "a/b", false),
            ("too long", long.as_str(), false),
        ] {
            assert_eq!(raw.parse::<SurveyId>().is_ok(), want, "{name}");
        }
    }

    #[test]
    fn response_ids() {
        for (name, raw, want) in [
            ("version 7", "01932c07-209e-7cde-8c1d-3f2a1b4c5d6e", true),
            ("capitals", "01932C07-209E-7CDE-8C1D-3F2A1B4C5D6E", false),
            ("version 4", "01932c07-209e-4cde-8c1d-3f2a1b4c5d6e", false),
            ("no hyphens", "01932c07209e7cde8c1d3f2a1b4c5d6e", false),
            ("braces", "{01932c07-209e-7cde-8c1d-3f2a1b4c5d6e}", false),
            ("empty", "", false),
        ] {
            let parsed = raw.parse::<ResponseId>();
            assert_eq!(parsed.is_ok(), want, "{name}");
            if let Ok(id) = parsed {
                assert_eq!(id.to_string(), raw, "{name}");
                assert_eq!(ResponseId::from_bytes(*id.as_bytes()), Ok(id), "{name}");
            }
        }
    }
}
