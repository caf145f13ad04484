//! Keywords in what people write.

use core::fmt;

use serde::{Deserialize, Serialize};

/// A word, or several, that are looked for as whole words, in capitals or not.
///
/// A `*` at its beginning or end stands for the rest of a word: `skad*` is in `skadad`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Keyword(String);

/// The text is empty, longer than 64 bytes, or holds control characters.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a keyword is 1 to 64 bytes that are not all blanks or *")]
pub struct InvalidKeyword;

/// A text in which letters that differ by case alone are the same, and each stretch of blanks is one.
pub(super) struct Folded(String);

impl Folded {
    pub(super) fn new(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len());
        for word in text.split_whitespace() {
            if !folded.is_empty() {
                folded.push(' ');
            }
            // There and back is Unicode's full case folding but for a few historic letters: ß is ss.
            let upper = word.chars().flat_map(char::to_uppercase);
            folded.extend(upper.flat_map(char::to_lowercase));
        }
        Self(folded)
    }
}

impl Keyword {
    /// Whether it is in a text.
    pub(super) fn is_in(&self, text: &Folded) -> bool {
        let Folded(text) = text;
        let Folded(word) = Folded::new(self.0.trim_matches('*'));
        let (open_start, open_end) = (self.0.starts_with('*'), self.0.ends_with('*'));
        let mut from = 0;
        while let Some(found) = text.get(from..).and_then(|rest| rest.find(&word)) {
            let (start, end) = (from + found, from + found + word.len());
            let before = text.get(..start).unwrap_or_default();
            let after = text.get(end..).unwrap_or_default();
            let starts = open_start || parted(before.chars().next_back(), word.chars().next());
            if starts && (open_end || parted(word.chars().next_back(), after.chars().next())) {
                return true;
            }
            let rest = text.get(start..).unwrap_or_default();
            // Within a word none begins, so that the rest of it is passed over.
            let next = if starts || open_start {
                rest.chars().next().map_or(rest.len(), char::len_utf8)
            } else {
                let ends = rest.char_indices().find(|(_, letter)| !is_word(*letter));
                ends.map_or(rest.len(), |(at, letter)| at + letter.len_utf8())
            };
            from = start + next;
        }
        false
    }
}

/// Whether a word may end between two letters.
fn parted(before: Option<char>, after: Option<char>) -> bool {
    match (before, after) {
        (Some(before), Some(after)) => {
            !is_word(before) || !is_word(after) || is_unspaced(before) || is_unspaced(after)
        }
        (None, _) | (_, None) => true,
    }
}

/// Whether a letter is part of words: letters, digits, and the marks that are set on them.
fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '\u{300}'..='\u{36f}')
}

/// Whether a letter is of a script in which no blanks stand between words: Thai, Lao, Burmese, Khmer,
/// kana, Han.
fn is_unspaced(letter: char) -> bool {
    matches!(letter,
        '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{20000}'..='\u{3ffff}')
}

impl TryFrom<String> for Keyword {
    type Error = InvalidKeyword;

    fn try_from(raw: String) -> Result<Self, InvalidKeyword> {
        let plain = raw.len() <= 64 && !raw.contains(char::is_control);
        if plain && !raw.trim_matches('*').trim().is_empty() {
            Ok(Self(raw))
        } else {
            Err(InvalidKeyword)
        }
    }
}

impl From<Keyword> for String {
    fn from(keyword: Keyword) -> Self {
        keyword.0
    }
}

impl fmt::Display for Keyword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_in_any_case() {
        for (name, keyword, text, want) in [
            ("the word", "skadad", "Varan var skadad.", true),
            ("capitals", "SKADAD", "varan var skadad", true),
            ("other capitals", "öl", "ÖL!", true),
            ("part of a word", "ada", "skadad", false),
            ("beginning of a word", "skad", "skadad", false),
            ("beginning of a word, asked for", "skad*", "skadad", true),
            ("end of a word, asked for", "*skada", "En leveransskada", true),
            ("anywhere", "*kad*", "oskadad", true),
            ("later in the text", "lång", "långa, långa, lång", true),
            ("sharp s", "STRASSE", "straße", true),
            ("sharp s, the other way", "straße", "STRASSE", true),
            ("final sigma", "ΟΔΟΣ", "οδος", true),
            ("ligature", "fin", "ﬁn", true),
            ("two words", "kom aldrig", "Den KOM \n aldrig fram", true),
            ("two words, apart", "kom aldrig", "kom nästan aldrig", false),
            ("with a hyphen", "e-post", "min E-post!", true),
            ("a sign", "?!", "varför?!", true),
            ("a digit beside", "12", "112", false),
            ("an underscore beside", "a", "_a", false),
            ("a mark on the last letter", "cafe", "cafe\u{301}", false),
            ("overlapping", "a-a", "xa-a-a", true),
            ("no blanks between words", "壊れ", "箱が壊れていた", true),
            ("empty text", "a", "", false),
        ] {
            let keyword = Keyword::try_from(keyword.to_owned()).unwrap();
            assert_eq!(keyword.is_in(&Folded::new(text)), want, "{name}");
        }
    }

    #[test]
    fn keywords() {
        let (longest, longer) = ("a".repeat(64), "a".repeat(65));
        for (name, raw, want) in [
            ("longest", longest.as_str(), true),
            ("too long", &longer, false),
            ("empty", "", false),
            ("only stars", "**", false),
            ("blanks between stars", "* *", false),
            ("tab", "a\tb", false),
        ] {
            assert_eq!(Keyword::try_from(raw.to_owned()).is_ok(), want, "{name}");
        }
    }

    #[test]
    fn long_texts_are_looked_through_once() {
        let keyword = Keyword::try_from("a".repeat(64)).unwrap();
        assert!(!keyword.is_in(&Folded::new(&"a".repeat(200_000))));
    }
}
