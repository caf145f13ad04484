//! The cells of a sheet.

use super::number::{self, Epoch, Kind};
use super::unescaped;
use crate::Unreadable;
use crate::row::{MAX_CELL_BYTES, MAX_COLUMNS, Row, Rows};
use crate::xml::{Element, Piece, Xml};

/// What the cells of a sheet refer to.
pub(super) struct Workbook<'a> {
    pub(super) shared: &'a [Box<str>],
    pub(super) styles: &'a [Kind],
    pub(super) epoch: Epoch,
}

/// How the value of a cell is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Written {
    Number,
    Shared,
    /// As text in the cell itself, by a formula or not.
    Text,
    Boolean,
    /// As it is to be shown: a day (ISO 8601), or what is wrong with a formula.
    AsShown,
}

/// A cell that is being read.
struct Cell {
    written: Written,
    style: usize,
    column: usize,
    text: String,
}

/// Which part of a cell the text belongs to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Inside {
    Value,
    Hint,
    Nothing,
}

impl Workbook<'_> {
    /// The rows of a sheet. Of a formula it is the value that was kept with it.
    pub(super) fn rows(&self, text: &str) -> Result<Vec<Row>, Unreadable> {
        let mut xml = Xml::new(text);
        let mut rows = Rows::default();
        let mut line: u32 = 0;
        let mut cell: Option<Cell> = None;
        let mut inside = Inside::Nothing;
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Begin(element) => match element.name().as_str() {
                    "row" => line = line_of(&element, line)?,
                    "c" => cell = Some(Cell::begin(&element, rows.column())?),
                    "v" | "t" if cell.is_some() && inside == Inside::Nothing => {
                        inside = Inside::Value;
                    }
                    "rPh" => inside = Inside::Hint,
                    _ => {}
                },
                Piece::Text(part) => {
                    if let Some(cell) = cell.as_mut().filter(|_| inside == Inside::Value) {
                        cell.add(line, &part)?;
                    }
                }
                Piece::End(name) => match name.as_str() {
                    "v" | "t" if inside == Inside::Value => inside = Inside::Nothing,
                    "rPh" => inside = Inside::Nothing,
                    "c" => {
                        if let Some(cell) = cell.take() {
                            self.keep(&mut rows, line, cell)?;
                        }
                    }
                    "row" => rows.end(line)?,
                    "sheetData" => break,
                    _ => {}
                },
            }
        }
        Ok(rows.finish())
    }

    fn keep(&self, rows: &mut Rows, line: u32, cell: Cell) -> Result<(), Unreadable> {
        let column = cell.column;
        if column < rows.column() {
            return Err(Unreadable::Damaged);
        }
        let text = self.shown(cell)?;
        if text.trim().is_empty() {
            return Ok(());
        }
        rows.skip_to(column);
        rows.push(line, &text)
    }

    /// What people see in the cell, but for the way in which days and numbers are written.
    fn shown(&self, cell: Cell) -> Result<String, Unreadable> {
        Ok(match cell.written {
            Written::AsShown => cell.text,
            Written::Text => unescaped(&cell.text),
            Written::Boolean => {
                if cell.text.trim() == "1" {
                    "true".to_owned()
                } else {
                    "false".to_owned()
                }
            }
            Written::Shared => {
                let index: usize = cell.text.trim().parse().map_err(|_| Unreadable::Damaged)?;
                self.shared.get(index).ok_or(Unreadable::Damaged)?.to_string()
            }
            Written::Number if cell.text.trim().is_empty() => String::new(),
            Written::Number => {
                let kind = self.styles.get(cell.style).copied().unwrap_or(Kind::Number);
                let moment = match kind {
                    Kind::Moment => number::moment(&cell.text, self.epoch),
                    Kind::Number => None,
                };
                moment.or_else(|| number::plain(&cell.text)).ok_or(Unreadable::Damaged)?
            }
        })
    }
}

impl Cell {
    fn begin(element: &Element<'_>, next: usize) -> Result<Self, Unreadable> {
        let written = match element.attribute("t")?.as_deref() {
            None | Some("n") => Written::Number,
            Some("s") => Written::Shared,
            Some("str" | "inlineStr") => Written::Text,
            Some("b") => Written::Boolean,
            Some("d" | "e") => Written::AsShown,
            Some(_) => return Err(Unreadable::Damaged),
        };
        let style = element.attribute("s")?.and_then(|style| style.parse().ok());
        let column = match element.attribute("r")? {
            Some(reference) => column(&reference).ok_or(Unreadable::Damaged)?,
            None => next,
        };
        Ok(Self { written, style: style.unwrap_or_default(), column, text: String::new() })
    }

