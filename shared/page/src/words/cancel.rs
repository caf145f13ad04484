//! What those read who are about to cancel a subscription. It is apart from the words of all pages: one function shows it.

mod east;
mod west;

use crate::language::UiLanguage;

/// What they read.
pub(crate) struct CancelTexts {
    /// Above the reasons, and the name of the page.
    pub(crate) title: &'static str,
    /// Under it.
    pub(crate) lead: &'static str,
    /// Goes on to the seller's own page.
    pub(crate) go: &'static str,
    /// Ends the flow.
    pub(crate) stay: &'static str,
    /// Sends the reason.
    pub(crate) next: &'static str,
    /// The field under the reasons, if the survey does not name it.
    pub(crate) comment: &'static str,
    /// Above an offer.
    pub(crate) offer_title: &'static str,
    /// Takes it.
    pub(crate) take: &'static str,
    /// Goes back to the reasons.
    pub(crate) other: &'static str,
    /// Where nothing is offered.
    pub(crate) thanks_title: &'static str,
    /// What a discount is had by.
    pub(crate) code: &'static str,
    /// Who went on before.
    pub(crate) gone_title: &'static str,
    /// Under it.
    pub(crate) gone_text: &'static str,
    /// Who stays.
    pub(crate) kept_title: &'static str,
    /// After an hour.
    pub(crate) ended_title: &'static str,
    /// Under it.
    pub(crate) ended_text: &'static str,
    /// A link that is not ours.
    pub(crate) lost_title: &'static str,
    /// Under it.
    pub(crate) lost_text: &'static str,
    /// Leads to where the subscription is seen.
    pub(crate) back: &'static str,
    /// Who sent none.
    pub(crate) choose: &'static str,
    /// That what they say is seen together with their subscription, where it is.
    pub(crate) linked: &'static str,
}

impl CancelTexts {
    /// In a language that we have words in.
    pub(crate) fn of(language: UiLanguage) -> &'static Self {
        let mut all = west::TEXTS.iter().chain(&east::TEXTS);
        let own = all.find(|(tag, _)| *tag == language.tag());
        own.map_or(&west::ENGLISH, |(_, texts)| texts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_its_own() {
        for language in UiLanguage::all() {
            let texts = CancelTexts::of(language);
            let is_english = core::ptr::eq(texts, &raw const west::ENGLISH);
            assert_eq!(is_english, language == UiLanguage::ENGLISH, "{}", language.tag());
        }
    }
}
