//! What the relay, the person, the customer and staff have done.

use jiff::Timestamp;
use survey::ResponseId;

use super::step::{Done, Stepping};
use super::{Change, Effect, SuppressionCause, Unchanged, What};
use crate::intake::plan;
use crate::{End, Event, Mark, MessageName, OnBounce, Seen, Standing, State, Step};

/// How often staff may have an invitation sent again.
const MAX_RESENDS: u8 = 3;

impl Stepping<'_> {
    pub(super) fn handed_over(&mut self, name: MessageName) -> Done {
        let message = self.message(name)?;
        match message.standing {
            // One that was taken back may have been in the courier's hands.
            Standing::Waiting(_) | Standing::Withdrawn => message.standing = Standing::HandedOver,
            Standing::HandedOver
            | Standing::Unanswered
            | Standing::Delivered
            | Standing::Bounced
            | Standing::Refused => return Err(Unchanged::Already),
        }
        self.tell(What::HandedOver(name));
        if !self.is_over() {
            self.plan_reminder();
        }
        Ok(())
    }

    pub(super) fn delivered(&mut self, name: MessageName) -> Done {
        let message = self.message(name)?;
        let before = message.standing;
        match before {
            Standing::Waiting(_)
            | Standing::Withdrawn
            | Standing::HandedOver
            | Standing::Unanswered => message.standing = Standing::Delivered,
            Standing::Delivered | Standing::Bounced | Standing::Refused => {
                return Err(Unchanged::Already);
            }
        }
        self.tell(What::Delivered(name));
        self.once(name, before);
        if !self.is_over() {
            self.plan_reminder();
        }
        Ok(())
    }

    /// Nobody has picked a call up: it was made, and did not arrive.
    pub(super) fn unanswered(&mut self, name: MessageName) -> Done {
        let message = self.message(name)?;
        let before = message.standing;
        match before {
            Standing::Waiting(_) | Standing::Withdrawn | Standing::HandedOver => {
                message.standing = Standing::Unanswered;
            }
            Standing::Unanswered | Standing::Delivered | Standing::Bounced | Standing::Refused => {
                return Err(Unchanged::Already);
            }
        }
        self.tell(What::Unanswered(name));
        self.once(name, before);
        if !self.is_over() {
            self.plan_reminder();
        }
        Ok(())
    }

    /// Takes a message out of the outbox of which it is known that it went out: a courier that was killed
    /// before it said so would send it once more.
    fn once(&mut self, message: MessageName, before: Standing) {
        if before.waits().is_some() {
            self.effect(Effect::Withdraw { message });
        }
    }

    pub(super) fn postponed(&mut self, name: MessageName, until: Timestamp) -> Done {
        self.running()?;
        let standing = self.message(name)?.standing;
        let slot = standing.waits().ok_or(Unchanged::Already)?;
        // What was said before and comes late must not bring it forward.
        if until <= slot.opens {
            return Err(Unchanged::Already);
        }
        let slot = self.slot(until).map_err(|_| Unchanged::NoTime)?;
        self.reschedule(name, slot)
    }

    pub(super) fn bounced(&mut self, name: MessageName) -> Done {
        let message = self.message(name)?;
        let before = message.standing;
        match before {
            Standing::Waiting(_)
            | Standing::Withdrawn
            | Standing::HandedOver
            | Standing::Unanswered
            | Standing::Delivered => message.standing = Standing::Bounced,
            Standing::Bounced | Standing::Refused => return Err(Unchanged::Already),
        }
        self.tell(What::Bounced(name));
        self.once(name, before);
        // Of somebody who was erased nothing leads to an address any more.
        if self.invitation.state() != State::Erased {
            let (cause, channel) = (SuppressionCause::Bounced, Some(name.channel));
            self.effect(Effect::Suppress { cause, channel });
        }
        self.failed(name, End::Bounced);
        Ok(())
    }

    pub(super) fn refused(&mut self, name: MessageName) -> Done {
        let message = self.message(name)?;
        match message.standing {
            Standing::Waiting(_) | Standing::Withdrawn => message.standing = Standing::Refused,
            Standing::HandedOver
            | Standing::Unanswered
            | Standing::Delivered
            | Standing::Bounced
            | Standing::Refused => return Err(Unchanged::Already),
        }
        self.tell(What::Refused(name));
        self.failed(name, End::Refused);
        Ok(())
    }

    /// Goes on after a message has failed: by another channel, or with what got through before, or not
    /// at all.
    fn failed(&mut self, name: MessageName, end: End) {
        if self.is_over() {
            return;
        }
        let on = self.policy.on_bounce == OnBounce::NextChannel;
        let goes_on = on && self.has_channel(name.step) && self.plan(name.step, self.now);
        if !goes_on && !self.is_out() && !self.waits() {
            self.end(end);
        }
    }

    pub(super) fn opened(&mut self) -> Done {
        self.written()?;
        self.running()?;
        self.mark(Mark::Opened)?;
        self.tell(What::Opened);
        Ok(())
    }

    pub(super) fn clicked(&mut self) -> Done {
        self.written()?;
        self.running()?;
        self.mark(Mark::Clicked)?;
        self.tell(What::Clicked);
        Ok(())
    }

    pub(super) fn answered(&mut self, response: Option<ResponseId>) -> Done {
        self.written()?;
        match self.invitation.state() {
            State::Answered => return Err(Unchanged::Already),
            State::Cancelled | State::Erased => return Err(Unchanged::Over),
            // Of all that may be known of an invitation, that there is an answer weighs most.
            State::Scheduled
            | State::Sending
            | State::Sent
            | State::Delivered
            | State::Opened
            | State::Clicked
            | State::OptedOut
            | State::Complained
            | State::Bounced
            | State::Refused
            | State::Skipped
            | State::Expired => {}
        }
        self.tell(What::Answered(response));
        self.end(End::Answered(response));
        Ok(())
    }

    pub(super) fn opted_out(&mut self) -> Done {
        self.unwanted(Mark::OptedOut, SuppressionCause::OptedOut, What::OptedOut, End::OptedOut)
    }

    pub(super) fn complained(&mut self) -> Done {
        self.written()?;
        let cause = SuppressionCause::Complained;
        self.unwanted(Mark::Complained, cause, What::Complained, End::Complained)
    }

    /// The person is not written to any more, even if this invitation is over.
    fn unwanted(&mut self, mark: Mark, cause: SuppressionCause, what: What, end: End) -> Done {
        if self.invitation.state() == State::Erased {
            return Err(Unchanged::Over);
        }
        self.mark(mark)?;
        self.tell(what);
        self.effect(Effect::Suppress { cause, channel: None });
        if !self.is_over() {
            self.end(end);
        }
        Ok(())
    }

    pub(super) fn erased(&mut self) -> Done {
        if self.invitation.state() == State::Erased {
            return Err(Unchanged::Already);
        }
        self.tell(What::Erased);
        self.end(End::Erased);
        self.effect(Effect::Forget);
        Ok(())
    }

    pub(super) fn cancelled(&mut self) -> Done {
        if self.invitation.state() == State::Cancelled {
            return Err(Unchanged::Already);
        }
        self.running()?;
        self.tell(What::Cancelled);
        self.end(End::Cancelled);
        Ok(())
    }

    pub(super) fn changed(&mut self, change: &Change, seen: &Seen) -> Done {
        self.running()?;
        if self.written().is_ok() {
            return Err(Unchanged::Sent);
        }
        let own = &self.invitation.event;
        let name = |event: &Event| {
            (event.app.clone(), event.instance.clone(), event.key.clone(), event.stage.clone())
        };
        if name(&change.event) != name(own) {
            return Err(Unchanged::OtherEvent);
        }
        let event = Event { test: own.test, ..change.event.clone() };
        if event == *own && !change.beside {
            return Err(Unchanged::Already);
        }
        let decision = plan(self.policy, &event, seen, Some(&self.invitation.id), self.now);
        self.invitation.wanted = self.policy.wanted(&event);
        self.invitation.event = event;
        self.tell(What::Changed);
        let decided = self.invitation.take(decision, self.now);
        self.tell(decided);
        Ok(())
    }

    pub(super) fn send_now(&mut self) -> Done {
        self.running()?;
        if self.invitation.state() != State::Scheduled {
            return Err(Unchanged::Sent);
        }
        let plan = self.invitation.plan.ok_or(Unchanged::NoTime)?;
        let slot = self.slot(self.now).map_err(|_| Unchanged::NoTime)?;
        if plan.at <= slot.opens {
            return Err(Unchanged::Already);
        }
        self.tell(What::SentNow);
        self.invitation.wanted = self.now.min(self.invitation.wanted);
        self.plan(plan.step, self.now);
        Ok(())
    }

    pub(super) fn resend(&mut self) -> Done {
        self.written()?;
        let reopened = match self.invitation.state() {
            State::Scheduled | State::Sending => return Err(Unchanged::Already),
            State::Sent | State::Delivered | State::Opened | State::Clicked => false,
            State::Bounced | State::Refused => true,
            State::Answered
            | State::Skipped
            | State::Cancelled
            | State::OptedOut
            | State::Complained
            | State::Erased
            | State::Expired => return Err(Unchanged::Over),
        };
        let plan = self.invitation.plan.map(|plan| plan.step);
        if self.waits() || matches!(plan, Some(Step::Resend(_))) {
            return Err(Unchanged::Already);
        }
        let number = self.resends();
        if number >= MAX_RESENDS {
            return Err(Unchanged::Enough);
        }
        self.slot(self.now).map_err(|_| Unchanged::NoTime)?;
        if reopened {
            self.invitation.ended = None;
        }
        self.tell(What::SentAgain);
        self.plan(Step::Resend(number + 1), self.now);
        Ok(())
    }

    fn resends(&self) -> u8 {
        let steps = self.invitation.messages.iter().map(|message| match message.name.step {
            Step::Resend(number) => number,
            Step::Invitation | Step::Reminder(_) => 0,
        });
        steps.max().unwrap_or(0)
    }
}
