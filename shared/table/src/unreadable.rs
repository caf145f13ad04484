//! Why a file is not read.

use crate::{
    MAX_BYTES, MAX_CELL_BYTES, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_TEXT_BYTES, MAX_UNPACKED_BYTES,
};

/// Why a file is no table that is read. It says where, and nothing of what stands there.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Unreadable {
    /// The file is too large.
    #[error("the file has more than {MAX_BYTES} bytes")]
    TooLarge,
    /// What is packed in the file is too large.
    #[error("the workbook has more than {MAX_UNPACKED_BYTES} bytes when it is unpacked")]
    TooLargeUnpacked,
    /// There is nothing in it.
    #[error("the table is empty")]
    Empty,
    /// There are too many rows.
    #[error("the table has more than {MAX_ROWS} rows")]
    TooManyRows,
    /// A row has too many cells.
    #[error("line {line} has more than {MAX_COLUMNS} columns")]
    TooManyColumns {
        /// Which line.
        line: u32,
    },
    /// There are too many cells.
    #[error("the table has more than {MAX_CELLS} cells")]
    TooManyCells,
    /// A cell is too long.
    #[error("line {line}, column {column}: the cell has more than {MAX_CELL_BYTES} bytes")]
    CellTooLong {
        /// Which line.
        line: u32,
        /// Which column, from 1.
        column: u32,
    },
    /// The cells are too long together.
    #[error("the cells have more than {MAX_TEXT_BYTES} bytes of text")]
    TooMuchText,
    /// The bytes are no text in the encoding.
    #[error("the file is not text in this encoding")]
    NotText,
    /// A quotation mark is not closed.
    #[error("the quotation mark that line {line} opens is not closed")]
    OpenQuote {
        /// On which line it opens.
        line: u32,
    },
    /// It is a workbook from before 2007, or one that is locked with a password.
    #[error("the workbook has a password, or is in the old format: save it as .xlsx without one")]
    OldWorkbook,
    /// It is a packed file of another kind.
    #[error("the file is no .xlsx workbook")]
    NotAWorkbook,
    /// The file is damaged.
    #[error("the workbook is damaged")]
    Damaged,
    /// There is no sheet of that name.
    #[error("the workbook has no sheet of that name")]
    NoSuchSheet,
}
