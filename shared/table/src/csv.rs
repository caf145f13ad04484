//! Text with separated values (RFC 4180), as spreadsheets write it.

mod guess;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::Unreadable;
use crate::row::{Row, Rows};

/// What stands between cells.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`, as where the comma is in numbers.
    Semicolon,
    /// A tab.
    Tab,
    /// `|`
    Bar,
}

impl Separator {
    /// All of them. The first of those that fit as well stands first.
    pub(crate) const ALL: [Self; 4] = [Self::Semicolon, Self::Comma, Self::Tab, Self::Bar];

    pub(crate) const fn letter(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
            Self::Tab => '\t',
            Self::Bar => '|',
        }
    }
}

/// The rows of a text, and what separates their cells: what is told, else what the file's own first
/// line says (`sep=;`, as Excel has it), else what is found.
pub(crate) fn read(
    text: &str,
    told: Option<Separator>,
) -> Result<(Separator, Vec<Row>), Unreadable> {
    let (said, text, line) = said(text);
    let separator = told.or(said).unwrap_or_else(|| guess::separator(text));
    let mut cells = Cells { rest: text, separator, line };
    let mut rows = Rows::default();
    let mut begun = line;
    while let Some((cell, end)) = cells.next()? {
        rows.push(begun, &cell)?;
        match end {
            End::Cell => {}
            End::Row => {
                rows.end(begun)?;
                begun = cells.line;
            }
        }
    }
    Ok((separator, rows.finish()))
}

/// What the first line says of the separator, the text behind it, and on which line that begins.
fn said(text: &str) -> (Option<Separator>, &str, u32) {
    let none = (None, text, 1);
    let Some(rest) = text.strip_prefix("sep=") else { return none };
    let mut after = rest.chars();
    let letter = after.next();
    let found = Separator::ALL.into_iter().find(|each| Some(each.letter()) == letter);
    let rest = after.as_str();
    let rest = rest.strip_prefix('\r').map_or(rest, |rest| rest.strip_prefix('\n').unwrap_or(rest));
    let rest =
        if rest.len() == after.as_str().len() { rest.strip_prefix('\n') } else { Some(rest) };
    match (found, rest) {
        (Some(separator), Some(rest)) => (Some(separator), rest, 2),
        (Some(_) | None, _) => none,
    }
}

/// What ends a cell.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum End {
    /// The separator.
    Cell,
    /// The end of a line, or of the text.
    Row,
}

/// The cells of a text, one after the other.
struct Cells<'a> {
    rest: &'a str,
    separator: Separator,
    /// The line that `rest` begins on, from 1.
    line: u32,
}

impl<'a> Cells<'a> {
    /// The next cell and what ends it; nothing where a line would begin and the text is over.
    fn next(&mut self) -> Result<Option<(Cow<'a, str>, End)>, Unreadable> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let mut cell = match self.rest.strip_prefix('"') {
            Some(quoted) => self.quoted(quoted)?,
            None => Cow::Borrowed(""),
        };
        let separator = self.separator.letter();
        let plain = self.rest.find([separator, '\r', '\n']).unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(plain);
        // What stands behind the closing mark belongs to the cell, as spreadsheets have it.
        if cell.is_empty() {
            cell = Cow::Borrowed(text);
        } else if !text.is_empty() {
            cell.to_mut().push_str(text);
        }
        if let Some(rest) = rest.strip_prefix(separator) {
            self.rest = rest;
            if rest.is_empty() {
                // One more cell stands between the separator and the end, with nothing in it.
                return Ok(Some((cell, End::Row)));
            }
            return Ok(Some((cell, End::Cell)));
        }
        if !rest.is_empty() {
            self.line = self.line.saturating_add(1);
        }
        let rest = rest.strip_prefix('\r').unwrap_or(rest);
        self.rest = rest.strip_prefix('\n').unwrap_or(rest);
        Ok(Some((cell, End::Row)))
    }

    /// The text between quotation marks, of which two in a row are one. `rest` goes on behind them.
    fn quoted(&mut self, mut rest: &'a str) -> Result<Cow<'a, str>, Unreadable> {
        let opened = self.line;
        let mut cell = Cow::Borrowed("");
        loop {
            let (text, behind) =
                rest.split_once('"').ok_or(Unreadable::OpenQuote { line: opened })?;
            self.line = self.line.saturating_add(line_ends(text));
            if cell.is_empty() {
                cell = Cow::Borrowed(text);
            } else {
                cell.to_mut().push_str(text);
            }
            let Some(again) = behind.strip_prefix('"') else {
                self.rest = behind;
                return Ok(cell);
            };
            cell.to_mut().push('"');
            rest = again;
        }
    }
}

