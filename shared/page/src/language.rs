//! The languages that our own words are in.

use survey::{Locale, accepted_languages};

use crate::texts::{EN, SV, Texts};

/// A language that our own words are in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum UiLanguage {
    /// English.
    En,
    /// Swedish.
    Sv,
}

impl UiLanguage {
    /// The language for pages in `locale`; English where we have no words of our own.
    #[must_use]
    pub fn of(locale: &Locale) -> Self {
        Self::known(locale).unwrap_or(Self::En)
    }

    /// The language that a browser wants most, by its `Accept-Language` header.
    #[must_use]
    pub fn accepted(accept_language: Option<&str>) -> Self {
        let wanted = accept_language.map(accepted_languages).unwrap_or_default();
        wanted.iter().find_map(Self::known).unwrap_or(Self::En)
    }

    /// Its BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Sv => "sv",
        }
    }

    pub(crate) const fn texts(self) -> &'static Texts {
        match self {
            Self::En => &EN,
            Self::Sv => &SV,
        }
    }

    fn known(locale: &Locale) -> Option<Self> {
        [Self::En, Self::Sv].into_iter().find(|known| known.tag() == locale.language())
    }
}

/// What a language is called by those who speak it; its tag if we do not know.
pub(crate) fn own_name(locale: &Locale) -> String {
    let name = match locale.as_str() {
        "ar" => "العربية",
        "da" => "Dansk",
        "de" => "Deutsch",
        "en" => "English",
        "es" => "Español",
        "et" => "Eesti",
        "fi" => "Suomi",
        "fr" => "Français",
        "is" => "Íslenska",
        "it" => "Italiano",
        "lt" => "Lietuvių",
        "lv" => "Latviešu",
        "nb" | "no" => "Norsk",
        "nl" => "Nederlands",
        "pl" => "Polski",
        "pt" => "Português",
        "pt-br" => "Português (Brasil)",
        "sv" => "Svenska",
        other => return other.to_ascii_uppercase(),
    };
    name.to_owned()
}

/// The direction in which a language is written, as HTML's `dir`.
pub(crate) fn direction(tag: &str) -> &'static str {
    match tag.split('-').next() {
        Some("ar" | "dv" | "fa" | "he" | "ps" | "ur" | "yi") => "rtl",
        Some(_) | None => "ltr",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages() {
        for (header, want) in [
            (Some("sv-SE,sv;q=0.9,en;q=0.5"), UiLanguage::Sv),
            (Some("fi, sv;q=0.5"), UiLanguage::Sv),
            (Some("fi"), UiLanguage::En),
            (None, UiLanguage::En),
        ] {
            assert_eq!(UiLanguage::accepted(header), want, "{header:?}");
        }
        assert_eq!(direction("ar-eg"), "rtl");
        assert_eq!(direction("sv"), "ltr");
        assert_eq!(own_name(&"pt-BR".parse().unwrap()), "Português (Brasil)");
        assert_eq!(own_name(&"tlh".parse().unwrap()), "TLH");
    }
}
