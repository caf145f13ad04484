//! Fields by their names, and the objects that rows become.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{Cell, EXTRA, ForAll, MAX_CELL_BYTES, MAX_COLUMNS, RowFault};
use crate::read::Findings;
use crate::{Fault, InvalidValue, Reason, Scalar};

/// What a column can be.
#[derive(Debug)]
pub(crate) struct Known {
    /// Its name.
    pub(crate) name: &'static str,
    /// Where it stands in the JSON.
    pub(crate) place: (&'static str, Option<&'static str>),
    /// How its cells are read.
    pub(crate) cell: Cell,
    /// By which headers it is guessed: in small letters, with blanks for other signs.
    pub(crate) headers: &'static [&'static str],
}

/// A header as it is compared: in small letters, with single blanks for other signs.
pub(crate) fn plain(header: &str) -> String {
    let plain: String = header
        .chars()
        .take(64)
        .map(|sign| if sign.is_alphanumeric() { sign } else { ' ' })
        .flat_map(char::to_lowercase)
        .collect();
    plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What a column with this header most likely is.
pub(crate) fn guessed(known: &[Known], header: &str) -> Option<&'static str> {
    let plain = plain(header);
    known.iter().find(|one| one.headers.contains(&plain.as_str())).map(|one| one.name)
}

/// Reads rows of things each of which is one object.
pub(crate) struct Reader<'a> {
    /// What columns can be.
    pub(crate) known: &'static [Known],
    /// What each column is; an empty name is passed over.
    pub(crate) columns: &'a [&'a str],
    /// The member that says what has become of it.
    pub(crate) status: &'static str,
    /// The member that the person is.
    pub(crate) person: &'static str,
    /// What holds for rows that do not say it themselves.
    pub(crate) for_all: &'a ForAll,
    /// The present moment.
    pub(crate) received: Timestamp,
}

impl Reader<'_> {
    /// Reads a row by what reads the JSON.
    pub(crate) fn read<T>(
        &self,
        (row, cells): (usize, &[String]),
        one: impl FnOnce(usize, &Value, Timestamp) -> Result<T, Vec<Fault>>,
    ) -> Result<T, Vec<RowFault>> {
        let (members, mut faults) = self.members(row, cells);
        match one(row, &Value::Object(members), self.received) {
            Ok(read) if faults.is_empty() => return Ok(read),
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
    fn members(&self, row: usize, cells: &[String]) -> (Map<String, Value>, Vec<RowFault>) {
        let (mut members, mut faults) = (Map::new(), Vec::new());
        let filled = |(_, cell): &(usize, &String)| !cell.trim().is_empty();
        // What stands beyond the widest table is not looked at: the row is refused anyway.
        for (at, cell) in cells.iter().enumerate().take(MAX_COLUMNS + 1).filter(filled) {
            let fault = |reason| RowFault { row, column: Some(at), field: None, reason };
            let read = match self.columns.get(at) {
                Some(&"") => continue,
                Some(_) if cell.len() > MAX_CELL_BYTES => {
                    Err(InvalidValue("of at most 4096 bytes").into())
                }
                Some(field) => self.put(&mut members, field, cell.trim()),
                None => Err(Reason::Unknown),
            };
            if let Err(reason) = read {
                faults.push(fault(reason));
            }
        }
        let ForAll { status, language, country, zone: _, property: _ } = self.for_all;
        let told = [
            (self.status, Some(status.as_str())),
            ("language", language.as_ref().map(survey::Locale::as_str)),
            ("country", country.as_ref().map(crate::Country::as_str)),
        ];
        for (name, text) in told {
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                members.entry(name).or_insert_with(|| text.into());
            }
        }
        (members, faults)
    }

    /// Puts a cell where it stands in the JSON.
    fn put(&self, members: &mut Map<String, Value>, field: &str, cell: &str) -> Result<(), Reason> {
        let (outer, inner, value) = if let Some(name) = field.strip_prefix(EXTRA) {
            let text = Value::from(cell);
            Scalar::from_json(&text).ok_or(Reason::NotAScalar)?;
            ("extra", Some(name), text)
        } else {
            let known = self.known.iter().find(|one| one.name == field).ok_or(Reason::Unknown)?;
            (known.place.0, known.place.1, known.cell.value(cell, &self.for_all.zone)?)
        };
        match inner {
            None => drop(members.insert(outer.to_owned(), value)),
            Some(inner) => {
                let object = members.entry(outer).or_insert_with(|| Value::Object(Map::new()));
                if let Some(object) = object.as_object_mut() {
                    object.insert(inner.to_owned(), value);
                }
            }
        }
        Ok(())
    }

    /// A fault of the JSON, by its column, or by the field that is missed.
    fn placed(&self, row: usize, fault: &Fault) -> RowFault {
        let path = fault.path.split('[').next().unwrap_or_default();
        let mut parts = path.trim_start_matches("$.").split('.');
        let (outer, inner) = (parts.next().unwrap_or_default(), parts.next());
        // Of a person who cannot be written to, an address is what is missed.
        let reach = inner.is_none() && outer == self.person;
        let stands = |one: &&Known| {
            if reach {
                matches!(one.name, "email" | "phone")
            } else {
                one.place == (outer, inner) || (inner.is_none() && one.place.0 == outer)
            }
        };
        let names = || self.known.iter().filter(stands).map(|one| one.name);
        let column = names().find_map(|name| self.columns.iter().position(|at| *at == name));
        let field = if column.is_none() { names().next() } else { None };
        RowFault { row, column, field, reason: fault.reason }
    }
}
