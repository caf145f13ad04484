//! XML, as far as workbooks are such.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::Unreadable;

/// Reads one part of a workbook, piece by piece.
pub(crate) struct Xml<'a>(Reader<&'a [u8]>);

/// A piece of XML. What is of no use to us is passed over.
pub(crate) enum Piece<'a> {
    /// An element begins.
    Begin(Element<'a>),
    /// An element ends; its name, without prefix.
    End(String),
    /// Text, or a part of it.
    Text(Cow<'a, str>),
}

/// The beginning of an element.
pub(crate) struct Element<'a>(BytesStart<'a>);

impl<'a> Xml<'a> {
    /// Reads `text`.
    pub(crate) fn new(text: &'a str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self(reader)
    }

    /// The next piece; nothing at the end. A document type is refused: it could name entities, and no
    /// workbook has one.
    pub(crate) fn next(&mut self) -> Result<Option<Piece<'a>>, Unreadable> {
        loop {
            let event = self.0.read_event().map_err(|_| Unreadable::Damaged)?;
            return Ok(Some(match event {
                Event::Start(start) | Event::Empty(start) => Piece::Begin(Element(start)),
                Event::End(end) => Piece::End(end.local_name().as_ref().to_owned()),
                Event::Text(text) => Piece::Text(text.xml10_content()),
                Event::CData(text) => Piece::Text(text.xml10_content()),
                Event::GeneralRef(entity) => {
                    let letter = entity.resolve_char_ref().map_err(|_| Unreadable::Damaged)?;
                    Piece::Text(match letter {
                        Some(letter) => Cow::Owned(letter.to_string()),
                        None => Cow::Borrowed(named(&entity.xml10_content())?),
                    })
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
                Event::DocType(_) => return Err(Unreadable::Damaged),
                Event::Eof => return Ok(None),
            }));
        }
    }
}

/// The letters that have names without a document type.
fn named(entity: &str) -> Result<&'static str, Unreadable> {
    Ok(match entity {
        "amp" => "&",
        "apos" => "'",
        "gt" => ">",
        "lt" => "<",
        "quot" => "\"",
        _ => return Err(Unreadable::Damaged),
    })
}

impl Element<'_> {
    /// Its name, without prefix.
    pub(crate) fn name(&self) -> String {
        self.0.local_name().as_ref().to_owned()
    }

    /// The value of an attribute, by its name without prefix.
    pub(crate) fn attribute(&self, name: &str) -> Result<Option<String>, Unreadable> {
        for attribute in self.0.attributes() {
            let attribute = attribute.map_err(|_| Unreadable::Damaged)?;
            if attribute.key.local_name().as_ref() == name {
                let value = attribute.normalized_value(XmlVersion::Explicit1_0);
                return value
                    .map(|value| Some(value.into_owned()))
                    .map_err(|_| Unreadable::Damaged);
            }
        }
        Ok(None)
    }
}
