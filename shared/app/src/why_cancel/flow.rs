//! What becomes of somebody who is about to cancel.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Counted, OfferId, ReasonId};

/// For so many days an outcome is corrected by what the seller tells. By itself, so that who reads it carries no survey.
pub(super) const SETTLES_DAYS: u16 = 30;

/// A flow: from the cancel button to one outcome.
///
/// It holds no names, no addresses and none of what was written: that is a response, which is kept as all are.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    state: State,
    /// When its link ends.
    until: Timestamp,
    /// What was told last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<ReasonId>,
    /// What was offered last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    offer: Option<OfferId>,
    /// Whether the page was seen.
    seen: bool,
    /// Whether somebody tries out how it goes.
    test: bool,
    /// What else is so of it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    marks: BTreeSet<FlowMark>,
}

/// What may be so of a flow.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
enum FlowMark {
    /// Nobody has decided anything: a payment failed, and no page was seen.
    Lapsed,
    /// Its pages tell the subscriber that the seller sees together with their subscription what they say.
    Linked,
}

/// How a flow stands.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", tag = "state")]
pub enum State {
    /// The subscriber has not come to an end of it.
    Open,
    /// It has come to its outcome.
    Over {
        /// Which.
        outcome: Outcome,
        /// Until when what the seller tells still corrects it.
        settles: Timestamp,
    },
}

/// What a flow comes to.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", tag = "outcome")]
pub enum Outcome {
    /// The subscriber stays.
    Saved {
        /// For what.
        by: SavedBy,
    },
    /// The subscriber goes.
    Cancelled,
    /// They went away and said neither.
    Abandoned,
}

/// Why a subscriber stays.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", tag = "by")]
pub enum SavedBy {
    /// They took an offer.
    Offer {
        /// Which.
        offer: OfferId,
    },
    /// They thought better of it.
    Themselves,
}

/// What is told of a flow.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", tag = "input")]
pub enum Input {
    /// The page is seen.
    Seen,
    /// The subscriber says why, and is made an offer or none. Whoever goes back may say another reason.
    Told {
        /// Why.
        reason: ReasonId,
        /// What is offered.
        #[serde(default)]
        offer: Option<OfferId>,
    },
    /// The subscriber takes the offer that was made last.
    Accepted {
        /// It, as the page names it: another one, of a page that was left, is not taken.
        offer: OfferId,
    },
    /// The subscriber stays, without an offer.
    Kept,
    /// The subscriber goes on to cancel. It never needs a reason.
    Cancelled,
    /// Time has passed.
    Due,
    /// The seller tells that the subscription is cancelled.
    SellerCancelled,
    /// The seller tells that the subscription goes on.
    SellerResumed,
}

/// A flow does not take what it was told.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Refused {
    /// It has come to another outcome already: a link counts once.
    #[error("the flow has come to an outcome already")]
    Over,
    /// Its link has ended.
    #[error("the flow's time is up")]
    Ended,
    /// That offer is not the one that was made.
    #[error("no such offer was made")]
    NotOffered,
}

impl Flow {
    /// A flow whose link ends at `until`.
    #[must_use]
    pub const fn new(until: Timestamp, test: bool) -> Self {
        let marks = BTreeSet::new();
        Self { state: State::Open, until, reason: None, offer: None, seen: false, test, marks }
    }

    /// One that nobody went through: the seller tells of a cancellation at `at` before which there was none.
    #[must_use]
    pub fn booked(at: Timestamp, test: bool) -> Self {
        let mut flow = Self::new(at, test);
        flow.end(Outcome::Cancelled, at);
        flow
    }

    /// Takes what the seller tells of a cancellation beside that it was one: why, and whether a payment failed. Who saw a page has
    /// said themselves what there is to say. Says whether anything changes.
    pub fn seller_tells(&mut self, reason: Option<&ReasonId>, lapsed: bool) -> bool {
        if self.seen || self.outcome() != Some(&Outcome::Cancelled) {
            return false;
        }
        let reason = reason.or(self.reason()).cloned();
        let is_known = lapsed == self.marks.contains(&FlowMark::Lapsed) && reason == self.reason;
        self.reason = reason;
        if lapsed {
            self.marks.insert(FlowMark::Lapsed);
        } else {
            self.marks.remove(&FlowMark::Lapsed);
        }
        !is_known
    }

    /// Has its pages tell the subscriber that the seller sees together with their subscription what they say.
    #[must_use]
    pub fn linked(mut self) -> Self {
        self.marks.insert(FlowMark::Linked);
        self
    }

    /// Whether they do.
    #[must_use]
    pub fn is_linked(&self) -> bool {
        self.marks.contains(&FlowMark::Linked)
    }

    /// How it stands.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// Its outcome, if it has come to one.
    #[must_use]
    pub const fn outcome(&self) -> Option<&Outcome> {
        match &self.state {
            State::Open => None,
            State::Over { outcome, .. } => Some(outcome),
        }
    }

    /// Why, as it was told last.
    #[must_use]
    pub const fn reason(&self) -> Option<&ReasonId> {
        self.reason.as_ref()
    }

    /// The offer that was made last.
    #[must_use]
    pub const fn offer(&self) -> Option<&OfferId> {
        self.offer.as_ref()
    }

    /// When it must be looked at again; nothing once it is over.
    #[must_use]
    pub const fn next_due(&self) -> Option<Timestamp> {
        match self.state {
            State::Open => Some(self.until),
            State::Over { .. } => None,
        }
    }

    /// Whether somebody tries out how it goes.
    #[must_use]
    pub const fn is_test(&self) -> bool {
        self.test
    }

