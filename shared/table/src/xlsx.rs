//! Workbooks (ISO/IEC 29500), as `Excel` and `LibreOffice` write them.

mod book;
mod cells;
mod number;
mod styles;

use crate::Unreadable;
use crate::row::{MAX_CELLS, Row};
use crate::sheet::Format;
use crate::xml::{Piece, Xml};
use crate::zip::Archive;

/// The rows of a sheet: the named one, else the first that is not hidden.
pub(crate) fn read(bytes: &[u8], sheet: Option<&str>) -> Result<(Format, Vec<Row>), Unreadable> {
    let mut archive = Archive::open(bytes)?;
    let book = book::Book::read(&mut archive)?;
    let chosen = book.choose(sheet)?;
    let styles = match &book.styles {
        Some(part) => archive.part(part)?,
        None => None,
    };
    let shared = match &book.shared {
        Some(part) => archive.part(part)?,
        None => None,
    };
    let styles = styles.map(|text| styles::kinds(&text)).transpose()?.unwrap_or_default();
    let shared = shared.map(|text| shared_texts(&text)).transpose()?.unwrap_or_default();
    let part = archive.part(&chosen.part)?.ok_or(Unreadable::Damaged)?;
    let workbook = cells::Workbook { shared: &shared, styles: &styles, epoch: book.epoch };
    let rows = workbook.rows(&part)?;
    let sheets = book.sheets.iter().map(|sheet| sheet.name.clone()).collect();
    Ok((Format::Xlsx { sheet: chosen.name.clone(), sheets }, rows))
}

/// The texts that cells share, in their order. What says how to pronounce one is no part of it.
fn shared_texts(text: &str) -> Result<Vec<Box<str>>, Unreadable> {
    let mut xml = Xml::new(text);
    let mut texts = Vec::new();
    let mut one = String::new();
    let (mut in_text, mut in_hint) = (false, false);
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Begin(element) => match element.name().as_str() {
                "si" => one.clear(),
                "rPh" => in_hint = true,
                "t" => in_text = true,
                _ => {}
            },
            Piece::End(name) => match name.as_str() {
                "si" if texts.len() == MAX_CELLS => return Err(Unreadable::TooManyCells),
                "si" => texts.push(unescaped(&one).into_boxed_str()),
                "rPh" => in_hint = false,
                "t" => in_text = false,
                _ => {}
            },
            Piece::Text(part) if in_text && !in_hint => one.push_str(&part),
            Piece::Text(_) => {}
        }
    }
    Ok(texts)
}

/// A text without the way in which letters are written that XML has not: `_x000D_`.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        plain.push_str(before);
        let digits = after.get(..4).filter(|_| after.as_bytes().get(4) == Some(&b'_'));
        let digits = digits.filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let letter = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        if let Some(letter) = letter.and_then(char::from_u32) {
            plain.push(letter);
            rest = after.get(5..).unwrap_or_default();
        } else {
            plain.push_str("_x");
            rest = after;
        }
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_are_shared() {
        let xml = "<sst><si><t>A &amp; B</t></si><si><r><t>fet</t></r><r><t xml:space=\"preserve\"> text</t></r>\
                   <rPh sb=\"0\" eb=\"1\"><t>hint</t></rPh></si><si/><si><t>a_x000D_b &#229;</t></si></sst>";
        let want = ["A & B", "fet text", "", "a\rb å"];
        assert_eq!(shared_texts(xml).unwrap().iter().map(|t| &**t).collect::<Vec<_>>(), want);
        for bad in [
            "<!DOCTYPE x [<!ENTITY a \"b\">]><sst/>",
            "<sst><si><t>&a;</t></si></sst>",
            "<sst><si></sst>",
        ] {
            assert_eq!(shared_texts(bad), Err(Unreadable::Damaged), "{bad}");
        }
    }

    #[test]
    fn letters_that_xml_has_not() {
        for (text, want) in [
            ("a_x000D__x000A_b", "a\r\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("max_x", "max_x"),
            ("_xD800_", "_xD800_"),
            ("_x12å_", "_x12å_"),
        ] {
            assert_eq!(unescaped(text), want);
        }
    }
}