/// How many lines end in a text: with `\n`, `\r\n` or `\r`.
fn line_ends(text: &str) -> u32 {
    let (feeds, returns) = (text.matches('\n').count(), text.matches('\r').count());
    let both = text.matches("\r\n").count();
    u32::try_from(feeds + returns - both).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Result<Vec<(u32, Vec<String>)>, Unreadable> {
        let (_, rows) = read(text, Some(Separator::Comma))?;
        Ok(rows.into_iter().map(|row| (row.line, row.cells)).collect())
    }

    #[test]
    fn cells() {
        for (name, text, want) in [
            ("nothing", "", vec![]),
            ("one", "a", vec![(1, vec!["a"])]),
            (
                "line ends",
                "a,b\r\nc\nd\re",
                vec![(1, vec!["a", "b"]), (2, vec!["c"]), (3, vec!["d"]), (4, vec!["e"])],
            ),
            ("empty lines", "\n\na\n,,\n\"\"\nb\n", vec![(3, vec!["a"]), (6, vec!["b"])]),
            ("empty cells", ",a,,b,,", vec![(1, vec!["", "a", "", "b"])]),
            ("quotes", r#""a,b","c ""d""","""#, vec![(1, vec!["a,b", r#"c "d""#])]),
            ("a mark alone", r#""""",x"#, vec![(1, vec!["\"", "x"])]),
            ("a mark inside", r#"5" rör,b"#, vec![(1, vec![r#"5" rör"#, "b"])]),
            ("behind a mark", r#""a"b,c"#, vec![(1, vec!["ab", "c"])]),
            (
                "lines in a cell",
                "\"a\r\nb\nc\",d\ne",
                vec![(1, vec!["a\r\nb\nc", "d"]), (4, vec!["e"])],
            ),
            ("blanks", " a , ,b", vec![(1, vec![" a ", "", "b"])]),
        ] {
            let want: Vec<(u32, Vec<String>)> = want
                .into_iter()
                .map(|(line, cells)| (line, cells.into_iter().map(str::to_owned).collect()))
                .collect();
            assert_eq!(rows(text), Ok(want), "{name}");
        }
    }

    #[test]
    fn a_mark_that_is_not_closed_is_told() {
        assert_eq!(rows("a\nb,\"c\nd\n"), Err(Unreadable::OpenQuote { line: 2 }));
        assert_eq!(rows("\"\"\""), Err(Unreadable::OpenQuote { line: 1 }));
    }

    #[test]
    fn a_file_may_say_its_separator() {
        for (text, want, line) in [
            ("sep=|\r\na,b|c", Separator::Bar, 2),
            ("sep=\t\na,b\tc", Separator::Tab, 2),
            ("sep=;\ra,b;c", Separator::Semicolon, 2),
            ("sep=;x\na,b", Separator::Comma, 1),
            ("sep=", Separator::Comma, 1),
        ] {
            let (separator, rows) = read(text, None).unwrap();
            assert_eq!(rows[0].line, line, "{text}");
            assert!(line == 1 || separator == want, "{text}");
        }
    }
}
