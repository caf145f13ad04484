//! What a column of contacts holds.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::fold::plain;

/// What a column holds.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// The whole name.
    Name,
    /// The first name.
    FirstName,
    /// The last name.
    LastName,
    /// The language, by its tag (BCP 47) or its name.
    Language,
    /// Groups, with `,`, `;` or `|` between them.
    Groups,
    /// What the customer's own system calls the person.
    Key,
    /// Whether the person has agreed to be written to.
    Consent,
    /// Where the person said so.
    ConsentSource,
    /// When the person said so.
    ConsentTime,
    /// A field of the customer's own.
    Extra(ExtraName),
    /// Nothing that is kept.
    Ignored,
}

/// Names a field of the customer's own: 1 to 64 of `a-z`, `A-Z`, `0-9`, `_` and `-`.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct ExtraName(String);

/// The text is no [`ExtraName`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a field's name is 1 to 64 of a-z, A-Z, 0-9, _ and -")]
pub struct InvalidExtraName;

impl Field {
    /// Whether several columns may hold it.
    pub(crate) const fn may_repeat(&self) -> bool {
        matches!(self, Self::Groups | Self::Ignored)
    }
}

impl ExtraName {
    const MAX_BYTES: usize = 64;

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of what a column is called, by its letters without marks; of a column whose name has
    /// none of these, `column-N`. The `nth` of several columns of one name has its number behind.
    pub(crate) fn of_column(header: &str, number: usize, nth: usize) -> Self {
        let mut name = String::new();
        for letter in header.chars().flat_map(char::to_lowercase) {
            match plain(letter) {
                "" if letter.is_ascii_alphanumeric() => name.push(letter),
                "" if !name.is_empty() && !name.ends_with('-') => name.push('-'),
                plain => name.push_str(plain),
            }
        }
        // The number behind has room as well.
        name.truncate(Self::MAX_BYTES - 8);
        let name = name.trim_end_matches('-');
        let name = if name.is_empty() { format!("column-{number}") } else { name.to_owned() };
        Self(if nth > 1 { format!("{name}-{nth}") } else { name })
    }
}

impl TryFrom<String> for ExtraName {
    type Error = InvalidExtraName;

    fn try_from(raw: String) -> Result<Self, InvalidExtraName> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        if (1..=Self::MAX_BYTES).contains(&raw.len()) && raw.bytes().all(plain) {
            Ok(Self(raw))
        } else {
            Err(InvalidExtraName)
        }
    }
}

impl From<ExtraName> for String {
    fn from(name: ExtraName) -> Self {
        name.0
    }
}

impl fmt::Display for ExtraName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns() {
        let long = "å".repeat(100);
        for (header, nth, want) in [
            ("Butik nr.", 1, "butik-nr"),
            ("  Kundgrupp (2)", 2, "kundgrupp-2-2"),
            ("ÖRT", 1, "ort"),
            ("المدينة", 1, "column-7"),
            (&long, 12, &["a".repeat(56).as_str(), "-12"].concat()),
        ] {
            let name = ExtraName::of_column(header, 7, nth);
            assert_eq!(name.as_str(), want);
            assert_eq!(ExtraName::try_from(name.0.clone()), Ok(name));
        }
        for bad in ["", "å", "a b", &"a".repeat(65)] {
            assert_eq!(ExtraName::try_from(bad.to_owned()), Err(InvalidExtraName));
        }
    }
}