    /// Whether the page was seen.
    #[must_use]
    pub const fn is_seen(&self) -> bool {
        self.seen
    }

    /// Whether it has told why the subscriber goes. Who was saved and leaves later may have another reason.
    #[must_use]
    pub const fn has_told(&self) -> bool {
        let ends_so = match self.outcome() {
            None | Some(Outcome::Cancelled | Outcome::Abandoned) => true,
            Some(Outcome::Saved { .. }) => false,
        };
        // What the seller tells of who saw no page was not said in a flow.
        ends_so && self.seen && self.reason.is_some()
    }

    /// As what figures count it; nothing if they do not: it is open, a test, or never seen.
    #[must_use]
    pub fn counted(&self) -> Option<Counted> {
        let outcome = self.outcome().filter(|_| !self.test)?;
        match outcome {
            Outcome::Cancelled if self.marks.contains(&FlowMark::Lapsed) => Some(Counted::Lapsed),
            // Nobody was asked: the seller's own way was taken.
            Outcome::Cancelled if !self.seen => Some(Counted::Booked),
            Outcome::Saved { .. } if !self.seen => None,
            Outcome::Saved { .. } => Some(Counted::Saved),
            Outcome::Cancelled => Some(Counted::Cancelled),
            Outcome::Abandoned if self.reason.is_some() => Some(Counted::Abandoned),
            Outcome::Abandoned if self.seen => Some(Counted::Bounced),
            Outcome::Abandoned => None,
        }
    }

    /// Takes what is told at `now`, and says whether anything changes. What is told twice changes nothing.
    ///
    /// # Errors
    ///
    /// [`Refused`] if it cannot be so. A flow whose link has ended is abandoned then, whatever is told; only then does it change.
    pub fn apply(&mut self, input: &Input, now: Timestamp) -> Result<bool, Refused> {
        match &self.state {
            State::Open if now >= self.until => self.late(input, now),
            State::Open => self.open(input, now),
            State::Over { outcome, settles } => {
                let corrects = now < *settles;
                match told_again(outcome, input)? {
                    Some(other) if corrects => Ok(self.correct(other)),
                    Some(_) | None => Ok(false),
                }
            }
        }
    }

    fn open(&mut self, input: &Input, now: Timestamp) -> Result<bool, Refused> {
        let by_seller = matches!(input, Input::Due | Input::SellerCancelled | Input::SellerResumed);
        let first = !by_seller && !core::mem::replace(&mut self.seen, true);
        match input {
            Input::Seen => Ok(first),
            Input::Told { reason, offer } => {
                let news = (Some(reason), offer.as_ref()) != (self.reason(), self.offer());
                self.reason = Some(reason.clone());
                self.offer.clone_from(offer);
                Ok(news)
            }
            Input::Accepted { offer } if self.offer() == Some(offer) => {
                let by = SavedBy::Offer { offer: offer.clone() };
                Ok(self.end(Outcome::Saved { by }, now))
            }
            Input::Accepted { .. } => Err(Refused::NotOffered),
            Input::Kept => Ok(self.end(Outcome::Saved { by: SavedBy::Themselves }, now)),
            Input::Cancelled | Input::SellerCancelled => Ok(self.end(Outcome::Cancelled, now)),
            Input::Due | Input::SellerResumed => Ok(false),
        }
    }

    /// The link has ended, and nobody has said so yet.
    fn late(&mut self, input: &Input, now: Timestamp) -> Result<bool, Refused> {
        self.end(Outcome::Abandoned, now);
        match input {
            Input::Due | Input::SellerResumed => Ok(true),
            Input::SellerCancelled => Ok(self.correct(Outcome::Cancelled)),
            Input::Seen
            | Input::Told { .. }
            | Input::Accepted { .. }
            | Input::Kept
            | Input::Cancelled => Err(Refused::Ended),
        }
    }

    fn end(&mut self, outcome: Outcome, now: Timestamp) -> bool {
        let days = i64::from(SETTLES_DAYS);
        let settles = now.saturating_add(SignedDuration::from_hours(24 * days));
        self.state = State::Over { outcome, settles: settles.unwrap_or(now) };
        true
    }

    fn correct(&mut self, other: Outcome) -> bool {
        if let State::Over { outcome, .. } = &mut self.state {
            *outcome = other;
        }
        true
    }
}

/// What an outcome becomes by what is told after it; nothing if it stays.
fn told_again(outcome: &Outcome, input: &Input) -> Result<Option<Outcome>, Refused> {
    match (outcome, input) {
        // The seller's word goes before ours: who was saved and cancels was not saved.
        (Outcome::Saved { .. } | Outcome::Abandoned, Input::SellerCancelled) => {
            Ok(Some(Outcome::Cancelled))
        }
        (Outcome::Cancelled, Input::SellerResumed) => {
            Ok(Some(Outcome::Saved { by: SavedBy::Themselves }))
        }
        (Outcome::Cancelled, Input::SellerCancelled | Input::Cancelled)
        | (Outcome::Saved { .. } | Outcome::Abandoned, Input::SellerResumed)
        | (Outcome::Saved { by: SavedBy::Themselves }, Input::Kept)
        | (_, Input::Due | Input::Seen) => Ok(None),
        (Outcome::Saved { by: SavedBy::Offer { offer: taken } }, Input::Accepted { offer })
            if taken == offer =>
        {
            Ok(None)
        }
        (_, Input::Told { .. } | Input::Accepted { .. } | Input::Kept | Input::Cancelled) => {
            Err(Refused::Over)
        }
    }
}
