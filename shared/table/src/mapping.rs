//! Which column holds what.

mod bound;
mod guess;
mod names;

use serde::{Deserialize, Serialize};

use crate::field::Field;
use crate::row::MAX_COLUMNS;

pub use bound::{Bound, NotBound, cell};

/// Which column holds what, by what the columns are called. It is kept as JSON, and fits other files
/// of the same kind, in whichever order their columns are.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Mapping {
    columns: Vec<Column>,
}

/// A column, and what it holds.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// What it is called in the file.
    pub header: String,
    /// What it holds.
    pub field: Field,
}

/// Why columns are no [`Mapping`].
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum InvalidMapping {
    /// The bytes are not the JSON of a mapping.
    #[error("is no mapping")]
    NotAMapping,
    /// There are too many columns.
    #[error("has more than {MAX_COLUMNS} columns")]
    TooManyColumns,
    /// A column's name is too long.
    #[error("column {column}: what it is called has more than {} bytes", Mapping::MAX_HEADER_BYTES)]
    LongHeader {
        /// Which one, from 1.
        column: u32,
    },
    /// Two columns hold the same.
    #[error("column {column} holds what another one holds")]
    Twice {
        /// The later one, from 1.
        column: u32,
    },
    /// One column has the whole name and another one a part of it.
    #[error("a name is whole, or in parts, and not both")]
    NameTwice,
    /// Nothing says whose row it is.
    #[error("needs a column with e-mail addresses, phone numbers or keys")]
    NobodyNamed,
}

impl Mapping {
    /// The most bytes of its JSON.
    pub const MAX_BYTES: usize = 256 * 1024;

    /// The most bytes of what a column is called.
    pub const MAX_HEADER_BYTES: usize = 500;

    /// Takes columns, if they are right together.
    ///
    /// # Errors
    ///
    /// [`InvalidMapping`], the first thing that is wrong.
    pub fn new(columns: Vec<Column>) -> Result<Self, InvalidMapping> {
        if columns.len() > MAX_COLUMNS {
            return Err(InvalidMapping::TooManyColumns);
        }
        for (at, column) in columns.iter().enumerate() {
            if column.header.len() > Self::MAX_HEADER_BYTES {
                return Err(InvalidMapping::LongHeader { column: number(at) });
            }
            let field = &column.field;
            let before = columns.iter().take(at).any(|other| other.field == *field);
            if before && !field.may_repeat() {
                return Err(InvalidMapping::Twice { column: number(at) });
            }
        }
        let has = |field: &Field| columns.iter().any(|column| column.field == *field);
        if has(&Field::Name) && (has(&Field::FirstName) || has(&Field::LastName)) {
            return Err(InvalidMapping::NameTwice);
        }
        if !has(&Field::Email) && !has(&Field::Phone) && !has(&Field::Key) {
            return Err(InvalidMapping::NobodyNamed);
        }
        Ok(Self { columns })
    }

    /// Reads what was kept.
    ///
    /// # Errors
    ///
    /// [`InvalidMapping`].
    pub fn from_slice(bytes: &[u8]) -> Result<Self, InvalidMapping> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Raw {
            columns: Vec<Column>,
        }
        if bytes.len() > Self::MAX_BYTES {
            return Err(InvalidMapping::NotAMapping);
        }
        let raw: Raw = serde_json::from_slice(bytes).map_err(|_| InvalidMapping::NotAMapping)?;
        Self::new(raw.columns)
    }

    /// The columns.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }
}

/// A column's number as people count, from its place.
pub(crate) fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX).saturating_add(1)
}

/// As much of a header as a mapping keeps.
pub(crate) fn shortened(header: &str) -> &str {
    let header = header.trim();
    let end = header.floor_char_boundary(Mapping::MAX_HEADER_BYTES);
    header.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_as_the_same() {
        let json = r#"{"columns":[{"header":"E-post","field":"email"},{"header":"Butik","field":{"extra":"butik"}},{"header":"Övrigt","field":"ignored"}]}"#;
        let mapping = Mapping::from_slice(json.as_bytes()).unwrap();
        assert_eq!(serde_json::to_string(&mapping).unwrap(), json);
    }

    #[test]
    fn what_is_no_mapping() {
        let column = |field: &str| format!(r#"{{"header":"x","field":{field}}}"#);
        let of = |fields: &[&str]| {
            let columns: Vec<_> = fields.iter().map(|field| column(field)).collect();
            let json = format!(r#"{{"columns":[{}]}}"#, columns.join(","));
            Mapping::from_slice(json.as_bytes()).map(|mapping| mapping.columns.len())
        };
        for (fields, want) in [
            (&[r#""email""#][..], Ok(1)),
            (&[r#""key""#, r#""groups""#, r#""groups""#, r#""ignored""#, r#""ignored""#], Ok(5)),
            (&[], Err(InvalidMapping::NobodyNamed)),
            (&[r#""name""#], Err(InvalidMapping::NobodyNamed)),
            (&[r#""email""#, r#""email""#], Err(InvalidMapping::Twice { column: 2 })),
            (
                &[r#""email""#, r#"{"extra":"a"}"#, r#"{"extra":"a"}"#],
                Err(InvalidMapping::Twice { column: 3 }),
            ),
            (&[r#""email""#, r#""name""#, r#""last-name""#], Err(InvalidMapping::NameTwice)),
            (&[r#""phone-number""#], Err(InvalidMapping::NotAMapping)),
            (&[r#"{"extra":"å"}"#], Err(InvalidMapping::NotAMapping)),
        ] {
            assert_eq!(of(fields), want, "{fields:?}");
        }
        let many = vec![Column { header: String::new(), field: Field::Ignored }; 201];
        assert_eq!(Mapping::new(many), Err(InvalidMapping::TooManyColumns));
        let long = vec![Column { header: "x".repeat(501), field: Field::Email }];
        assert_eq!(Mapping::new(long), Err(InvalidMapping::LongHeader { column: 1 }));
        assert_eq!(
            Mapping::from_slice(br#"{"columns":[],"more":1}"#),
            Err(InvalidMapping::NotAMapping)
        );
    }
}
