//! Deliveries as rows of a table: from a spreadsheet, or from a system that writes lists.
//!
//! A row becomes the same object as is sent as JSON, and is read by the same rules.

mod all;
mod cell;
mod field;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Map, Value};
use survey::Locale;

use super::{Outcome, Shipment, intake};
use crate::read::Findings;
use crate::{Country, Fault, InvalidValue, Reason};

pub use crate::rows::{MAX_CELL_BYTES, MAX_COLUMNS, RowFault};
pub use all::{FIELDS, STATUSES, guess_column, read_rows};
pub use field::{Field, UnknownField};

/// Which column of a table is what.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Columns {
    /// What is in each column; of those that are passed over, nothing.
    fields: Vec<Option<Field>>,
}

/// The columns cannot be read so.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum InvalidColumns {
    /// There are too many.
    #[error("the table has more than {MAX_COLUMNS} columns")]
    TooMany,
    /// A header that is to be read is not there.
    #[error("a column that is chosen is not in the table")]
    NoSuchHeader,
    /// A header that is to be read stands over two columns.
    #[error("a column that is chosen stands in the table twice: column {0}, from 0")]
    HeaderTwice(usize),
    /// Two columns are to be the same.
    #[error("two columns are chosen for the same: column {0}, from 0")]
    FieldTwice(usize),
    /// None of them is the order.
    #[error("no column is the order")]
    NoOrder,
}

/// What holds of rows that do not say it themselves.
#[derive(Clone, Debug)]
pub struct RowDefaults {
    /// What became of the deliveries, if a column does not tell.
    pub status: Option<Outcome>,
    /// The recipients' language.
    pub language: Option<Locale>,
    /// Their country.
    pub country: Option<Country>,
    /// The time zone of moments that are written without one.
    pub zone: TimeZone,
}

impl Default for RowDefaults {
    fn default() -> Self {
        Self { status: None, language: None, country: None, zone: TimeZone::UTC }
    }
}

impl Columns {
    /// Columns by their headers: `chosen` says of a header what its column is. Others are passed over.
    ///
    /// # Errors
    ///
    /// [`InvalidColumns`].
    pub fn new(
        headers: &[&str],
        chosen: &BTreeMap<Box<str>, Field>,
    ) -> Result<Self, InvalidColumns> {
        if headers.len() > MAX_COLUMNS {
            return Err(InvalidColumns::TooMany);
        }
        if chosen.keys().any(|header| !headers.contains(&&**header)) {
            return Err(InvalidColumns::NoSuchHeader);
        }
        let mut headers_seen = BTreeSet::new();
        let mut fields = Vec::new();
        for (at, header) in headers.iter().enumerate() {
            let field = chosen.get(*header);
            if field.is_some() && !headers_seen.insert(header) {
                return Err(InvalidColumns::HeaderTwice(at));
            }
            fields.push(field.cloned());
        }
        Self::of(fields)
    }

    /// Columns by their places: what each is, or nothing where it is passed over.
    ///
    /// # Errors
    ///
    /// [`InvalidColumns`].
    pub fn of(fields: Vec<Option<Field>>) -> Result<Self, InvalidColumns> {
        if fields.len() > MAX_COLUMNS {
            return Err(InvalidColumns::TooMany);
        }
        let mut seen = BTreeSet::new();
        for (at, field) in fields.iter().enumerate() {
            if field.as_ref().is_some_and(|field| !seen.insert(field)) {
                return Err(InvalidColumns::FieldTwice(at));
            }
        }
        if seen.contains(&Field::Order) {
            Ok(Self { fields })
        } else {
            Err(InvalidColumns::NoOrder)
        }
    }

