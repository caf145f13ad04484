//! Our own words, which `texts/` has in every language that there is a file for.

mod answer;
mod apps;
mod cancel;
mod contact_import;
mod contacts;
mod failure;
mod organisation;
mod passkey;
mod people;
mod plural;
mod recover;
mod staff;
mod tool;
mod two_step;
mod voice;
mod zone;

pub(crate) use answer::answer;
pub use apps::AppTexts;
pub(crate) use apps::{
    AppsTexts, BenchmarksTexts, CallsTexts, FlowsTexts, HooksTexts, LeaversTexts, OffersTexts,
    ReportTexts, SettingsTexts, TableTexts,
};
pub(crate) use cancel::CancelTexts;
pub(crate) use contact_import::ImportTexts;
pub(crate) use contacts::ContactTexts;
pub(crate) use failure::failure;
pub(crate) use people::PeopleTexts;
pub(crate) use plural::category;
pub(crate) use recover::RecoverTexts;
pub(crate) use staff::{
    AccountTexts, EN as STAFF_EN, LANDING_EN, LANDING_SV, LandingTexts, LoginTexts, SV as STAFF_SV,
    StaffTexts,
};
pub(crate) use tool::{AsideTexts, ResponseTexts, ToolTexts};
pub(crate) use voice::Voice;
pub use zone::PlaceTexts;
pub(crate) use zone::RoleTexts;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// One of our own words, or a sentence; may have names in braces.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word(usize);

/// One that is said differently of different numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plural(usize);

/// A language's words.
pub(crate) struct Language {
    /// Its BCP 47 tag.
    pub(crate) tag: &'static str,
    /// Where its words begin in the text of all.
    start: usize,
}

impl Language {
    /// English, for whoever reads none of the others.
    pub(crate) const fn english() -> &'static Self {
        &EN
    }

    pub(crate) fn word(&self, Word(place): Word) -> &'static str {
        self.at(place)
    }

    /// The form of a word that goes with a count, and the last one where the language has none.
    pub(crate) fn form(&self, Plural(place): Plural, count: usize) -> &'static str {
        let category = category(self.tag, count);
        let forms = || self.at(place).split('\u{1f}');
        let own = forms().nth(category.place()).filter(|form| !form.is_empty());
        own.or_else(|| forms().rfind(|form| !form.is_empty())).unwrap_or_default()
    }

    fn at(&self, place: usize) -> &'static str {
        let words = TEXTS.get(self.start..).unwrap_or_default();
        words.split('\u{1e}').nth(place).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
