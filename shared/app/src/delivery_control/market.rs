//! The markets, each with a name of the app for itself.

use serde_json::Value;

use super::DEFAULTS;
use crate::{Brand, Stage};

/// A market in which the app is known by a name of its own.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Market {
    /// Sweden: Leveranskontroll.
    Sweden,
    /// All others: Delivery Control Survey.
    International,
}

impl Market {
    /// All of them, in the order of the brands.
    pub const ALL: [Self; 2] = [Self::Sweden, Self::International];

    /// What the app is called there.
    #[must_use]
    pub fn brand(self) -> Option<&'static Brand> {
        Self::ALL.iter().zip(DEFAULTS.brands).find(|(market, _)| **market == self).map(|(_, b)| b)
    }

    /// The market whose page is `/apps/{path}`.
    #[must_use]
    pub fn at(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|market| market.brand().is_some_and(|brand| brand.path == path))
    }

    /// The language that comes first: of its pages, and of surveys until their owner says otherwise.
    #[must_use]
    pub const fn language(self) -> &'static str {
        match self {
            Self::Sweden => "sv",
            Self::International => "en",
        }
    }

    /// What it is, in a sentence of that language.
    #[must_use]
    pub const fn summary(self) -> &'static str {
        match self {
            Self::Sweden => {
                "Fråga mottagaren två timmar efter varje leverans, och få veta direkt när något är \
                 skadat eller saknas."
            }
            Self::International => {
                "Ask the recipient two hours after each delivery, and know at once when something \
                 is damaged or missing."
            }
        }
    }

    /// The stage's survey as it stands there: with the market's language for whoever has none of its
    /// languages. Nothing if the app has no such stage.
    #[must_use]
    pub fn survey(self, stage: Stage) -> Option<Value> {
        let defaults = DEFAULTS.stages.iter().find(|defaults| defaults.stage == stage)?;
        let mut survey: Value = serde_json::from_str(defaults.survey).ok()?;
        survey.as_object_mut()?.insert("locale".to_owned(), self.language().into());
        Some(survey)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_market_has_its_name_its_page_and_its_language() {
        for (market, title, path, language) in [
            (Market::Sweden, "Leveranskontroll", "leveranskontroll", "sv"),
            (Market::International, "Delivery Control Survey", "delivery-control", "en"),
        ] {
            let brand = market.brand().unwrap();
            assert_eq!((brand.title, brand.path), (title, path));
            assert_eq!(Market::at(path), Some(market));
            for stage in DEFAULTS.stages {
                assert_eq!(market.survey(stage.stage).unwrap()["locale"], language, "{title}");
            }
            assert_eq!(market.survey(Stage::Checkout), None);
        }
        assert_eq!(Market::at("store-evaluator"), None);
    }
}
