//! Languages as people write them.

use survey::Locale;

use crate::fold::fold;

/// The names of the respondents' languages: their own, in English and in Swedish.
const NAMES: &[(&str, &[&str])] = &[
    ("ar", &["العربية", "عربي", "Arabic", "arabiska"]),
    ("da", &["dansk", "Danish", "danska"]),
    ("de", &["Deutsch", "German", "tyska"]),
    ("en", &["English", "engelska"]),
    ("es", &["español", "castellano", "Spanish", "spanska"]),
    ("et", &["eesti", "eesti keel", "Estonian", "estniska"]),
    ("fi", &["suomi", "Finnish", "finska"]),
    ("fr", &["français", "French", "franska"]),
    ("is", &["íslenska", "Icelandic", "isländska"]),
    ("it", &["italiano", "Italian", "italienska"]),
    ("lt", &["lietuvių", "lietuvių kalba", "Lithuanian", "litauiska"]),
    ("lv", &["latviešu", "latviešu valoda", "Latvian", "lettiska"]),
    ("nb", &["norsk", "norsk bokmål", "bokmål", "Norwegian", "norska"]),
    ("nl", &["Nederlands", "Dutch", "nederländska"]),
    ("pl", &["polski", "Polish", "polska"]),
    ("pt", &["português", "Portuguese", "portugisiska"]),
    ("sv", &["svenska", "Swedish"]),
];

/// The language that a text names: by a tag (BCP 47), also with `_`, or by a name.
pub(super) fn read(raw: &str) -> Option<Locale> {
    let name = fold(raw);
    let named = NAMES.iter().find(|(_, names)| names.iter().any(|known| fold(known) == name));
    match named {
        Some((tag, _)) => tag.parse().ok(),
        None => raw.trim().replace('_', "-").parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_names() {
        for (raw, want) in [
            ("sv", Some("sv")),
            ("sv_SE", Some("sv-se")),
            (" EN-GB ", Some("en-gb")),
            ("Svenska", Some("sv")),
            ("FRANÇAIS", Some("fr")),
            ("Norwegian", Some("nb")),
            ("klingonska", None),
            ("", None),
        ] {
            assert_eq!(read(raw).as_ref().map(Locale::as_str), want, "{raw}");
        }
    }
}
