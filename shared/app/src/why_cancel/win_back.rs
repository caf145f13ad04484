//! Who is asked to come back, and when: once, and only if they said that they may be.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::{By, OfferId, ReasonId, Setup};

/// A rule by which people are asked to come back.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct WinBack {
    /// Who left for one of these.
    pub reasons: BTreeSet<ReasonId>,
    /// So many days after they left.
    pub after_days: u16,
    /// What they are offered then.
    pub offer: Option<OfferId>,
}

/// What is known of somebody who has left.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Lost {
    /// When.
    pub left: Timestamp,
    /// Who cancelled.
    pub by: By,
    /// Why, if they said so.
    pub reason: Option<ReasonId>,
    /// What they answered, when they were asked whether they may be written to with an offer to come back.
    pub may_be_written_to: bool,
    /// When they came back, if they did.
    pub resumed: Option<Timestamp>,
    /// When they were asked to come back, if they were.
    pub asked_back: Option<Timestamp>,
    /// Offers that they have taken before.
    pub taken: BTreeSet<OfferId>,
    /// Whether somebody tried out how it goes.
    pub test: bool,
}

/// Why somebody is not asked to come back.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NotWonBack {
    /// They did not say that they may be written to. Silence is no.
    NoConsent,
    /// They are back.
    Resumed,
    /// They were asked already.
    Asked,
    /// No rule is for them.
    NoRule,
    /// Somebody tried out how it goes.
    Test,
}

impl NotWonBack {
    /// Its name in histories, which never changes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoConsent => "no-consent",
            Self::Resumed => "resumed",
            Self::Asked => "asked",
            Self::NoRule => "no-rule",
            Self::Test => "test",
        }
    }
}

impl Setup {
    /// When somebody is asked to come back, before windows and quarantine, and with which rule. Opt-outs and erasures are the
    /// machinery's to see to.
    ///
    /// # Errors
    ///
    /// Why they are not.
    pub fn win_back(&self, lost: &Lost) -> Result<(Timestamp, &WinBack), NotWonBack> {
        if lost.test {
            return Err(NotWonBack::Test);
        }
        if lost.resumed.is_some() {
            return Err(NotWonBack::Resumed);
        }
        if lost.asked_back.is_some() {
            return Err(NotWonBack::Asked);
        }
        let reason = match lost.by {
            By::Subscriber | By::Staff => lost.reason.as_ref().ok_or(NotWonBack::NoRule)?,
            By::Payment => return Err(NotWonBack::NoRule),
        };
        let fits = |rule: &&WinBack| {
            let news = rule.offer.as_ref().is_none_or(|offer| !lost.taken.contains(offer));
            rule.reasons.contains(reason) && news
        };
        let rule = self.win_back.iter().find(fits).ok_or(NotWonBack::NoRule)?;
        if !lost.may_be_written_to {
            return Err(NotWonBack::NoConsent);
        }
        let days = SignedDuration::from_hours(24 * i64::from(rule.after_days));
        Ok((lost.left.saturating_add(days).unwrap_or(lost.left), rule))
    }
}
