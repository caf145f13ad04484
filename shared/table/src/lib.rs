#![doc = include_str!("../README.md")]

mod csv;
mod row;
mod sheet;
mod text;
mod unreadable;
mod xlsx;
mod xml;
mod zip;

pub use csv::Separator;
pub use row::{MAX_CELL_BYTES, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_TEXT_BYTES, Row};
pub use sheet::{Format, MAX_BYTES, Options, Sheet};
pub use text::Encoding;
pub use unreadable::Unreadable;
pub use zip::MAX_UNPACKED_BYTES;
