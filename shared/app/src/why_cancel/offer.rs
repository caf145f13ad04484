//! What may keep somebody, by the reason for which they go.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::name::name;
use super::{Age, ReasonId, Subscription};
use crate::{Text, Url};

name!(
    /// Names an offer in outcomes and figures: 1 to 64 bytes of `a-z`, `0-9` and `-`.
    OfferId
);

/// What is offered. The seller's own system does it: ours says that it was taken.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Offer {
    /// A lower price.
    Discount {
        /// By which code; whoever takes the offer sees it.
        code: Text,
        /// By how much, in percent.
        percent: Option<u8>,
        /// For how many months.
        months: Option<u8>,
    },
    /// Not to pay, and to have nothing, for some months.
    Pause {
        /// For how many, at most.
        months: u8,
    },
    /// Another plan.
    PlanChange {
        /// Which.
        plan: Text,
    },
    /// That somebody gets in touch.
    Contact,
    /// A page that helps.
    Link {
        /// Its address.
        url: Url,
    },
}

/// Of which kind an offer is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum OfferKind {
    /// A lower price.
    Discount,
    /// A pause.
    Pause,
    /// Another plan.
    PlanChange,
    /// That somebody gets in touch.
    Contact,
    /// A page that helps.
    Link,
}

impl OfferKind {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Discount, Self::Pause, Self::PlanChange, Self::Contact, Self::Link];

    /// Its name in set-ups, which never changes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Discount => "discount",
            Self::Pause => "pause",
            Self::PlanChange => "plan_change",
            Self::Contact => "contact",
            Self::Link => "link",
        }
    }
}

/// How an offer reads.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OfferText {
    /// What it is, on its button.
    pub title: Text,
    /// What there is to say of it.
    pub text: Option<Text>,
}

/// An offer, with whom it is made to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OfferSetup {
    /// Its name.
    pub id: OfferId,
    /// What is offered.
    pub offer: Offer,
    /// To who says one of these.
    pub reasons: BTreeSet<ReasonId>,
    /// To subscribers of one of these plans; of any, if there are none.
    pub plans: BTreeSet<Text>,
    /// To subscriptions that are at least so old.
    pub from_age: Option<Age>,
    /// How it reads, by language.
    pub texts: BTreeMap<Box<str>, OfferText>,
}

impl Offer {
    /// Of which kind it is.
    #[must_use]
    pub const fn kind(&self) -> OfferKind {
        match self {
            Self::Discount { .. } => OfferKind::Discount,
            Self::Pause { .. } => OfferKind::Pause,
            Self::PlanChange { .. } => OfferKind::PlanChange,
            Self::Contact => OfferKind::Contact,
            Self::Link { .. } => OfferKind::Link,
        }
    }
}

impl OfferSetup {
    /// Whether it is made to who leaves this subscription on a day. What is not known of a subscription, it is not; another plan is
    /// not offered to who has it.
    #[must_use]
    pub fn is_for(&self, subscription: &Subscription, day: Date) -> bool {
        let plan = subscription.plan.as_ref();
        let of_plan = self.plans.is_empty() || plan.is_some_and(|plan| self.plans.contains(plan));
        let old_enough = self
            .from_age
            .is_none_or(|from| subscription.age_on(day).is_some_and(|age| age >= from));
        let is_news = match &self.offer {
            Offer::PlanChange { plan: other } => plan != Some(other),
            Offer::Discount { .. } | Offer::Pause { .. } | Offer::Contact | Offer::Link { .. } => {
                true
            }
        };
        of_plan && old_enough && is_news
    }
}
