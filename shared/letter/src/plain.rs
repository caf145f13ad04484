//! Which characters may stand in what we write in somebody's name.

/// Whether a character has no place in a line of ours: controls, what changes the direction of
/// what follows, line and paragraph separators, marks and tags that nobody sees, and what is no
/// character.
///
/// Marks of direction that bind nothing (U+200E, U+200F, U+061C) and joiners stay: Arabic and
/// emoji are written with them.
#[must_use]
pub fn unwanted(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffd}'
            | '\u{fdd0}'..='\u{fdef}'
            | '\u{e000}'..='\u{f8ff}'
            | '\u{e0000}'..='\u{10ffff}')
        || u32::from(letter) & 0xfffe == 0xfffe
}

/// A text as one line of at most `max_chars` characters: what is unwanted is a space or, where it
/// is none in the text either, nothing; runs of white space are one space. What is too long ends in
/// an ellipsis.
#[must_use]
pub fn plain_line(raw: &str, max_chars: usize) -> String {
    let spaced = |letter: char| match letter {
        '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        other if unwanted(other) => None,
        other => Some(other),
    };
    // What is cut away is not looked at, however much there is of it.
    let kept: String = raw.chars().take(4 * max_chars + 64).filter_map(spaced).collect();
    let line = kept.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if line.chars().nth(max_chars).is_none() {
        return line;
    }
    let mut cut: String = line.chars().take(max_chars.saturating_sub(1)).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

/// White space that may be one space; a no-break space stays what it is.
fn is_space(letter: char) -> bool {
    letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_plain() {
        for (name, raw, want) in [
            ("as it is", "Åsa Öberg", "Åsa Öberg"),
            ("white space", "  Anna \t  Maria ", "Anna Maria"),
            ("a header", "Anna\r\nBcc: all@example.com", "Anna Bcc: all@example.com"),
            ("a bare carriage return", "a\rb", "a b"),
            ("the separators of Unicode", "a\u{2028}b\u{2029}c\u{85}d", "a b c d"),
            ("a null and a bell", "a\0b\u{7}c", "abc"),
            ("override", "photo\u{202e}gpj.exe", "photogpj.exe"),
            ("isolates", "\u{2066}a\u{2069}", "a"),
            ("invisible", "a\u{200b}\u{feff}\u{ad}\u{3164}b", "ab"),
            ("tags", "a\u{e0041}\u{e007f}", "a"),
            ("no character", "a\u{ffff}\u{1fffe}\u{fdd0}b", "ab"),
            ("Arabic with its marks", "مَرْحَبًا\u{200f}", "مَرْحَبًا\u{200f}"),
            ("joined emoji", "👩\u{200d}🚀", "👩\u{200d}🚀"),
            ("too long", "abcdefghijklmnop", "abcdefghi…"),
            ("too long at a space", "abcdefgh ijkl", "abcdefgh…"),
            ("nothing", "\r\n\u{202e}", ""),
        ] {
            assert_eq!(
                plain_line(raw, if name.contains("too long") { 10 } else { 40 }),
                want,
                "{name}"
            );
        }
    }
}