    /// What columns with these headers are most likely, for somebody to look at: by what shops and
    /// carriers call them in Swedish and English. The first one that can be something is it.
    #[must_use]
    pub fn guess(headers: &[&str]) -> BTreeMap<Box<str>, Field> {
        let mut taken = BTreeSet::new();
        let mut chosen = BTreeMap::new();
        for header in headers.iter().take(MAX_COLUMNS) {
            let twice = headers.iter().filter(|other| *other == header).count() > 1;
            if let Some(field) = Field::guess(header).filter(|_| !twice)
                && taken.insert(field.clone())
            {
                chosen.insert((*header).into(), field);
            }
        }
        chosen
    }

    /// Reads a row. `row` is its number, as faults are to say it; `received` is the present moment: when it
    /// happened, if it is not told. Cells are read without the blanks around them, and empty ones are not there.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, up to 20 things.
    pub fn read(
        &self,
        row: usize,
        cells: &[&str],
        defaults: &RowDefaults,
        received: Timestamp,
    ) -> Result<Shipment, Vec<RowFault>> {
        let (members, mut faults) = self.members(row, cells, defaults);
        match intake::one(row, &Value::Object(members), received) {
            Ok(shipment) if faults.is_empty() => return Ok(shipment),
            Ok(_) => {}
            Err(more) => {
                // What could not be read is missing in the object, and is told once.
                let known: BTreeSet<_> = faults.iter().filter_map(|fault| fault.column).collect();
                let more = more.into_iter().map(|fault| self.placed(row, &fault));
                let new = |fault: &RowFault| fault.column.is_none_or(|at| !known.contains(&at));
                faults.extend(more.filter(new));
            }
        }
        faults.truncate(Findings::MOST);
        Err(faults)
    }

    /// The object that a row is, and the cells that cannot be read.
    fn members(
        &self,
        row: usize,
        cells: &[&str],
        defaults: &RowDefaults,
    ) -> (Map<String, Value>, Vec<RowFault>) {
        let mut members = with_defaults(defaults);
        let mut faults = Vec::new();
        let filled = |(_, cell): &(usize, &&str)| !cell.trim().is_empty();
        // What stands beyond the widest table is not looked at: the row is refused anyway.
        for (column, cell) in cells.iter().enumerate().take(MAX_COLUMNS + 1).filter(filled) {
            let fault = |reason| RowFault { row, column: Some(column), field: None, reason };
            match self.fields.get(column) {
                Some(Some(_)) if cell.len() > MAX_CELL_BYTES => {
                    faults.push(fault(InvalidValue("of at most 4096 bytes").into()));
                }
                Some(Some(field)) => match cell::value(field, cell.trim(), &defaults.zone) {
                    Ok(value) => put(&mut members, field, value),
                    Err(reason) => faults.push(fault(reason)),
                },
                Some(None) => {}
                None => faults.push(fault(Reason::Unknown)),
            }
        }
        (members, faults)
    }

    fn placed(&self, row: usize, fault: &Fault) -> RowFault {
        let stands = |field: &Field| self.fields.iter().position(|at| at.as_ref() == Some(field));
        let column = Field::at(&fault.path).find_map(stands);
        let missed = Field::at(&fault.path).next().map(Field::name);
        let field = if column.is_none() { missed } else { None };
        RowFault { row, column, field, reason: fault.reason }
    }
}

fn with_defaults(defaults: &RowDefaults) -> Map<String, Value> {
    let RowDefaults { status, language, country, zone: _ } = defaults;
    let told = [
        ("status", status.map(Outcome::as_str)),
        ("language", language.as_ref().map(Locale::as_str)),
        ("country", country.as_ref().map(Country::as_str)),
    ];
    let told = told.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text?.into())));
    told.collect()
}

/// Puts a value where it stands in the JSON.
fn put(members: &mut Map<String, Value>, field: &Field, value: Value) {
    let (outer, inner) = field.place();
    match inner {
        None => drop(members.insert(outer.to_owned(), value)),
        Some(inner) => {
            let object = members.entry(outer).or_insert_with(|| Value::Object(Map::new()));
            if let Some(object) = object.as_object_mut() {
                object.insert(inner.to_owned(), value);
            }
        }
    }
}

#[cfg(test)]
mod tests;
