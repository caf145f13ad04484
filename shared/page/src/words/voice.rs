//! How we speak on a page.

use core::fmt::Display;

use maud::{Markup, html};
use survey::{Locale, Number, filled, number_text};

use super::{Plural, Word};
use crate::language::{UiLanguage, direction};

/// Our own words on a page. Where they are in another language than the page, which is a survey's
/// and may be in any, they are marked with their own.
#[derive(Clone, Debug)]
pub(crate) struct Voice {
    ui: UiLanguage,
    /// How numbers and dates are written.
    figures: Locale,
    foreign: bool,
}

impl Voice {
    /// On a page in this language.
    pub(crate) fn on(locale: &Locale) -> Self {
        let ui = UiLanguage::of(locale);
        // `no` is what Bokmål was called for long; Nynorsk is another language than it.
        let foreign = !ui.is(locale) || locale.language() == "nn";
        let figures = if foreign { ui.locale() } else { locale.clone() };
        Self { ui, figures, foreign }
    }

    /// On a page of our own.
    pub(crate) fn of(ui: UiLanguage) -> Self {
        Self { ui, figures: ui.locale(), foreign: false }
    }

    pub(crate) fn word(&self, word: Word) -> &'static str {
        self.ui.language().word(word)
    }

    /// A sentence with texts in place of names in braces.
    pub(crate) fn fill(&self, word: Word, values: &[(&str, &str)]) -> String {
        filled(self.word(word), values)
    }

    /// What stands before and after a name in braces.
    pub(crate) fn around(&self, word: Word, name: &str) -> (&'static str, &'static str) {
        let said = self.word(word);
        said.split_once(name).unwrap_or((said, ""))
    }

    /// A sentence about `{count}` things.
    pub(crate) fn count(&self, word: Plural, count: usize) -> String {
        self.count_with(word, count, ("", ""))
    }

    /// A sentence about `{count}` things, with another text in it.
    pub(crate) fn count_with(&self, word: Plural, count: usize, other: (&str, &str)) -> String {
        let form = self.ui.language().form(word, count);
        filled(form, &[("count", &self.whole(count)), other])
    }

    /// A number as the language writes it.
    pub(crate) fn number(&self, number: Number) -> String {
        number_text(number, &self.figures)
    }

    /// A date or time as the language writes it.
    pub(crate) fn moment(&self, moment: &str) -> String {
        survey::moment_text(moment, &self.figures)
    }

    fn whole(&self, count: usize) -> String {
        let number = u32::try_from(count).ok().and_then(|count| Number::new(f64::from(count)));
        number.map_or_else(|| count.to_string(), |number| self.number(number))
    }

    /// A number of bytes as people read it, never more than there are.
    pub(crate) fn size(&self, bytes: u32) -> String {
        let (word, unit) = match bytes {
            0..1_000 => (Word::BYTES, 1),
            1_000..1_000_000 => (Word::KILOBYTES, 1_000),
            _ => (Word::MEGABYTES, 1_000_000),
        };
        let tenths = u64::from(bytes) * 10 / unit;
        let tenths = u32::try_from(tenths).unwrap_or(u32::MAX);
        let number = Number::new(f64::from(tenths) / 10.0);
        let number = number.map(|number| self.number(number)).unwrap_or_default();
        self.fill(word, &[("number", &number)])
    }

    /// The tag of the language we speak.
    pub(crate) const fn tag(&self) -> &'static str {
        self.ui.tag()
    }

    /// What we say, marked with its language where that is not the page's.
    pub(crate) fn own(&self, said: impl Display) -> Markup {
        html! {
            @if self.foreign { span lang=[self.lang()] dir=[self.dir()] { (said) } }
            @else { (said) }
        }
    }

    /// `lang` of an element that has our words, where they are not in the page's language.
    pub(crate) fn lang(&self) -> Option<&'static str> {
        self.foreign.then(|| self.ui.tag())
    }

    /// `dir` of an element that has our words, where they are not in the page's language.
    pub(crate) fn dir(&self) -> Option<&'static str> {
        self.foreign.then(|| direction(self.ui.tag()))
    }
}
