//! What is done when it is time.

use jiff::Timestamp;

use super::step::{Done, Stepping};
use super::{Effect, Unchanged, What};
use crate::intake::{in_time, others, products_to_ask, usable};
use crate::quarantine::{Verdict, verdict};
use crate::window::later_by_seconds;
use crate::{
    Channel, End, Message, MessageName, Moved, MovedBecause, Plan, Seen, Skip, Slot, Standing, Step,
};

/// How long a test may wait to be handed over.
const TEST_SECONDS: i64 = 24 * 60 * 60;

impl Stepping<'_> {
    pub(super) fn due(&mut self, seen: &Seen) -> Done {
        self.running()?;
        if self.invitation.link_ends.is_some_and(|ends| ends <= self.now) {
            self.tell(What::Expired);
            self.end(End::Expired);
            return Ok(());
        }
        if let Some(late) = self.late() {
            return self.another_time(late, seen);
        }
        match self.invitation.plan {
            Some(plan) if plan.at <= self.now && !self.waits() => {
                self.write(plan, seen);
                Ok(())
            }
            Some(_) | None => Err(Unchanged::NotYet),
        }
    }

    /// A message that was not handed over in its time.
    fn late(&self) -> Option<MessageName> {
        let mut messages = self.invitation.messages.iter();
        let is_late = |message: &&Message| {
            message.standing.waits().is_some_and(|slot| slot.closes <= self.now)
        };
        messages.find(is_late).map(|message| message.name)
    }

    /// Gives a message another time, if the person may still be written to.
    fn another_time(&mut self, name: MessageName, seen: &Seen) -> Done {
        let open = usable(self.policy, &self.invitation.event, seen);
        let slot = match open {
            Ok(open) if open.contains(&name.channel) => self.slot(self.now),
            Ok(_) => Err(Skip::NoChannel),
            Err(skip) => Err(skip),
        };
        let why = match slot {
            Ok(slot) => return self.reschedule(name, slot),
            Err(why) => why,
        };
        self.message(name)?.standing = Standing::Withdrawn;
        self.effect(Effect::Withdraw { message: name });
        self.tell(What::Withdrawn(name));
        self.skip(name.step, why);
        Ok(())
    }

    /// Moves a waiting message to another time.
    pub(super) fn reschedule(&mut self, name: MessageName, slot: Slot) -> Done {
        self.message(name)?.standing = Standing::Waiting(slot);
        self.effect(Effect::Reschedule { message: name, slot });
        self.tell(What::Postponed { message: name, until: slot.opens });
        Ok(())
    }

    /// The first time from `moment` on in which a message may be sent, before the link ends.
    pub(super) fn slot(&self, moment: Timestamp) -> Result<Slot, Skip> {
        let from = moment.max(self.now);
        let slot = if self.invitation.event.test {
            Slot { opens: from, closes: later_by_seconds(from, TEST_SECONDS) }
        } else {
            self.policy.hours(&self.invitation.event).slot(from)?.0
        };
        let closes = self.invitation.link_ends.map_or(slot.closes, |ends| ends.min(slot.closes));
        if slot.opens < closes { Ok(Slot { closes, ..slot }) } else { Err(Skip::NoTime) }
    }

    /// Writes the message that is planned, unless it may not be written, or not yet.
    fn write(&mut self, plan: Plan, seen: &Seen) {
        let channel = match self.allowed(plan.step, seen) {
            Ok(channel) => channel,
            Err(why) => return self.skip(plan.step, why),
        };
        let slot = match self.free_slot(seen) {
            Ok((slot, because)) if slot.opens > self.now => {
                return self.wait(plan.step, slot.opens, because);
            }
            Ok((slot, _)) => slot,
            Err(why) => return self.skip(plan.step, why),
        };
        let name = MessageName { step: plan.step, channel };
        let link_ends = self.invitation.link_end(self.policy, self.now);
        let slot = Slot { closes: slot.closes.min(link_ends), ..slot };
        let standing = Standing::Waiting(slot);
        self.invitation.plan = None;
        if self.invitation.messages.is_empty() {
            self.invitation.linked = self.policy.link_answers;
        }
        self.invitation.link_ends = Some(link_ends);
        self.invitation.messages.push(Message { name, at: self.now, standing });
        let test = self.invitation.event.test;
        self.effect(Effect::Write { message: name, slot, link_ends, test });
        self.tell(What::Written(name));
    }

    /// By which channel a step is written, by everything but time.
    fn allowed(&mut self, step: Step, seen: &Seen) -> Result<Channel, Skip> {
        let invitation = &self.invitation;
        let policy = self.policy;
        if let Step::Reminder(number) = step
            && policy.reminders.len() < usize::from(number)
        {
            return Err(Skip::NotWanted);
        }
        let open = usable(policy, &invitation.event, seen)?;
        let channel = open.into_iter().find(|channel| self.may_use(step, *channel));
        let channel = channel.ok_or(Skip::NoChannel)?;
        let invitation = &mut *self.invitation;
        if step == Step::Invitation && invitation.messages.is_empty() && !invitation.event.test {
            in_time(policy, invitation.wanted, self.now)?;
            let others = others(seen, Some(&invitation.id), false);
            invitation.products = products_to_ask(policy, &invitation.event, &others, self.now)?;
        }
        Ok(channel)
    }

    /// When it may be written: window, and for the first message quarantine.
    fn free_slot(&self, seen: &Seen) -> Result<(Slot, Vec<MovedBecause>), Skip> {
        let invitation = &self.invitation;
        if invitation.event.test {
            return Ok((self.slot(self.now)?, Vec::new()));
        }
        let hours = self.policy.hours(&invitation.event);
        if !invitation.messages.is_empty() {
            return hours.slot(self.now);
        }
        let others = others(seen, Some(&invitation.id), false);
        match verdict(&self.policy.quarantine, &invitation.event, &others, self.now) {
            Verdict::Free => hours.slot(self.now),
            Verdict::Full(skip) => Err(skip),
            Verdict::Wait { among, until } => {
                let (slot, rest) = hours.slot(until)?;
                in_time(self.policy, invitation.wanted, slot.opens)?;
                let mut because = vec![MovedBecause::Quarantine { among, until }];
                because.extend(rest);
                Ok((slot, because))
            }
        }
    }

    fn wait(&mut self, step: Step, at: Timestamp, because: Vec<MovedBecause>) {
        self.invitation.plan = Some(Plan { step, at });
        let moved = Some(Moved { from: self.now, because });
        self.tell(What::Scheduled { step, due: at, moved });
    }

    /// Does not write a step, and says why. Where nobody has a message, that is the end.
    fn skip(&mut self, step: Step, why: Skip) {
        self.invitation.plan = None;
        self.tell(What::Skipped { step, why: why.clone() });
        if self.is_out() || self.waits() {
            return;
        }
        let last = self.invitation.messages.iter().rev().find(|one| one.standing.is_dead());
        let end = match last.map(|message| message.standing) {
            Some(Standing::Bounced) => End::Bounced,
            Some(Standing::Refused) => End::Refused,
            Some(
                Standing::Waiting(_)
                | Standing::Withdrawn
                | Standing::HandedOver
                | Standing::Unanswered
                | Standing::Delivered,
            )
            | None => End::Skipped(why),
        };
        self.end(end);
    }

    /// Whether some channel is left for a step.
    pub(super) fn has_channel(&self, step: Step) -> bool {
        let mut wanted = self.policy.channels.as_slice().iter();
        wanted.any(|channel| {
            self.invitation.event.channels.has(channel) && self.may_use(step, *channel)
        })
    }

    /// Whether a step may go by a channel: nothing is written twice, nor by a way that does not lead
    /// there. Staff who have something sent again have seen to that.
    fn may_use(&self, step: Step, channel: Channel) -> bool {
        let mut messages = self.invitation.messages.iter();
        messages.all(|message| {
            let same = message.name == MessageName { step, channel };
            let again = matches!(step, Step::Resend(_));
            let dead = message.name.channel == channel && message.standing.is_dead();
            !same && (again || !dead)
        })
    }
}
