//! What an owner sets up: which offers are made for which reasons, and who is asked to come back when.

mod read;

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{AskBack, OfferId, OfferSetup, ReasonId, Reasons, Subscription, WinBack};
use crate::Fault;

/// The most offers of a set-up.
pub const MAX_OFFERS: usize = 50;

/// The most rules by which people are asked to come back.
pub const MAX_WIN_BACKS: usize = 20;

/// The most bytes of a set-up.
pub const MAX_SETUP_BYTES: usize = 200_000;

/// A set-up of Why Cancel.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Setup {
    /// The offers, each by another name; of those that fit, the first one is made.
    pub offers: Vec<OfferSetup>,
    /// The rules by which people are asked to come back; of those that fit, the first one counts.
    pub win_back: Vec<WinBack>,
    /// On what grounds anybody is asked to come back; nobody is, if it is not said.
    pub ask_back: Option<AskBack>,
}

impl Setup {
    /// Reads a set-up as JSON.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    pub fn read(body: &[u8]) -> Result<Self, Vec<Fault>> {
        read::setup(body)
    }

    /// The offer of a name.
    #[must_use]
    pub fn offer(&self, id: &OfferId) -> Option<&OfferSetup> {
        self.offers.iter().find(|setup| setup.id == *id)
    }

    /// What is offered to who leaves a subscription for a reason on a day: the first offer that is for them, and that they have not
    /// taken before (`taken`). So nobody cancels twice for two discounts.
    #[must_use]
    pub fn offer_for(
        &self,
        reason: &ReasonId,
        subscription: &Subscription,
        day: Date,
        taken: &BTreeSet<OfferId>,
    ) -> Option<&OfferSetup> {
        self.offers.iter().find(|setup| {
            setup.reasons.contains(reason)
                && !taken.contains(&setup.id)
                && setup.is_for(subscription, day)
        })
    }

    /// The reasons that it names and a survey has not: nothing ever follows from them.
    #[must_use]
    pub fn unknown_reasons(&self, reasons: &Reasons) -> BTreeSet<&ReasonId> {
        let known: BTreeSet<_> = reasons.ids().collect();
        let of_offers = self.offers.iter().flat_map(|setup| &setup.reasons);
        let named = of_offers.chain(self.win_back.iter().flat_map(|rule| &rule.reasons));
        named.filter(|reason| !known.contains(reason)).collect()
    }
}
