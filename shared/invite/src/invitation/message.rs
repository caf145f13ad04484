//! Messages, and what becomes of them.

use core::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Channel, Slot};

/// A message that is going to be written.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Plan {
    /// Which one.
    pub step: Step,
    /// When.
    pub at: Timestamp,
}

/// What a message is for.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// It invites.
    Invitation,
    /// It is the reminder of this number, from 1 on.
    Reminder(u8),
    /// It invites again, because staff wanted so: for the time of this number, from 1 on.
    Resend(u8),
}

/// Names a message within its invitation. None is written twice.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MessageName {
    /// What it is for.
    pub step: Step,
    /// How it goes.
    pub channel: Channel,
}

/// Its name as one word: `invitation-mail`, `reminder-2-sms`, `resend-1-voice`.
impl fmt::Display for MessageName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.step {
            Step::Invitation => f.write_str("invitation")?,
            Step::Reminder(number) => write!(f, "reminder-{number}")?,
            Step::Resend(number) => write!(f, "resend-{number}")?,
        }
        write!(f, "-{}", self.channel.as_str())
    }
}

/// A message that was written.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Message {
    /// Its name.
    pub name: MessageName,
    /// When it was written.
    pub at: Timestamp,
    /// What became of it.
    pub standing: Standing,
}

/// What became of a message.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", tag = "is")]
pub enum Standing {
    /// It waits to be handed over, in this time.
    Waiting(Slot),
    /// It was taken back before it was handed over.
    Withdrawn,
    /// The relay has taken it.
    HandedOver,
    /// It was a call, which nobody has picked up.
    Unanswered,
    /// It arrived.
    Delivered,
    /// It could not be delivered.
    Bounced,
    /// The relay has refused it for good.
    Refused,
}

impl Standing {
    /// Whether the message reached its recipient, as far as is known.
    #[must_use]
    pub const fn is_out(self) -> bool {
        match self {
            Self::HandedOver | Self::Unanswered | Self::Delivered => true,
            Self::Waiting(_) | Self::Withdrawn | Self::Bounced | Self::Refused => false,
        }
    }

    /// Whether there is no getting through by its channel.
    #[must_use]
    pub const fn is_dead(self) -> bool {
        match self {
            Self::Bounced | Self::Refused => true,
            Self::Waiting(_)
            | Self::Withdrawn
            | Self::HandedOver
            | Self::Unanswered
            | Self::Delivered => false,
        }
    }

    /// Until when the message waits, if it does.
    pub(crate) const fn waits(self) -> Option<Slot> {
        match self {
            Self::Waiting(slot) => Some(slot),
            Self::Withdrawn
            | Self::HandedOver
            | Self::Unanswered
            | Self::Delivered
            | Self::Bounced
            | Self::Refused => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_named() {
        for (step, channel, want) in [
            (Step::Invitation, Channel::Mail, "invitation-mail"),
            (Step::Reminder(2), Channel::Sms, "reminder-2-sms"),
            (Step::Resend(1), Channel::Voice, "resend-1-voice"),
        ] {
            assert_eq!(MessageName { step, channel }.to_string(), want);
        }
    }
}
