//! Rows of a table, within bounds.

use core::fmt;

use crate::Unreadable;

/// The most rows of a table below its first. Rows with nothing in them do not count.
pub const MAX_ROWS: usize = 50_000;

/// The most columns of a table.
pub const MAX_COLUMNS: usize = 200;

/// The most bytes of a cell.
pub const MAX_CELL_BYTES: usize = 32 * 1024;

/// The most cells of a table. Empty ones behind the last of their row do not count.
pub const MAX_CELLS: usize = 1_000_000;

/// The most bytes of all cells together.
pub const MAX_TEXT_BYTES: usize = 32 * 1024 * 1024;

/// A row of a table.
#[derive(Clone, Eq, PartialEq)]
pub struct Row {
    /// The line of the file on which it begins, or its number in the sheet; from 1.
    pub line: u32,
    /// What stands in it. The last one is not empty.
    pub cells: Vec<String>,
}

impl Row {
    /// What stands in a column, from 0, without blanks around it.
    #[must_use]
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }
}

impl fmt::Debug for Row {
    /// Says which line, and how much of it there is: what stands there may be personal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Row {{ line: {}, cells: {} }}", self.line, self.cells.len())
    }
}

/// Takes cells one by one, and none beyond the bounds.
#[derive(Default)]
pub(crate) struct Rows {
    done: Vec<Row>,
    cells: usize,
    bytes: usize,
    row: Vec<String>,
}

impl Rows {
    /// The column that the next cell is in, from 0.
    pub(crate) fn column(&self) -> usize {
        self.row.len()
    }

    /// Leaves cells empty up to a column.
    pub(crate) fn skip_to(&mut self, column: usize) {
        if column > self.row.len() {
            self.row.resize(column.min(MAX_COLUMNS), String::new());
        }
    }

    /// Adds a cell to the row. Of one that has only blanks nothing is kept.
    pub(crate) fn push(&mut self, line: u32, cell: &str) -> Result<(), Unreadable> {
        let cell = if cell.trim().is_empty() { "" } else { cell };
        let column = self.row.len();
        if column >= MAX_COLUMNS {
            return if cell.is_empty() { Ok(()) } else { Err(Unreadable::TooManyColumns { line }) };
        }
        if cell.len() > MAX_CELL_BYTES {
            let column = u32::try_from(column + 1).unwrap_or(u32::MAX);
            return Err(Unreadable::CellTooLong { line, column });
        }
        self.bytes += cell.len();
        if self.bytes > MAX_TEXT_BYTES {
            return Err(Unreadable::TooMuchText);
        }
        self.row.push(cell.to_owned());
        Ok(())
    }

    /// Ends the row.
    pub(crate) fn end(&mut self, line: u32) -> Result<(), Unreadable> {
        let mut cells = core::mem::take(&mut self.row);
        let full = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        if full == 0 {
            cells.clear();
            self.row = cells;
            return Ok(());
        }
        cells.truncate(full);
        cells.shrink_to_fit();
        self.cells += full;
        if self.cells > MAX_CELLS {
            return Err(Unreadable::TooManyCells);
        }
        // The first one says what the columns are called.
        if self.done.len() > MAX_ROWS {
            return Err(Unreadable::TooManyRows);
        }
        self.done.push(Row { line, cells });
        Ok(())
    }

    /// The rows that were ended.
    pub(crate) fn finish(self) -> Vec<Row> {
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds() {
        let mut rows = Rows::default();
        rows.skip_to(MAX_COLUMNS);
        assert_eq!(rows.push(1, " "), Ok(()), "nothing stands there");
        assert_eq!(rows.push(1, "x"), Err(Unreadable::TooManyColumns { line: 1 }));

        let mut rows = Rows::default();
        let long = "x".repeat(MAX_CELL_BYTES + 1);
        assert_eq!(rows.push(7, &long), Err(Unreadable::CellTooLong { line: 7, column: 1 }));
        for _ in 0..MAX_TEXT_BYTES / MAX_CELL_BYTES {
            assert_eq!(rows.push(7, &long[1..]), Ok(()));
            rows.end(7).unwrap();
        }
        assert_eq!(rows.push(7, "x"), Err(Unreadable::TooMuchText));
    }

    #[test]
    fn rows_and_cells_are_counted() {
        let mut rows = Rows::default();
        for line in 0..=50_000 {
            rows.push(line, "x").unwrap();
            rows.end(line).unwrap();
            rows.end(line).unwrap();
        }
        rows.push(0, "x").unwrap();
        assert_eq!(rows.end(0), Err(Unreadable::TooManyRows));

        let mut rows = Rows::default();
        for line in 0..5_000 {
            rows.skip_to(MAX_COLUMNS - 1);
            rows.push(line, "x").unwrap();
            rows.end(line).unwrap();
        }
        rows.push(0, "x").unwrap();
        assert_eq!(rows.end(0), Err(Unreadable::TooManyCells));
    }

    #[test]
    fn what_stands_there_is_not_printed() {
        let row = Row { line: 2, cells: vec!["Anna".to_owned()] };
        assert_eq!(format!("{row:?}"), "Row { line: 2, cells: 1 }");
        assert_eq!((row.cell(0), row.cell(1)), ("Anna", ""));
    }
}
