//! Which styles show a number as a day or a time.

use std::collections::BTreeMap;

use super::number::Kind;
use crate::Unreadable;
use crate::xml::{Piece, Xml};

/// The most styles of a workbook: as many as Excel takes.
const MAX_STYLES: usize = 65_536;

/// What each style shows a number as, in their order.
pub(super) fn kinds(text: &str) -> Result<Vec<Kind>, Unreadable> {
    let mut xml = Xml::new(text);
    let mut own: BTreeMap<u32, Kind> = BTreeMap::new();
    let mut kinds = Vec::new();
    let mut in_cells = false;
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Begin(element) => match element.name().as_str() {
                "cellXfs" => in_cells = true,
                "numFmt" => {
                    let code = element.attribute("formatCode")?.unwrap_or_default();
                    if let Some(id) = number(element.attribute("numFmtId")?) {
                        own.insert(id, of_code(&code));
                    }
                }
                "xf" if in_cells => {
                    let id = number(element.attribute("numFmtId")?).unwrap_or_default();
                    kinds.push(own.get(&id).copied().unwrap_or_else(|| of_id(id)));
                }
                _ => {}
            },
            Piece::End(name) if name == "cellXfs" => in_cells = false,
            Piece::End(_) | Piece::Text(_) => {}
        }
        if kinds.len() > MAX_STYLES || own.len() > MAX_STYLES {
            return Err(Unreadable::Damaged);
        }
    }
    Ok(kinds)
}

fn number(raw: Option<String>) -> Option<u32> {
    raw?.parse().ok()
}

/// The formats that need no code (ISO/IEC 29500-1, 18.8.30), those of East Asia too.
const fn of_id(id: u32) -> Kind {
    match id {
        14..=22 | 27..=36 | 45..=47 | 50..=58 => Kind::Moment,
        _ => Kind::Number,
    }
}

/// What a format's code shows: letters of days and times outside of quotes and brackets. The first
/// section is that of numbers above zero.
fn of_code(code: &str) -> Kind {
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ';' => break,
            // What stands behind is shown as it is, or leaves room.
            '\\' | '_' | '*' => {
                letters.next();
            }
            '"' => {
                letters.by_ref().find(|letter| *letter == '"');
            }
            '[' => {
                let inside: String = letters.by_ref().take_while(|letter| *letter != ']').collect();
                // A time that may be longer than a day is a length, and stays a number.
                if matches!(
                    inside.to_ascii_lowercase().as_str(),
                    "h" | "hh" | "m" | "mm" | "s" | "ss"
                ) {
                    return Kind::Number;
                }
            }
            'd' | 'D' | 'h' | 'H' | 'm' | 'M' | 's' | 'S' | 'y' | 'Y' => return Kind::Moment,
            'G' | 'E' | '0' | '#' | '?' => return Kind::Number,
            _ => {}
        }
    }
    Kind::Number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        for (code, want) in [
            ("yyyy-mm-dd", Kind::Moment),
            ("[$-41D]d mmmm yyyy;@", Kind::Moment),
            ("hh:mm", Kind::Moment),
            ("\"den \"d/m", Kind::Moment),
            ("[Red]0.00", Kind::Number),
            ("0\" dagar\"", Kind::Number),
            ("[h]:mm:ss", Kind::Number),
            ("General", Kind::Number),
            ("# ##0\\ \"kr\"", Kind::Number),
            ("_-* #,##0.00_-", Kind::Number),
            ("@", Kind::Number),
            ("\"", Kind::Number),
            ("[", Kind::Number),
        ] {
            assert_eq!(of_code(code), want, "{code}");
        }
    }

    #[test]
    fn styles_of_cells_are_counted() {
        let xml = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>\
                   <cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>\
                   <xf numFmtId=\"164\"/><xf numFmtId=\"14\"/><xf/></cellXfs></styleSheet>";
        let want = [Kind::Number, Kind::Moment, Kind::Moment, Kind::Number];
        assert_eq!(kinds(xml).unwrap(), want);
    }
}
