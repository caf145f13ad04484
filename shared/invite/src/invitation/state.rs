//! How an invitation stands.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use survey::ResponseId;

use crate::Skip;

/// What the person did, as far as it is known.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// They opened a message.
    Opened,
    /// They followed the link.
    Clicked,
    /// They do not want to be written to any more.
    OptedOut,
    /// They complained to their provider.
    Complained,
}

/// That an invitation is over.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Ended {
    /// Since when.
    pub at: Timestamp,
    /// How it ended.
    pub end: End,
}

/// How an invitation ended.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// It was answered: by this response, unless nothing links the two.
    Answered(Option<ResponseId>),
    /// Nobody was invited.
    Skipped(Skip),
    /// It was cancelled.
    Cancelled,
    /// The person does not want to be written to.
    OptedOut,
    /// The person complained to their provider.
    Complained,
    /// The person was erased.
    Erased,
    /// No message could be delivered.
    Bounced,
    /// The relay has refused what was written, for good.
    Refused,
    /// The link's time is up.
    Expired,
}

/// How an invitation stands: one of these, always.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It waits for its time.
    Scheduled,
    /// It is written, and not handed over yet.
    Sending,
    /// The relay has taken it.
    Sent,
    /// It arrived.
    Delivered,
    /// It was opened.
    Opened,
    /// Its link was followed.
    Clicked,
    /// It was answered.
    Answered,
    /// Nobody was invited.
    Skipped,
    /// It was cancelled.
    Cancelled,
    /// The person does not want to be written to.
    OptedOut,
    /// The person complained to their provider.
    Complained,
    /// The person was erased.
    Erased,
    /// No message could be delivered.
    Bounced,
    /// The relay has refused it for good.
    Refused,
    /// Its link's time is up.
    Expired,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Scheduled,
        Self::Sending,
        Self::Sent,
        Self::Delivered,
        Self::Opened,
        Self::Clicked,
        Self::Answered,
        Self::Skipped,
        Self::Cancelled,
        Self::OptedOut,
        Self::Complained,
        Self::Erased,
        Self::Bounced,
        Self::Refused,
        Self::Expired,
    ];

    /// Its published name, which never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Opened => "opened",
            Self::Clicked => "clicked",
            Self::Answered => "answered",
            Self::Skipped => "skipped",
            Self::Cancelled => "cancelled",
            Self::OptedOut => "opted-out",
            Self::Complained => "complained",
            Self::Erased => "erased",
            Self::Bounced => "bounced",
            Self::Refused => "refused",
            Self::Expired => "expired",
        }
    }
}

impl End {
    /// The state of an invitation that has ended so.
    #[must_use]
    pub const fn state(&self) -> State {
        match self {
            Self::Answered(_) => State::Answered,
            Self::Skipped(_) => State::Skipped,
            Self::Cancelled => State::Cancelled,
            Self::OptedOut => State::OptedOut,
            Self::Complained => State::Complained,
            Self::Erased => State::Erased,
            Self::Bounced => State::Bounced,
            Self::Refused => State::Refused,
            Self::Expired => State::Expired,
        }
    }
}
