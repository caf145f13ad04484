//! A file that somebody brings, read as a table.

use serde::{Deserialize, Serialize};

use crate::row::Row;
use crate::{Encoding, Separator, Unreadable, csv, text, xlsx};

/// The most bytes of a file.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;

/// What begins a packed file.
const PACKED: &[u8] = b"PK\x03\x04";

/// What begins a compound file: a workbook from before 2007, or one with a password.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// What is told of a file. What is not told is found out.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Options {
    /// Of text, its encoding.
    pub encoding: Option<Encoding>,
    /// Of text, what stands between cells.
    pub separator: Option<Separator>,
    /// Of a workbook, which sheet; the first that is not hidden, if none is named.
    pub sheet: Option<String>,
}

/// How a table was read: as it was told, or as it was found out.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Format {
    /// Text with separated values.
    Csv {
        /// In which encoding.
        encoding: Encoding,
        /// What stands between cells.
        separator: Separator,
    },
    /// A workbook (ISO/IEC 29500).
    Xlsx {
        /// Which sheet was read.
        sheet: String,
        /// All that there are, in their order.
        sheets: Vec<String>,
    },
}

/// A table that was read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sheet {
    /// How it was read.
    pub format: Format,
    /// The first row with something in it: what the columns are called.
    pub header: Row,
    /// The rows below, less those with nothing in them.
    pub rows: Vec<Row>,
}

impl Sheet {
    /// Reads a file. What it is, is seen from its bytes; its name is of no matter.
    ///
    /// # Errors
    ///
    /// [`Unreadable`]; then nothing of it is read.
    pub fn read(bytes: &[u8], options: &Options) -> Result<Self, Unreadable> {
        if bytes.len() > MAX_BYTES {
            return Err(Unreadable::TooLarge);
        }
        if bytes.starts_with(COMPOUND) {
            return Err(Unreadable::OldWorkbook);
        }
        let (format, rows) = if bytes.starts_with(PACKED) {
            xlsx::read(bytes, options.sheet.as_deref())?
        } else {
            let (encoding, text) = text::decode(bytes, options.encoding)?;
            let (separator, rows) = csv::read(&text, options.separator)?;
            (Format::Csv { encoding, separator }, rows)
        };
        let mut rows = rows.into_iter();
        let header = rows.next().ok_or(Unreadable::Empty)?;
        Ok(Self { format, header, rows: rows.collect() })
    }
}
