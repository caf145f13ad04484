//! Names of people.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

/// What a person is called: one line of 1 to 200 characters, without blanks around it or two of
/// them in a row.
#[derive(Clone, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(String);

/// The text is no [`PersonName`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a name is one line of 1 to 200 characters")]
pub struct InvalidPersonName;

impl PersonName {
    /// The most characters.
    pub const MAX_CHARS: usize = 200;

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PersonName {
    type Err = InvalidPersonName;

    fn from_str(raw: &str) -> Result<Self, InvalidPersonName> {
        // Four bytes a character, and a blank beside each: what is longer is none after all.
        if raw.len() > 8 * Self::MAX_CHARS || raw.chars().any(char::is_control) {
            return Err(InvalidPersonName);
        }
        let name = raw.split_whitespace().collect::<Vec<_>>().join(" ");
        if (1..=Self::MAX_CHARS).contains(&name.chars().count()) {
            Ok(Self(name))
        } else {
            Err(InvalidPersonName)
        }
    }
}

impl TryFrom<String> for PersonName {
    type Error = InvalidPersonName;

    fn try_from(raw: String) -> Result<Self, InvalidPersonName> {
        raw.parse()
    }
}

impl From<PersonName> for String {
    fn from(name: PersonName) -> Self {
        name.0
    }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonName(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let longest = "å".repeat(200);
        for (raw, want) in [
            ("Anna Öberg", Some("Anna Öberg")),
            ("  Anna   Öberg ", Some("Anna Öberg")),
            ("", None),
            ("  ", None),
            ("Anna\nÖberg", None),
            ("Anna\u{7f}", None),
            (longest.as_str(), Some(longest.as_str())),
            (&"å".repeat(201), None),
        ] {
            let name = raw.parse::<PersonName>();
            assert_eq!(name.as_ref().ok().map(PersonName::as_str), want, "{raw:?}");
            assert!(name.is_err() || format!("{name:?}") == "Ok(PersonName(..))");
        }
    }
}
