//! One input's work on an invitation.

use jiff::Timestamp;

use super::{Context, Effect, Entry, Outcome, Unchanged, What};
use crate::{
    End, Ended, Invitation, Mark, Message, MessageName, Moved, Plan, Policy, Standing, Step,
};

/// An invitation that is being told something, and what comes of it so far.
pub(super) struct Stepping<'a> {
    pub(super) invitation: &'a mut Invitation,
    pub(super) policy: &'a Policy,
    pub(super) now: Timestamp,
    effects: Vec<Effect>,
    history: Vec<Entry>,
}

/// Whether an input applied.
pub(super) type Done = Result<(), Unchanged>;

impl<'a> Stepping<'a> {
    pub(super) fn new(invitation: &'a mut Invitation, context: Context<'a>) -> Self {
        let Context { now, policy } = context;
        Self { invitation, policy, now, effects: Vec::new(), history: Vec::new() }
    }

    pub(super) fn outcome(self, done: Done) -> Outcome {
        match done {
            Ok(()) => Outcome::Changed { effects: self.effects, history: self.history },
            Err(unchanged) => Outcome::Unchanged(unchanged),
        }
    }

    pub(super) fn tell(&mut self, what: What) {
        self.history.push(Entry { at: self.now, what });
    }

    pub(super) fn effect(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    pub(super) fn is_over(&self) -> bool {
        self.invitation.ended.is_some()
    }

    pub(super) fn running(&self) -> Done {
        if self.is_over() { Err(Unchanged::Over) } else { Ok(()) }
    }

    /// Whether anything was ever written, so that somebody may have it.
    pub(super) fn written(&self) -> Done {
        if self.invitation.messages.is_empty() { Err(Unchanged::NotSent) } else { Ok(()) }
    }

    pub(super) fn mark(&mut self, mark: Mark) -> Done {
        if self.invitation.marks.has(&mark) {
            return Err(Unchanged::Already);
        }
        self.invitation.marks.add(mark);
        Ok(())
    }

    /// Ends the invitation: nothing is written any more, and what is not sent yet is taken back.
    pub(super) fn end(&mut self, end: End) {
        self.invitation.plan = None;
        let now = self.now;
        for index in 0..self.invitation.messages.len() {
            let message = self.invitation.messages.get_mut(index);
            if let Some(message) = message.filter(|message| message.standing.waits().is_some()) {
                message.standing = Standing::Withdrawn;
                let message = message.name;
                self.effect(Effect::Withdraw { message });
                self.tell(What::Withdrawn(message));
            }
        }
        self.invitation.ended = Some(Ended { at: now, end });
    }

    pub(super) fn message(&mut self, name: MessageName) -> Result<&mut Message, Unchanged> {
        let mut messages = self.invitation.messages.iter_mut();
        messages.find(|message| message.name == name).ok_or(Unchanged::NoSuchMessage)
    }

    pub(super) fn waits(&self) -> bool {
        self.invitation.messages.iter().any(|message| message.standing.waits().is_some())
    }

    pub(super) fn is_out(&self) -> bool {
        self.invitation.messages.iter().any(|message| message.standing.is_out())
    }

    /// Plans a step for the first time in the window from `wanted` on. Says whether there is one before
    /// the link ends.
    pub(super) fn plan(&mut self, step: Step, wanted: Timestamp) -> bool {
        let from = wanted.max(self.now);
        let slot = if self.invitation.event.test {
            Ok((from, Vec::new()))
        } else {
            let hours = self.policy.hours(&self.invitation.event);
            hours.slot(from).map(|(slot, because)| (slot.opens, because))
        };
        let in_time = |at: Timestamp| self.invitation.link_ends.is_none_or(|ends| at < ends);
        let Some((at, because)) = slot.ok().filter(|(at, _)| in_time(*at)) else {
            return false;
        };
        self.invitation.plan = Some(Plan { step, at });
        let moved = (!because.is_empty()).then_some(Moved { from: wanted, because });
        self.tell(What::Scheduled { step, due: at, moved });
        true
    }

    /// Plans the next reminder, if there is one more and nobody did what it would remind of.
    pub(super) fn plan_reminder(&mut self) {
        if self.invitation.plan.is_some() || self.waits() || self.invitation.event.test {
            return;
        }
        let steps = self.invitation.messages.iter().map(|message| message.name.step);
        let last = steps.map(|step| match step {
            Step::Reminder(number) => number,
            Step::Invitation | Step::Resend(_) => 0,
        });
        let last = last.max().unwrap_or(0);
        if let Some(days) = self.policy.reminders.get(usize::from(last)) {
            let wanted = crate::window::later_by_days(self.now, *days);
            self.plan(Step::Reminder(last.saturating_add(1)), wanted);
        }
    }
}
