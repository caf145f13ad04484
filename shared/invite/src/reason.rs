//! Why an invitation is sent later, or not at all.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Among, Channel, Flag, ProductKey, SuppressionCause};

/// That a moment was moved, and why.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Moved {
    /// The moment that was wanted first.
    pub from: Timestamp,
    /// Each reason once, in the order in which they came up; not more than the first 16.
    pub because: Vec<MovedBecause>,
}

/// Why a moment was moved.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", tag = "because")]
pub enum MovedBecause {
    /// It had passed already.
    Passed,
    /// It lay outside the window's hours.
    Hours,
    /// It lay on a day of the week on which nothing is sent.
    Weekday,
    /// It lay on a public holiday.
    Holiday {
        /// Which day.
        day: Date,
    },
    /// It lay on one of the policy's own days off.
    OwnDayOff {
        /// Which day.
        day: Date,
    },
    /// A quarantine had to pass.
    Quarantine {
        /// Whose invitations the rule counts.
        among: Among,
        /// From when on it is over.
        until: Timestamp,
    },
}

/// Why nobody is invited.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(
    deny_unknown_fields,
    rename_all = "kebab-case",
    rename_all_fields = "kebab-case",
    tag = "reason"
)]
pub enum Skip {
    /// The same event was there before.
    Duplicate {
        /// How its invitation stands.
        state: crate::State,
    },
    /// The event says that something is the matter which the policy does not invite for.
    Flagged {
        /// What.
        flag: Flag,
    },
    /// There is no address of a kind that the policy uses.
    NoChannel,
    /// The person, or each address that could be used, is not written to any more.
    Suppressed {
        /// Why.
        cause: SuppressionCause,
        /// By which channel; none if it holds for all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        channel: Option<Channel>,
    },
    /// The same buyer was invited by this instance not long ago.
    SameBuyer {
        /// When.
        at: Timestamp,
        /// How long it has to be ago, in days.
        days: u16,
    },
    /// All products were asked about not long ago.
    SameProducts {
        /// One of them.
        product: ProductKey,
        /// When it was asked about.
        at: Timestamp,
        /// How long it has to be ago, in days.
        days: u16,
    },
    /// The person has had as many invitations as a quarantine allows.
    Quarantine {
        /// Whose invitations the rule counts.
        among: Among,
        /// How many it allows.
        at_most: u8,
        /// In how many days.
        days: u16,
        /// From when on there could be another.
        until: Timestamp,
    },
    /// By the time that it could be sent it is too long ago.
    TooLate {
        /// When it was to be sent.
        planned: Timestamp,
        /// How many days after that it is given up.
        days: u16,
    },
    /// By the time that it could be sent the customer does not want it to be sent any more.
    NoLonger {
        /// Since when.
        latest: Timestamp,
    },
    /// It is more than a year ahead.
    TooEarly {
        /// When it was to be sent.
        planned: Timestamp,
    },
    /// The window has no time for more than a year, or none before the link ends.
    NoTime,
    /// There are no more reminders by the policy as it is now.
    NotWanted,
    /// They have said why they cancel before it was told that they did.
    ToldInFlow,
}

impl Skip {
    /// Its published name, which never changes.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Duplicate { .. } => "duplicate",
            Self::Flagged { .. } => "flagged",
            Self::NoChannel => "no-channel",
            Self::Suppressed { .. } => "suppressed",
            Self::SameBuyer { .. } => "same-buyer",
            Self::SameProducts { .. } => "same-products",
            Self::Quarantine { .. } => "quarantine",
            Self::TooLate { .. } => "too-late",
            Self::NoLonger { .. } => "no-longer",
            Self::TooEarly { .. } => "too-early",
            Self::NoTime => "no-time",
            Self::NotWanted => "not-wanted",
            Self::ToldInFlow => "told-in-flow",
        }
    }
}
