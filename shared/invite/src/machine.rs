//! What changes an invitation, and what comes of it.

mod due;
mod fact;
mod step;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use survey::ResponseId;

use crate::{Channel, Event, Invitation, MessageName, Moved, Policy, Seen, Skip, Slot, Step};

use step::Stepping;

/// Something that an invitation is told.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Input {
    /// It may be time: [`Invitation::next_due`] has come, or somebody looks.
    Due(Seen),
    /// The relay has taken a message.
    HandedOver(MessageName),
    /// The relay has not taken a message yet; it is tried again no earlier than at this moment.
    Postponed(MessageName, Timestamp),
    /// The relay has refused a message for good, or it was given up.
    Refused(MessageName),
    /// A message arrived.
    Delivered(MessageName),
    /// Nobody has picked a call up.
    Unanswered(MessageName),
    /// A message came back.
    Bounced(MessageName),
    /// The person complained to their provider.
    Complained,
    /// The person opened a message.
    Opened,
    /// The person followed the link.
    Clicked,
    /// A response was kept: this one, unless nothing may link it to the invitation.
    Answered(Option<ResponseId>),
    /// The person does not want to be written to any more.
    OptedOut,
    /// The person was erased.
    Erased,
    /// The customer has cancelled it.
    Cancelled,
    /// The customer has changed what they told.
    Changed(Box<Change>, Seen),
    /// Staff want it to be sent at once. The window and all rules still hold.
    SendNow,
    /// Staff want it to be sent again.
    Resend,
}

/// What a customer tells anew of an event.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Change {
    /// The event, as it is now.
    pub event: Event,
    /// Whether what is kept beside it is another, too: whom it is for, or what messages say.
    pub beside: bool,
}

/// When an invitation is told something, and what is set up.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The one reading of the clock.
    pub now: Timestamp,
    /// The policy of the invitation's app instance, as it is now.
    pub policy: &'a Policy,
}

/// What came of an input.
#[derive(Clone, Debug, Eq, PartialEq)]
#[must_use = "effects are to be done in the same transaction"]
pub enum Outcome {
    /// The invitation changed. It is kept, together with its history and what is to be done.
    Changed {
        /// What is to be done, in this order. Each is safe to repeat.
        effects: Vec<Effect>,
        /// What is added to its history.
        history: Vec<Entry>,
    },
    /// Nothing changed.
    Unchanged(Unchanged),
}

/// Why an input changed nothing.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Unchanged {
    /// It was told so before.
    #[error("this is known already")]
    Already,
    /// It is not time yet.
    #[error("it is not time yet")]
    NotYet,
    /// The invitation is over.
    #[error("the invitation is over")]
    Over,
    /// No such message was written.
    #[error("no such message was written")]
    NoSuchMessage,
    /// Nothing was sent yet, so that nobody can have done this.
    #[error("nothing was sent yet")]
    NotSent,
    /// Something was sent already.
    #[error("something was sent already")]
    Sent,
    /// It is another event.
    #[error("it is another event")]
    OtherEvent,
    /// It was sent again as often as may be.
    #[error("it was sent again as often as may be")]
    Enough,
    /// The window has no time for more than a year.
    #[error("there is no time at which it may be sent")]
    NoTime,
}

impl Unchanged {
    /// Its published name, which never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Already => "already",
            Self::NotYet => "not-yet",
            Self::Over => "over",
            Self::NoSuchMessage => "no-such-message",
            Self::NotSent => "not-sent",
            Self::Sent => "sent",
            Self::OtherEvent => "other-event",
            Self::Enough => "enough",
            Self::NoTime => "no-time",
        }
    }
}

/// Something that is to be done in the transaction that keeps the change.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Effect {
    /// Write a message into the outbox.
    Write {
        /// Its name.
        message: MessageName,
        /// When it may be handed over. Where it was not by then, [`Input::Due`] gives it another time.
        slot: Slot,
        /// From when on its link cannot be used, and it is worth nothing.
        link_ends: Timestamp,
        /// Whether it is a test.
        test: bool,
    },
    /// Give a message that is in the outbox still another time.
    Reschedule {
        /// Its name.
        message: MessageName,
        /// When it may be handed over.
        slot: Slot,
    },
    /// Take a message out of the outbox, if it is there still.
    Withdraw {
        /// Its name.
        message: MessageName,
    },
    /// Write to this person no more.
    Suppress {
        /// Why.
        cause: SuppressionCause,
        /// By which channel; none for all.
        channel: Option<Channel>,
    },
    /// Cut what leads from the invitation to the person.
    Forget,
}