    fn add(&mut self, line: u32, part: &str) -> Result<(), Unreadable> {
        if self.text.len() + part.len() > MAX_CELL_BYTES {
            let column = u32::try_from(self.column + 1).unwrap_or(u32::MAX);
            return Err(Unreadable::CellTooLong { line, column });
        }
        self.text.push_str(part);
        Ok(())
    }
}

/// The number of a row: as it says, else the next one. Rows go down.
fn line_of(element: &Element<'_>, before: u32) -> Result<u32, Unreadable> {
    let next = before.saturating_add(1);
    let Some(said) = element.attribute("r")? else { return Ok(next) };
    said.parse().ok().filter(|line| *line >= next).ok_or(Unreadable::Damaged)
}

/// The column of a reference as `AB12`, from 0. One beyond all bounds is the first beyond them.
fn column(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic);
    let column = letters.fold(0_usize, |column, letter| {
        let digit = usize::from(letter.to_ascii_uppercase() - b'A' + 1);
        column.saturating_mul(26).saturating_add(digit)
    });
    column.checked_sub(1).map(|column| column.min(MAX_COLUMNS))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(sheet: &str) -> Result<Vec<(u32, Vec<String>)>, Unreadable> {
        let shared = ["delad".into()];
        let styles = [Kind::Number, Kind::Moment];
        let workbook = Workbook { shared: &shared, styles: &styles, epoch: Epoch::Of1900 };
        let text = format!("<worksheet><sheetData>{sheet}</sheetData><x><row/></x></worksheet>");
        Ok(workbook.rows(&text)?.into_iter().map(|row| (row.line, row.cells)).collect())
    }

    #[test]
    fn cells_of_each_kind() {
        for (name, cell, want) in [
            ("shared", r#"<c t="s"><v>0</v></c>"#, "delad"),
            ("inline", r#"<c t="inlineStr"><is><t>a&lt;b</t></is></c>"#, "a<b"),
            ("rich", r#"<c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>"#, "ab"),
            ("hint", r#"<c t="inlineStr"><is><t>a</t><rPh><t>x</t></rPh></is></c>"#, "a"),
            ("formula", r#"<c t="str"><f>A1&amp;"x"</f><v>ax</v></c>"#, "ax"),
            ("number", "<c><v>701740605</v></c>", "701740605"),
            ("day", r#"<c s="1"><v>46353</v></c>"#, "2026-11-27"),
            ("no day", r#"<c s="1"><v>-5</v></c>"#, "-5"),
            ("style that is not there", r#"<c s="9"><v>5</v></c>"#, "5"),
            ("boolean", r#"<c t="b"><v>1</v></c>"#, "true"),
            ("ISO day", r#"<c t="d"><v>2026-11-27</v></c>"#, "2026-11-27"),
            ("error", r#"<c t="e"><v>#N/A</v></c>"#, "#N/A"),
        ] {
            let row = format!("<row>{cell}</row>");
            assert_eq!(rows(&row), Ok(vec![(1, vec![want.to_owned()])]), "{name}");
        }
    }

    #[test]
    fn places_are_kept() {
        let sheet = r#"<row r="2"><c r="B2"><v>1</v></c><c r="C2" s="1"/><c><v>2</v></c></row><row r="5"/>
                       <row><c r="A6"><v>3</v></c></row>"#;
        let row = |line, cells: &[&str]| (line, cells.iter().map(|c| (*c).to_owned()).collect());
        assert_eq!(rows(sheet), Ok(vec![row(2, &["", "1", "2"]), row(6, &["3"])]));
    }

    #[test]
    fn what_is_not_right_is_refused() {
        let long = format!("<row><c t=\"str\"><v>{}</v></c></row>", "x".repeat(MAX_CELL_BYTES + 1));
        let far = r#"<row><c r="XFD1"><v>1</v></c></row>"#;
        let damaged = Err(Unreadable::Damaged);
        for (name, sheet, want) in [
            (
                "a shared text that is not there",
                r#"<row><c t="s"><v>1</v></c></row>"#,
                damaged.clone(),
            ),
            ("a kind that is not known", r#"<row><c t="q"><v>1</v></c></row>"#, damaged.clone()),
            ("no number", "<row><c><v>x</v></c></row>", damaged.clone()),
            ("no column", r#"<row><c r="1"><v>1</v></c></row>"#, damaged.clone()),
            ("back", r#"<row><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>"#, damaged.clone()),
            ("up", r#"<row r="2"/><row r="2"/>"#, damaged),
            ("long", &long, Err(Unreadable::CellTooLong { line: 1, column: 1 })),
            ("far", far, Err(Unreadable::TooManyColumns { line: 1 })),
        ] {
            assert_eq!(rows(sheet), want, "{name}");
        }
    }
}
