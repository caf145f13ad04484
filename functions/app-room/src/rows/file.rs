//! A file that staff bring along.

use base64ct::{Base64UrlUnpadded, Encoding as _};
use table::{Options, Row, Sheet, Unreadable};

/// The most bytes of a file.
pub(crate) const MAX_FILE_BYTES: usize = 4 * 1024 * 1024;

/// The most rows of a file.
const MAX_ROWS: usize = 5_000;

/// The most bytes of a header that are looked at.
const MAX_HEADER_BYTES: usize = 200;

/// The name of what is wrong with a file, or with what was said of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Fault(pub(super) &'static str);

/// A file that was read.
pub(super) struct File {
    /// Its bytes, as text.
    pub(super) text: String,
    header: Row,
    lines: Vec<u32>,
    /// What stands in the cells of each row.
    pub(super) cells: Vec<Vec<String>>,
}

impl File {
    /// Reads the bytes of a file.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Fault> {
        Self::with(bytes, Base64UrlUnpadded::encode_string(bytes))
    }

    /// Reads what a page has carried along.
    pub(super) fn of_text(text: &str) -> Result<Self, Fault> {
        let bytes = Base64UrlUnpadded::decode_vec(text).map_err(|_| Fault("columns"))?;
        Self::with(&bytes, text.to_owned())
    }

    fn with(bytes: &[u8], text: String) -> Result<Self, Fault> {
        if bytes.len() > MAX_FILE_BYTES {
            return Err(Fault("too-large"));
        }
        let Sheet { header, rows, .. } =
            Sheet::read(bytes, &Options::default()).map_err(unreadable)?;
        if rows.is_empty() {
            return Err(Fault("empty"));
        }
        if rows.len() > MAX_ROWS {
            return Err(Fault("too-many"));
        }
        if header.cells.iter().any(|cell| cell.contains('@')) {
            return Err(Fault("no-header"));
        }
        let (mut lines, mut cells) = (Vec::new(), Vec::new());
        for row in rows {
            lines.push(row.line);
            cells.push((0..row.cells.len()).map(|at| table::cell(&row, at).to_owned()).collect());
        }
        Ok(Self { text, header, lines, cells })
    }

    /// What the columns are called.
    pub(super) fn headers(&self) -> Vec<&str> {
        (0..self.header.cells.len()).map(|at| self.header(at)).collect()
    }

    /// What a column is called.
    pub(super) fn header(&self, at: usize) -> &str {
        beginning(self.header.cell(at), MAX_HEADER_BYTES)
    }

    /// What stands in a column of the first row.
    pub(super) fn sample(&self, at: usize) -> &str {
        const MOST_BYTES: usize = 80;
        let cell = self.cells.first().and_then(|row| row.get(at));
        beginning(cell.map_or("", String::as_str), MOST_BYTES)
    }

    /// The line on which a row begins.
    pub(super) fn line(&self, row: usize) -> u32 {
        self.lines.get(row).copied().unwrap_or_default()
    }
}

fn beginning(text: &str, most: usize) -> &str {
    text.get(..text.floor_char_boundary(most)).unwrap_or_default()
}

const fn unreadable(error: Unreadable) -> Fault {
    Fault(match error {
        Unreadable::TooLarge | Unreadable::TooLargeUnpacked => "too-large",
        Unreadable::Empty => "empty",
        Unreadable::TooManyRows | Unreadable::TooManyCells | Unreadable::TooMuchText => "too-many",
        Unreadable::OldWorkbook => "workbook",
        Unreadable::TooManyColumns { .. } => "too-wide",
        Unreadable::CellTooLong { .. }
        | Unreadable::NotText
        | Unreadable::OpenQuote { .. }
        | Unreadable::NotAWorkbook
        | Unreadable::Damaged
        | Unreadable::NoSuchSheet => "unreadable",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<File, Fault> {
        File::read(text.as_bytes())
    }

    #[test]
    fn what_is_read() {
        let file = read("Order;Mobil\r\n\r\n7;'+46 70 174 06 05\r\n").unwrap();
        assert_eq!(file.headers(), ["Order", "Mobil"]);
        assert_eq!((file.line(0), file.sample(1)), (3, "+46 70 174 06 05"));
        let again = File::of_text(&file.text).unwrap();
        assert_eq!((again.cells, again.lines), (file.cells, file.lines));
    }

    #[test]
    fn what_is_not_read() {
        let rows = |count: usize| format!("a\n{}", "x\n".repeat(count));
        assert!(read(&rows(MAX_ROWS)).is_ok());
        for (name, text, want) in [
            ("too many", rows(MAX_ROWS + 1), "too-many"),
            ("nothing", String::new(), "empty"),
            ("a header alone", "a;b\n".to_owned(), "empty"),
            ("no header", "elsa@example.com\nnils@example.com\n".to_owned(), "no-header"),
            ("too large", "x".repeat(MAX_FILE_BYTES + 1), "too-large"),
            ("too wide", format!("{}x\ny", "a;".repeat(200)), "too-wide"),
            ("open", "a\n\"b".to_owned(), "unreadable"),
        ] {
            assert_eq!(read(&text).err(), Some(Fault(want)), "{name}");
        }
        assert_eq!(File::of_text("?").err(), Some(Fault("columns")));
    }
}
