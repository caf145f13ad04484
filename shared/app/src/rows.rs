//! Tables of what apps are told: files with a row for each thing, or for each of its people.
//!
//! A row becomes the same object as is sent as JSON, and is read by the same rules.

mod cell;
mod common;
mod field;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use survey::Locale;

use crate::{Country, Key, Reason, Told};

#[cfg(test)]
pub(crate) use cell::MOMENT;
pub(crate) use cell::{Cell, flag, list, moment};
pub(crate) use common::{
    CONSENT, COUNTRY, CURRENCY, LANGUAGE, SEND_AT, TAGS, TEST, TIME_ZONE, email, names, phone,
};
pub(crate) use field::{Known, Reader, guessed, plain};

/// The most columns of a table.
pub const MAX_COLUMNS: usize = 200;

/// The most bytes of a cell that is read.
pub const MAX_CELL_BYTES: usize = 4096;

/// What begins the name of a column that is a field of the customer's own.
pub const EXTRA: &str = "extra.";

/// How an app reads tables.
#[derive(Debug)]
pub struct Rows {
    /// What a column can be, by the names in its JSON.
    pub fields: &'static [&'static str],
    /// Whether a column may be a field of the customer's own: [`EXTRA`] and a name.
    pub has_extra: bool,
    /// The field that one column must be: what the customer's own system calls the thing.
    pub key: &'static str,
    /// What can have become of the things, by the names in its JSON.
    pub statuses: &'static [&'static str],
    /// What says where the things are.
    pub is_at: Where,
    /// What a column with this header most likely is.
    pub guess: fn(&str) -> Option<&'static str>,
    /// Reads rows whose columns are these fields; an empty name is passed over.
    pub read: ReadRows,
}

/// What says where things are, if their rows do not.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Where {
    /// A country, and a time zone.
    Country,
    /// One of the customer's own properties.
    Property,
}

/// How rows are read.
pub type ReadRows =
    fn(&[&str], &[Vec<String>], &ForAll, Timestamp) -> Result<Vec<OfRows>, InvalidColumns>;

/// What holds for rows that do not say it themselves.
#[derive(Clone, Debug)]
pub struct ForAll {
    /// What has become of it: one of [`Rows::statuses`].
    pub status: String,
    /// The language of the people.
    pub language: Option<Locale>,
    /// Their country.
    pub country: Option<Country>,
    /// The time zone of moments that are written without one.
    pub zone: TimeZone,
    /// Where it is.
    pub property: Option<Key>,
}

/// Something that rows tell.
pub struct OfRows {
    /// Which rows, from 0. There is one at least.
    pub rows: Vec<usize>,
    /// It, or everything that is wrong with its rows.
    pub told: Result<Box<dyn Told>, Vec<RowFault>>,
}

/// Something that is wrong with a row. It says where and why, and nothing of what stands there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RowFault {
    /// Which row, as it was numbered.
    pub row: usize,
    /// Which column, from 0, if it is one.
    pub column: Option<usize>,
    /// What is missed where no column is it.
    pub field: Option<&'static str>,
    /// What is wrong.
    pub reason: Reason,
}

/// The columns cannot be read so.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum InvalidColumns {
    /// There are too many.
    #[error("the table has more than {MAX_COLUMNS} columns")]
    TooMany,
    /// One of them cannot be this.
    #[error("column {0}, from 0, cannot be this")]
    Unknown(usize),
    /// Two of them are to be the same.
    #[error("two columns are chosen for the same: column {0}, from 0")]
    Twice(usize),
    /// None of them says which thing it is.
    #[error("no column says which one it is")]
    NoKey,
}

impl Rows {
    /// Looks at what columns are to be.
    ///
    /// # Errors
    ///
    /// [`InvalidColumns`], the first thing that is wrong.
    pub fn check(&self, columns: &[&str]) -> Result<(), InvalidColumns> {
        if columns.len() > MAX_COLUMNS {
            return Err(InvalidColumns::TooMany);
        }
        let mut seen = BTreeSet::new();
        for (at, field) in columns.iter().enumerate().filter(|(_, field)| !field.is_empty()) {
            let own = field.strip_prefix(EXTRA).filter(|_| self.has_extra);
            if !own.map_or_else(|| self.fields.contains(field), is_extra_name) {
                return Err(InvalidColumns::Unknown(at));
            }
            if !seen.insert(field) {
                return Err(InvalidColumns::Twice(at));
            }
        }
        if seen.contains(&self.key) { Ok(()) } else { Err(InvalidColumns::NoKey) }
    }
}

/// Things that rows tell, each by itself.
pub fn each_row<T, U: Told + 'static>(
    read: Vec<Result<T, Vec<RowFault>>>,
    told: fn(T) -> U,
) -> Vec<OfRows> {
    let boxed = |one: T| -> Box<dyn Told> { Box::new(told(one)) };
    let rows = read.into_iter().enumerate();
    rows.map(|(row, one)| OfRows { rows: vec![row], told: one.map(boxed) }).collect()
}

/// Whether a field of the customer's own can be called so.
#[must_use]
pub fn is_extra_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-".contains(&byte);
    (1..=64).contains(&name.len()) && name.bytes().all(plain)
}
