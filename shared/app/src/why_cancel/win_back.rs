//! Who is asked to come back, and when: once, and only on grounds that the seller has said.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::intake::day_of;
use super::{By, Event, Happening, OfferId, OfferSetup, ReasonId, Setup};

/// What of those who have left is asked to come back, and with which offer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AskBack {
    /// On what grounds.
    pub basis: Basis,
    /// What they are offered for whom no rule is.
    pub offer: Option<OfferId>,
}

/// On what grounds somebody who has left is written to. It is the seller's to know, and nobody is without.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Basis {
    /// They said that they may be: those alone of whom the seller says so.
    Consent,
    /// The seller's legitimate interest: those who did not object.
    LegitimateInterest,
}

/// A rule by which people are asked to come back who left for a reason that the seller tells.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct WinBack {
    /// Who left for one of these.
    pub reasons: BTreeSet<ReasonId>,
    /// So many days after they left.
    pub after_days: u16,
    /// What they are offered then.
    pub offer: Option<OfferId>,
}

/// How somebody is asked to come back.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Back<'a> {
    /// When, before windows and quarantine; after the instance's own delay, if nothing is said.
    pub at: Option<Timestamp>,
    /// With what.
    pub offer: Option<&'a OfferSetup>,
}

/// Why somebody is not asked to come back.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NotWonBack {
    /// They are back.
    Resumed,
    /// Nobody has decided anything: a payment failed.
    Payment,
    /// The seller has not said on what grounds.
    NoBasis,
    /// They do not want to be, or did not say that they may be.
    NoConsent,
    /// Nothing says where to write to.
    Unreachable,
}

impl Basis {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Consent, Self::LegitimateInterest];

    /// Its name in set-ups, which never changes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::LegitimateInterest => "legitimate-interest",
        }
    }

    /// Whether somebody may be written to of whom this is told. An objection is heard whatever the grounds.
    #[must_use]
    pub const fn allows(self, told: Option<bool>) -> bool {
        match (self, told) {
            (_, Some(told)) => told,
            (Self::Consent, None) => false,
            (Self::LegitimateInterest, None) => true,
        }
    }
}

impl NotWonBack {
    /// Its name in answers, which never changes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Resumed => "resumed",
            Self::Payment => "payment",
            Self::NoBasis => "no-basis",
            Self::NoConsent => "no-consent",
            Self::Unreachable => "unreachable",
        }
    }
}

impl Setup {
    /// How somebody whose subscription was cancelled is asked to come back. Opt-outs and erasures are the machinery's to see to, and
    /// that one subscription is asked back once: its key is the duplicate key.
    ///
    /// # Errors
    ///
    /// Why they are not.
    pub fn asked_back(&self, event: &Event) -> Result<Back<'_>, NotWonBack> {
        match (event.happening, event.by) {
            (Happening::Resumed, _) => return Err(NotWonBack::Resumed),
            (Happening::Cancelled, By::Payment) => return Err(NotWonBack::Payment),
            (Happening::Cancelled, By::Subscriber | By::Staff) => {}
        }
        let ask = self.ask_back.as_ref().ok_or(NotWonBack::NoBasis)?;
        if !ask.basis.allows(event.consent) {
            return Err(NotWonBack::NoConsent);
        }
        if !event.subscriber.is_reachable() {
            return Err(NotWonBack::Unreachable);
        }
        let why = event.reason.as_ref();
        let rule =
            self.win_back.iter().find(|rule| why.is_some_and(|why| rule.reasons.contains(why)));
        let at = rule.map(|rule| {
            let days = SignedDuration::from_hours(24 * i64::from(rule.after_days));
            event.happened.saturating_add(days).unwrap_or(event.happened)
        });
        let offer = rule.map_or(ask.offer.as_ref(), |rule| rule.offer.as_ref());
        let day = day_of(event.happened);
        let made = offer.and_then(|id| self.offer(id));
        Ok(Back { at, offer: made.filter(|made| made.is_for(&event.subscription, day)) })
    }
}
