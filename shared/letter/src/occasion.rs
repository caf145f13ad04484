//! What a message is about, and so which of our texts it has.

use crate::variable::{DELIVERY, SHOP, STAY, SUBSCRIPTION, Vocabulary};

/// What somebody is asked about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Occasion {
    /// Something that they bought.
    Order,
    /// Something that was brought to them.
    Delivery,
    /// Something that was brought to the company that they are at.
    BusinessDelivery,
    /// Where they stay, as long as they are there.
    InStay,
    /// Where they stayed.
    PostStay,
    /// A subscription that is over.
    Cancelled,
    /// A subscription that has been over for some time, and what would bring it back.
    WinBack,
}

impl Occasion {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Order,
        Self::Delivery,
        Self::BusinessDelivery,
        Self::InStay,
        Self::PostStay,
        Self::Cancelled,
        Self::WinBack,
    ];

    /// What a stage of an app is about, by their names. A stage that is not known is about what the
    /// app's others are, and an app that is not known is about orders.
    #[must_use]
    pub fn of(app: &str, stage: &str) -> Self {
        match (app, stage) {
            ("delivery-control", "after-business-delivery") => Self::BusinessDelivery,
            ("delivery-control", _) => Self::Delivery,
            ("stay-evaluator", "in-stay") => Self::InStay,
            ("stay-evaluator", _) => Self::PostStay,
            ("why-cancel", "win-back") => Self::WinBack,
            ("why-cancel", _) => Self::Cancelled,
            _ => Self::Order,
        }
    }

    /// What texts about it may name.
    #[must_use]
    pub const fn vocabulary(self) -> &'static Vocabulary {
        match self {
            Self::Order => &SHOP,
            Self::Delivery | Self::BusinessDelivery => &DELIVERY,
            Self::InStay | Self::PostStay => &STAY,
            Self::Cancelled | Self::WinBack => &SUBSCRIPTION,
        }
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
            ("store-evaluator", "checkout", Occasion::Order),
            ("store-evaluator", "after-delivery", Occasion::Order),
            ("delivery-control", "after-delivery", Occasion::Delivery),
            ("delivery-control", "after-business-delivery", Occasion::BusinessDelivery),
            ("stay-evaluator", "in-stay", Occasion::InStay),
            ("stay-evaluator", "post-stay", Occasion::PostStay),
            ("why-cancel", "cancelled", Occasion::Cancelled),
            ("why-cancel", "win-back", Occasion::WinBack),
            ("delivery-control", "new", Occasion::Delivery),
            ("new", "in-stay", Occasion::Order),
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