/// Why somebody is not written to any more, the strongest first.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SuppressionCause {
    /// They were erased.
    Erased,
    /// They opted out.
    OptedOut,
    /// They complained to their provider.
    Complained,
    /// Messages to their address came back.
    Bounced,
}

/// A line of an invitation's history.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: What,
}

/// What happened to an invitation.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case")]
pub enum What {
    /// The event came in.
    Received,
    /// A message is going to be written.
    Scheduled {
        /// Which one.
        step: Step,
        /// When.
        due: Timestamp,
        /// That it is not the moment that was wanted, and why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        moved: Option<Moved>,
    },
    /// A message was written.
    Written(MessageName),
    /// The relay has taken a message.
    HandedOver(MessageName),
    /// A message waits longer.
    Postponed {
        /// Which one.
        message: MessageName,
        /// Until when.
        until: Timestamp,
    },
    /// The relay has refused a message for good.
    Refused(MessageName),
    /// A message arrived.
    Delivered(MessageName),
    /// Nobody has picked a call up.
    Unanswered(MessageName),
    /// A message came back.
    Bounced(MessageName),
    /// A message was taken back.
    Withdrawn(MessageName),
    /// The person complained to their provider.
    Complained,
    /// The person opened a message.
    Opened,
    /// The person followed the link.
    Clicked,
    /// A response was kept.
    Answered(Option<ResponseId>),
    /// A message is not written.
    Skipped {
        /// Which one.
        step: Step,
        /// Why.
        why: Skip,
    },
    /// The person does not want to be written to any more.
    OptedOut,
    /// The person was erased.
    Erased,
    /// It was cancelled.
    Cancelled,
    /// The event was changed, or whom it is for, or what messages say.
    Changed,
    /// Staff wanted it to be sent at once.
    SentNow,
    /// Staff wanted it to be sent again.
    SentAgain,
    /// The link's time is up.
    Expired,
}

impl What {
    /// Its published name, which never changes.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Scheduled { .. } => "scheduled",
            Self::Written(_) => "written",
            Self::HandedOver(_) => "handed-over",
            Self::Postponed { .. } => "postponed",
            Self::Refused(_) => "refused",
            Self::Delivered(_) => "delivered",
            Self::Unanswered(_) => "unanswered",
            Self::Bounced(_) => "bounced",
            Self::Withdrawn(_) => "withdrawn",
            Self::Complained => "complained",
            Self::Opened => "opened",
            Self::Clicked => "clicked",
            Self::Answered(_) => "answered",
            Self::Skipped { .. } => "skipped",
            Self::OptedOut => "opted-out",
            Self::Erased => "erased",
            Self::Cancelled => "cancelled",
            Self::Changed => "changed",
            Self::SentNow => "sent-now",
            Self::SentAgain => "sent-again",
            Self::Expired => "expired",
        }
    }
}

impl Invitation {
    /// Tells the invitation something.
    ///
    /// Whatever is told twice, or in another order than it happened, does no harm: what does not apply
    /// changes nothing, and the outcome says why. Storage does this in one transaction with keeping the
    /// invitation, adding to its history and doing the effects.
    pub fn apply(&mut self, input: &Input, context: Context<'_>) -> Outcome {
        let mut stepping = Stepping::new(self, context);
        let done = match input {
            Input::Due(seen) => stepping.due(seen),
            Input::HandedOver(message) => stepping.handed_over(*message),
            Input::Postponed(message, until) => stepping.postponed(*message, *until),
            Input::Refused(message) => stepping.refused(*message),
            Input::Delivered(message) => stepping.delivered(*message),
            Input::Unanswered(message) => stepping.unanswered(*message),
            Input::Bounced(message) => stepping.bounced(*message),
            Input::Complained => stepping.complained(),
            Input::Opened => stepping.opened(),
            Input::Clicked => stepping.clicked(),
            Input::Answered(response) => stepping.answered(*response),
            Input::OptedOut => stepping.opted_out(),
            Input::Erased => stepping.erased(),
            Input::Cancelled => stepping.cancelled(),
            Input::Changed(change, seen) => stepping.changed(change, seen),
            Input::SendNow => stepping.send_now(),
            Input::Resend => stepping.resend(),
        };
        stepping.outcome(done)
    }
}
