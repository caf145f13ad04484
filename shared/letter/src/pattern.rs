//! Texts with variables in them.

use core::fmt;

use crate::fault::TextReason;
use crate::plain::unwanted;
use crate::variable::{Values, Vocabulary};

/// A text with variables: `{company}`, and `{first_name|there}` where the value may be absent. A
/// brace itself is written twice.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Pattern(Vec<Piece>);

#[derive(Clone, Debug, Eq, PartialEq)]
enum Piece {
    Text(String),
    Place { name: &'static str, fallback: Option<String> },
}

impl Pattern {
    pub(crate) const fn empty() -> Self {
        Self(Vec::new())
    }

    /// Reads a text of one line and at most `max` characters, as it is written.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    pub fn parse(raw: &str, max: usize, vocabulary: &Vocabulary) -> Result<Self, Vec<TextReason>> {
        let mut reasons = Vec::new();
        if raw.chars().nth(max).is_some() {
            // What is longer is not read: there is no end to what it may hold.
            return Err(vec![TextReason::TooLong { max }]);
        }
        if let Some(letter) = raw.chars().find(|letter| unwanted(*letter)) {
            reasons.push(TextReason::Character(u32::from(letter)));
        }
        let mut pieces = Vec::new();
        let (mut text, mut rest) = (String::new(), raw);
        while let Some(at) = rest.find(['{', '}']) {
            let (before, from) = rest.split_at(at);
            text.push_str(before);
            if let Some(after) = from.strip_prefix("{{").or_else(|| from.strip_prefix("}}")) {
                text.extend(from.chars().next());
                rest = after;
                continue;
            }
            let Some((inner, after)) =
                from.strip_prefix('{').and_then(|inner| inner.split_once('}'))
            else {
                reasons.push(TextReason::Brace);
                rest = from.get(1..).unwrap_or_default();
                continue;
            };
            match place(inner, vocabulary) {
                Ok(place) => {
                    pieces.push(Piece::Text(core::mem::take(&mut text)));
                    pieces.push(place);
                }
                Err(reason) => reasons.push(reason),
            }
            rest = after;
        }
        text.push_str(rest);
        pieces.push(Piece::Text(text));
        pieces.retain(|piece| !matches!(piece, Piece::Text(text) if text.is_empty()));
        if reasons.is_empty() { Ok(Self(pieces)) } else { Err(reasons) }
    }

    /// The text with values in their places.
    #[must_use]
    pub fn fill(&self, values: &Values) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Place { name, fallback } => {
                let value = values.get(name).or(fallback.as_deref());
                value.unwrap_or_default().to_owned()
            }
        };
        self.0.iter().map(piece).collect()
    }

    /// Whether it names a variable.
    #[must_use]
    pub fn names(&self, wanted: &str) -> bool {
        self.variables().any(|name| name == wanted)
    }

    /// The variables it names, in their order.
    pub fn variables(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Text(_) => None,
            Piece::Place { name, .. } => Some(*name),
        })
    }
}

/// The text as it is written: what [`Pattern::parse`] reads again.
impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => {
                    f.write_str(&text.replace('{', "{{").replace('}', "}}"))?;
                }
                Piece::Place { name, fallback: None } => write!(f, "{{{name}}}")?,
                Piece::Place { name, fallback: Some(fallback) } => {
                    write!(f, "{{{name}|{fallback}}}")?;
                }
            }
        }
        Ok(())
    }
}

fn place(inner: &str, vocabulary: &Vocabulary) -> Result<Piece, TextReason> {
    let (name, fallback) = match inner.split_once('|') {
        Some((name, fallback)) => (name, Some(fallback)),
        None => (inner, None),
    };
    if inner.contains('{') {
        return Err(TextReason::Brace);
    }
    let variable = vocabulary.get(name).ok_or_else(|| TextReason::Variable(vocabulary.names()))?;
    if !variable.always && fallback.is_none() {
        return Err(TextReason::Fallback(variable.name));
    }
    Ok(Piece::Place { name: variable.name, fallback: fallback.map(str::to_owned) })
}
