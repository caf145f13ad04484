//! Texts as they are compared: without what people write differently.

/// The letters and digits of a text, in lower case, those with marks as those without.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match plain(letter) {
            "" if letter.is_alphanumeric() => folded.push(letter),
            plain => folded.push_str(plain),
        }
    }
    folded
}

/// A letter of a European language, in lower case, as it is written without its marks; nothing for
/// all others.
pub(crate) const fn plain(letter: char) -> &'static str {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ð' | 'ď' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ģ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' => "i",
        'ķ' => "k",
        'ļ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' => "s",
        'ß' => "ss",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ų' | 'ů' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_differently_is_the_same() {
        for (text, want) in [
            ("E-post", "epost"),
            (" E_POST: ", "epost"),
            ("Förnamn", "fornamn"),
            ("FÖRNAMN", "fornamn"),
            ("Straße 2", "strasse2"),
            ("البريد الإلكتروني", "البريدالإلكتروني"),
            ("—", ""),
        ] {
            assert_eq!(fold(text), want, "{text}");
        }
    }
}
