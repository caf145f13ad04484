//! The languages that our own words are in, and how all others are named and written.

mod names;

use core::fmt;

use survey::{Locale, accepted_languages};

use crate::words::{LANGUAGES, LandingTexts, Language, StaffTexts, Word};

/// A language that our own words are in: one of the files in `texts/`.
#[derive(Clone, Copy)]
pub struct UiLanguage(&'static Language);

impl UiLanguage {
    /// English, which is what whoever reads none of the others gets.
    pub const ENGLISH: Self = Self(Language::english());

    /// All of them, by tag.
    pub fn all() -> impl Iterator<Item = Self> {
        LANGUAGES.into_iter().map(Self)
    }

    /// The language for pages in `locale`; English where we have no words of our own.
    #[must_use]
    pub fn of(locale: &Locale) -> Self {
        Self::known(locale).unwrap_or(Self::ENGLISH)
    }

    /// The language that a link names (`?lang=`), else the one that a browser wants most, by its
    /// `Accept-Language` header.
    #[must_use]
    pub fn chosen(requested: Option<&str>, accept_language: Option<&str>) -> Self {
        let requested = requested.and_then(|tag| tag.parse().ok());
        let accepted = accept_language.map(accepted_languages).unwrap_or_default();
        let mut wanted = requested.into_iter().chain(accepted);
        wanted.find_map(|locale| Self::known(&locale)).unwrap_or(Self::ENGLISH)
    }

    /// Its BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        self.0.tag
    }

    pub(crate) const fn language(self) -> &'static Language {
        self.0
    }

    /// Whether this is the language of `locale`.
    pub(crate) fn is(self, locale: &Locale) -> bool {
        locale.written_language() == self.tag()
    }

    pub(crate) fn locale(self) -> Locale {
        self.tag().parse().unwrap_or_else(|_| Locale::english())
    }

    fn known(locale: &Locale) -> Option<Self> {
        Self::all().find(|known| known.is(locale))
    }
}

impl PartialEq for UiLanguage {
    fn eq(&self, other: &Self) -> bool {
        self.tag() == other.tag()
    }
}

impl Eq for UiLanguage {}

impl fmt::Debug for UiLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// A language that staff can have: Swedish or English.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StaffLanguage {
    /// English.
    En,
    /// Swedish.
    Sv,
}

impl StaffLanguage {
    /// The one that a browser wants most, by its `Accept-Language` header.
    #[must_use]
    pub fn accepted(accept_language: Option<&str>) -> Self {
        let wanted = accept_language.map(accepted_languages).unwrap_or_default();
        let known = |locale: &Locale| match locale.language() {
            "sv" => Some(Self::Sv),
            "en" => Some(Self::En),
            _ => None,
        };
        wanted.iter().find_map(known).unwrap_or(Self::En)
    }

    /// Its BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        self.texts().tag
    }

    pub(crate) const fn texts(self) -> &'static StaffTexts {
        match self {
            Self::En => &crate::words::STAFF_EN,
            Self::Sv => &crate::words::STAFF_SV,
        }
    }

    pub(crate) const fn landing(self) -> &'static LandingTexts {
        match self {
            Self::En => &crate::words::LANDING_EN,
            Self::Sv => &crate::words::LANDING_SV,
        }
    }
}

/// What a language is called by those who speak it; its tag if we do not know.
pub(crate) fn own_name(locale: &Locale) -> String {
    let language = locale.language();
    let ours = LANGUAGES.iter().find(|known| known.tag == language);
    let name = ours.map(|known| known.word(Word::LANGUAGE)).or_else(|| names::of(language));
    with_region(locale, name)
}

/// The same, for pages of staff: a function that has none of our other words in these languages does not
/// bring them along for their names.
pub(crate) fn staff_name(locale: &Locale) -> String {
    let language = locale.language();
    let ours = names::OURS.iter().find(|(tag, _)| *tag == language).map(|(_, name)| *name);
    with_region(locale, ours.or_else(|| names::of(language)))
}

fn with_region(locale: &Locale, name: Option<&str>) -> String {
    let language = locale.language();
    let rest = locale.as_str().strip_prefix(language).unwrap_or_default();
    let rest = rest.trim_start_matches('-').to_ascii_uppercase();
    match (name, rest.as_str()) {
        (Some(name), "") => name.to_owned(),
        (Some(name), rest) => format!("{name} ({})", names::region(rest).unwrap_or(rest)),
        (None, _) => locale.as_str().to_ascii_uppercase(),
    }
}

/// The direction in which a language is written, as HTML's `dir`.
pub(crate) fn direction(tag: &str) -> &'static str {
    let right_to_left = tag.parse().is_ok_and(|locale: Locale| locale.is_right_to_left());
    if right_to_left { "rtl" } else { "ltr" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chosen_languages() {
        for (requested, header, want) in [
            (None, Some("sv-SE,sv;q=0.9,en;q=0.5"), "sv"),
            (None, Some("fi, sv;q=0.5"), "fi"),
            (None, Some("so, sv;q=0.5"), "sv"),
            (None, Some("zh-CN"), "en"),
            (None, Some("nn-NO"), "nb"),
            (None, Some("no"), "nb"),
            (None, Some("pt-BR"), "pt"),
            (None, None, "en"),
            (Some("ar"), Some("sv"), "ar"),
            (Some("zh"), Some("sv"), "sv"),
            (Some("<x>"), None, "en"),
        ] {
            assert_eq!(
                UiLanguage::chosen(requested, header).tag(),
                want,
                "{requested:?} {header:?}"
            );
        }
        assert_eq!(StaffLanguage::accepted(Some("fi, sv;q=0.5")), StaffLanguage::Sv);
        assert_eq!(StaffLanguage::accepted(Some("fi")), StaffLanguage::En);
    }

    #[test]
    fn our_languages_are_named_alike() {
        assert_eq!(names::OURS.len(), LANGUAGES.len());
        for language in UiLanguage::all() {
            assert_eq!(staff_name(&language.locale()), own_name(&language.locale()));
        }
    }

    #[test]
    fn names_and_directions() {
        for (tag, name, dir) in [
            ("ar", "العربية", "rtl"),
            ("ar-EG", "العربية (EG)", "rtl"),
            ("sv", "Svenska", "ltr"),
            ("pt-BR", "Português (Brasil)", "ltr"),
            ("no", "Norsk", "ltr"),
            ("nb", "Norsk bokmål", "ltr"),
            ("fa", "فارسی", "rtl"),
            ("he", "עברית", "rtl"),
            ("ur", "اردو", "rtl"),
            ("zh-CN", "中文 (简体)", "ltr"),
            ("az-Arab", "Azərbaycanca (ARAB)", "rtl"),
            ("ug-Cyrl", "ئۇيغۇرچە (CYRL)", "ltr"),
            ("tlh", "TLH", "ltr"),
        ] {
            let locale: Locale = tag.parse().unwrap();
            assert_eq!((&*own_name(&locale), direction(tag)), (name, dir), "{tag}");
            assert_eq!(staff_name(&locale), name, "{tag}");
        }
    }
}
