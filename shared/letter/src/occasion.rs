//! What a message is about, and so which of our texts it has.

use core::fmt;

use crate::ours;
use crate::variable::{DELIVERY, SHOP, STAY, SUBSCRIPTION, Vocabulary};

/// What somebody is asked about. It is a pointer, so that a function has in it the texts that its own app sends, and no others.
#[derive(Clone, Copy)]
pub struct Occasion(&'static Subject);

/// What there is to say about something.
pub(crate) struct Subject {
    name: &'static str,
    vocabulary: &'static Vocabulary,
    /// Our texts: a file for each of the languages, in their order.
    texts: &'static [&'static str],
}

impl Occasion {
    /// Something that they bought.
    pub const ORDER: Self = Self(&Subject { name: "order", vocabulary: &SHOP, texts: ours::ORDER });
    /// Something that was brought to them.
    pub const DELIVERY: Self =
        Self(&Subject { name: "delivery", vocabulary: &DELIVERY, texts: ours::DELIVERY });
    /// Something that was brought to the company that they are at.
    pub const BUSINESS_DELIVERY: Self = Self(&Subject {
        name: "business-delivery",
        vocabulary: &DELIVERY,
        texts: ours::BUSINESS_DELIVERY,
    });
    /// Where they stay, as long as they are there.
    pub const IN_STAY: Self =
        Self(&Subject { name: "in-stay", vocabulary: &STAY, texts: ours::IN_STAY });
    /// Where they stayed.
    pub const POST_STAY: Self =
        Self(&Subject { name: "post-stay", vocabulary: &STAY, texts: ours::POST_STAY });
    /// A subscription that is over.
    pub const CANCELLED: Self =
        Self(&Subject { name: "cancelled", vocabulary: &SUBSCRIPTION, texts: ours::CANCELLED });
    /// A subscription that has been over for some time, and what would bring it back.
    pub const WIN_BACK: Self =
        Self(&Subject { name: "win-back", vocabulary: &SUBSCRIPTION, texts: ours::WIN_BACK });

    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::ORDER,
        Self::DELIVERY,
        Self::BUSINESS_DELIVERY,
        Self::IN_STAY,
        Self::POST_STAY,
        Self::CANCELLED,
        Self::WIN_BACK,
    ];

    /// What a stage of an app is about, by their names. A stage that is not known is about what the
    /// app's others are, and an app that is not known is about orders.
    #[must_use]
    pub fn of(app: &str, stage: &str) -> Self {
        match app {
            "delivery-control" => Self::of_delivery(stage),
            "stay-evaluator" => Self::of_stay(stage),
            "why-cancel" => Self::of_subscription(stage),
            _ => Self::of_order(stage),
        }
    }

    /// What a stage is about of an app that asks about orders.
    #[must_use]
    pub const fn of_order(_stage: &str) -> Self {
        Self::ORDER
    }

    /// What a stage is about of an app that asks about deliveries.
    #[must_use]
    pub fn of_delivery(stage: &str) -> Self {
        if stage == "after-business-delivery" { Self::BUSINESS_DELIVERY } else { Self::DELIVERY }
    }

    /// What a stage is about of an app that asks about stays.
    #[must_use]
    pub fn of_stay(stage: &str) -> Self {
        if stage == "in-stay" { Self::IN_STAY } else { Self::POST_STAY }
    }

    /// What a stage is about of an app that asks about subscriptions.
    #[must_use]
    pub fn of_subscription(stage: &str) -> Self {
        if stage == "win-back" { Self::WIN_BACK } else { Self::CANCELLED }
    }

    /// What texts about it may name.
    #[must_use]
    pub const fn vocabulary(self) -> &'static Vocabulary {
        self.0.vocabulary
    }

    /// Our texts about it: a file for each of the languages, in their order.
    pub(crate) const fn texts(self) -> &'static [&'static str] {
        self.0.texts
    }
}

impl PartialEq for Occasion {
    fn eq(&self, other: &Self) -> bool {
        self.0.name == other.0.name
    }
}

impl Eq for Occasion {}

impl fmt::Debug for Occasion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name)
    }
}

/// What an app's texts may name, whatever the stage: one text may be sent in several.
#[must_use]
pub fn vocabulary(app: &str) -> &'static Vocabulary {
    Occasion::of(app, "").vocabulary()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stage_of_an_app_is_about_something() {
        for (app, stage, want) in [
            ("store-evaluator", "checkout", Occasion::ORDER),
            ("store-evaluator", "after-delivery", Occasion::ORDER),
            ("delivery-control", "after-delivery", Occasion::DELIVERY),
            ("delivery-control", "after-business-delivery", Occasion::BUSINESS_DELIVERY),
            ("stay-evaluator", "in-stay", Occasion::IN_STAY),
            ("stay-evaluator", "post-stay", Occasion::POST_STAY),
            ("why-cancel", "cancelled", Occasion::CANCELLED),
            ("why-cancel", "win-back", Occasion::WIN_BACK),
            ("delivery-control", "new", Occasion::DELIVERY),
            ("new", "in-stay", Occasion::ORDER),
        ] {
            assert_eq!(Occasion::of(app, stage), want, "{app} {stage}");
        }
    }

    #[test]
    fn all_stages_of_an_app_have_the_same_names() {
        let names = |vocabulary: &Vocabulary| vocabulary.names();
        for (app, stages) in [
            ("store-evaluator", &["checkout", "after-delivery"][..]),
            ("delivery-control", &["after-delivery", "after-business-delivery"]),
            ("stay-evaluator", &["in-stay", "post-stay"]),
            ("why-cancel", &["cancelled", "win-back"]),
        ] {
            for stage in stages {
                let of_stage = names(Occasion::of(app, stage).vocabulary());
                assert_eq!(of_stage, names(vocabulary(app)), "{app} {stage}");
            }
        }
    }
}
