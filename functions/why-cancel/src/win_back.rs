//! What is offered to those who are asked to come back.

use app::why_cancel::{Offer, OfferSetup};
use page::UiLanguage;
use survey::Locale;

use crate::flow::in_words;

/// What messages may say of an offer, by the names of [`letter::SUBSCRIPTION`]: in the language that somebody is written to in,
/// else in English, else in the first that it has.
pub(crate) fn values(
    setup: &OfferSetup,
    language: Option<&Locale>,
) -> impl Iterator<Item = (&'static str, String)> {
    let language = UiLanguage::chosen(language.map(Locale::as_str), None);
    let words = in_words(setup, language).map(|offer| match offer.text {
        Some(text) => format!("{}. {text}", offer.title.trim_end_matches('.')),
        None => offer.title.to_owned(),
    });
    let (code, link) = match &setup.offer {
        Offer::Discount { code, .. } => (Some(code.as_str()), None),
        Offer::Link { url } => (None, Some(url.as_str())),
        Offer::Pause { .. } | Offer::PlanChange { .. } | Offer::Contact => (None, None),
    };
    let all = [
        ("offer", words),
        ("offer_code", code.map(str::to_owned)),
        ("offer_link", link.map(str::to_owned)),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name, value?)))
}
