//! A mapping on the columns of one file.

use super::{Mapping, number, shortened};
use crate::field::Field;
use crate::fold::fold;
use crate::row::Row;

/// Which columns of one file hold what.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Bound {
    /// The places of columns, from 0, and what they hold; those that hold nothing are left out.
    columns: Vec<(usize, Field)>,
    /// How many columns have a name.
    pub(crate) width: usize,
    /// The numbers of columns, from 1, that the mapping does not speak of. They are left out.
    pub unknown: Vec<u32>,
}

/// Why a mapping does not fit a file.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum NotBound {
    /// The first row has an e-mail address, so it names no columns.
    #[error(
        "the first row does not say what the columns are called: column {column} has an address"
    )]
    NoHeader {
        /// Which column, from 1.
        column: u32,
    },
    /// Columns that hold something are not in the file.
    #[error("columns are not in the file")]
    Missing {
        /// What they hold.
        fields: Vec<Field>,
    },
}

impl Mapping {
    /// Finds the columns in a file, by what they are called: in whichever case, and whatever stands
    /// between letters. Of several of one name each is taken once, in their order.
    ///
    /// # Errors
    ///
    /// [`NotBound`].
    pub fn bind(&self, header: &Row) -> Result<Bound, NotBound> {
        let has_address = |cell: &String| cell.parse::<personal::Email>().is_ok();
        if let Some(at) = header.cells.iter().position(has_address) {
            return Err(NotBound::NoHeader { column: number(at) });
        }
        let mut names: Vec<Option<String>> =
            header.cells.iter().map(|cell| Some(fold(shortened(cell)))).collect();
        let (mut columns, mut missing) = (Vec::new(), Vec::new());
        for column in &self.columns {
            let name = Some(fold(shortened(&column.header)));
            match names.iter_mut().enumerate().find(|(_, other)| **other == name) {
                Some((at, found)) => {
                    *found = None;
                    if column.field != Field::Ignored {
                        columns.push((at, column.field.clone()));
                    }
                }
                None if column.field == Field::Ignored => {}
                None => missing.push(column.field.clone()),
            }
        }
        if !missing.is_empty() {
            return Err(NotBound::Missing { fields: missing });
        }
        let has_name = |name: &Option<String>| name.as_ref().is_some_and(|name| !name.is_empty());
        let unknown = names.iter().enumerate().filter(|(_, name)| has_name(name));
        let unknown = unknown.map(|(at, _)| number(at)).collect();
        Ok(Bound { columns, width: header.cells.len(), unknown })
    }
}

impl Bound {
    /// What stands in a row in columns that hold `field`, with the columns' numbers.
    pub(crate) fn cells<'a>(
        &'a self,
        row: &'a Row,
        field: &'a Field,
    ) -> impl Iterator<Item = (u32, &'a str)> {
        let columns = self.columns.iter().filter(move |(_, other)| other == field);
        columns.map(|(at, _)| (number(*at), cell(row, *at))).filter(|(_, cell)| !cell.is_empty())
    }

    /// The first of [`Self::cells`].
    pub(crate) fn first<'a>(&'a self, row: &'a Row, field: &'a Field) -> Option<(u32, &'a str)> {
        self.cells(row, field).next()
    }

    /// The columns, with what they hold.
    pub(crate) fn columns(&self) -> impl Iterator<Item = (usize, &Field)> {
        self.columns.iter().map(|(at, field)| (*at, field))
    }
}

/// What stands in a cell, without the mark that spreadsheets hide: `'+46 ..` is text that would be
/// a formula.
#[must_use]
pub fn cell(row: &Row, at: usize) -> &str {
    let cell = row.cell(at);
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) => {
            rest.trim()
        }
        Some(_) | None => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::Column;

    fn row(cells: &[&str]) -> Row {
        Row { line: 1, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() }
    }

    fn mapping(columns: &[(&str, Field)]) -> Mapping {
        let column = |(header, field): &(&str, Field)| Column {
            header: (*header).to_owned(),
            field: field.clone(),
        };
        Mapping::new(columns.iter().map(column).collect()).unwrap()
    }

    #[test]
    fn columns_are_found_by_name() {
        let mapping = mapping(&[
            ("E-post", Field::Email),
            ("Grupp", Field::Groups),
            ("Grupp", Field::Groups),
            ("Bort", Field::Ignored),
        ]);
        let header = row(&["grupp", "Nytt", "", "EPOST ", "GRUPP"]);
        let bound = mapping.bind(&header).unwrap();
        assert_eq!(bound.unknown, [2]);
        let line = row(&["a", "x", "y", "'@", " b "]);
        let groups: Vec<_> = bound.cells(&line, &Field::Groups).collect();
        assert_eq!(groups, [(1, "a"), (5, "b")]);
        assert_eq!(bound.first(&line, &Field::Email), Some((4, "@")));
        assert_eq!(
            mapping.bind(&row(&["e-post", "grupp"])),
            Err(NotBound::Missing { fields: vec![Field::Groups] })
        );
        assert_eq!(
            mapping.bind(&row(&["Anna", "anna@example.com"])),
            Err(NotBound::NoHeader { column: 2 })
        );
    }
}
