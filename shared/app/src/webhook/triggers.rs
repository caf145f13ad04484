//! Which of a platform's words mean that something has happened.

use std::collections::BTreeMap;

use super::Platform;
use crate::{Happening, Stage};

/// The statuses that trigger something, by a platform's own words for them.
///
/// A word of `WooCommerce` is an order's status, one of `PrestaShop` the number of an order's state. One of
/// Shopify is a topic of orders, or `fulfillments/` with what it calls a shipment's status.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Triggers(BTreeMap<Box<str>, Happening>);

/// These are not [`Triggers`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("triggers are 1 to 32 different words of 1 to 64 of a-z, 0-9, _, - and /")]
pub struct InvalidTriggers;

const CHECKOUT: Happening = Happening::Begun(Stage::Checkout);
const AFTER: Happening = Happening::Begun(Stage::AfterDelivery);

impl Triggers {
    /// Those that a shop has chosen.
    ///
    /// # Errors
    ///
    /// [`InvalidTriggers`].
    pub fn new<'a>(
        words: impl IntoIterator<Item = (&'a str, Happening)>,
    ) -> Result<Self, InvalidTriggers> {
        let mut triggers = BTreeMap::new();
        for (word, happening) in words {
            if !is_word(word) || triggers.insert(word.into(), happening).is_some() {
                return Err(InvalidTriggers);
            }
        }
        if (1..=32).contains(&triggers.len()) { Ok(Self(triggers)) } else { Err(InvalidTriggers) }
    }

    /// Those of orders, from the start.
    #[must_use]
    pub fn of_orders(platform: Platform) -> Self {
        Self::table(match platform {
            Platform::WooCommerce => &[
                ("processing", CHECKOUT),
                ("completed", AFTER),
                ("cancelled", Happening::Cancelled),
                ("failed", Happening::Cancelled),
                ("refunded", Happening::Returned),
            ],
            Platform::Shopify => &[
                ("orders/paid", CHECKOUT),
                ("orders/fulfilled", AFTER),
                ("fulfillments/delivered", AFTER),
                ("orders/cancelled", Happening::Cancelled),
            ],
            // The numbers that a new shop has; its owner may have added others.
            Platform::PrestaShop => &[
                ("2", CHECKOUT),
                ("4", AFTER),
                ("5", AFTER),
                ("6", Happening::Cancelled),
                ("7", Happening::Returned),
            ],
        })
    }

    /// Those of deliveries, from the start. An order of `WooCommerce` has no status that says it was
    /// delivered: plugins add one, most often by this name.
    #[must_use]
    pub fn of_deliveries(platform: Platform) -> Self {
        Self::table(match platform {
            Platform::WooCommerce => &[
                ("delivered", AFTER),
                ("cancelled", Happening::Cancelled),
                ("refunded", Happening::Returned),
            ],
            Platform::Shopify => &[
                ("fulfillments/delivered", AFTER),
                ("fulfillments/cancelled", Happening::Cancelled),
                ("fulfillments/failure", Happening::Cancelled),
            ],
            Platform::PrestaShop => {
                &[("5", AFTER), ("6", Happening::Cancelled), ("7", Happening::Returned)]
            }
        })
    }

    fn table(words: &[(&str, Happening)]) -> Self {
        Self(words.iter().map(|(word, happening)| ((*word).into(), *happening)).collect())
    }

    /// What a word means.
    #[must_use]
    pub fn of(&self, word: &str) -> Option<Happening> {
        self.0.get(word).copied()
    }
}

fn is_word(word: &str) -> bool {
    let plain =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-/".contains(&byte);
    (1..=64).contains(&word.len()) && word.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shop_may_choose() {
        let many: Vec<_> = (0..33).map(|number| number.to_string()).collect();
        let many: Vec<_> = many.iter().map(|word| (word.as_str(), AFTER)).collect();
        for (name, words, want) in [
            ("one of its own", vec![("sent-by-post", AFTER)], true),
            ("none", vec![], false),
            ("too many", many, false),
            ("twice", vec![("sent", AFTER), ("sent", CHECKOUT)], false),
            ("blank", vec![("is sent", AFTER)], false),
        ] {
            assert_eq!(Triggers::new(words).is_ok(), want, "{name}");
        }
    }

    #[test]
    fn what_stands_from_the_start_may_be_chosen() {
        for platform in Platform::ALL {
            for triggers in [Triggers::of_orders(platform), Triggers::of_deliveries(platform)] {
                let words = triggers.0.iter().map(|(word, happening)| (&**word, *happening));
                assert_eq!(Triggers::new(words), Ok(triggers.clone()), "{platform:?}");
            }
        }
    }
}
