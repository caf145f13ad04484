//! What is told again: the same, or otherwise than before.

use ::personal::SubjectId;
use contract::message::{ChangedTo, EventResult, Parts};
use invite::{Change, End, Ended, Input, Outcome, Unchanged};
use problem::{Kind, Problem};
use store::StoredAsked;

use super::{Asked, Taking, is_erased};
use crate::invitations::kept::Kept;
use crate::invitations::person::{Fresh, Person};
use crate::invitations::setup::Setup;
use crate::invitations::time::{moment, timestamp};

impl Taking<'_> {
    /// Takes what is told of an event whose invitation is there. What is otherwise than before changes the invitation,
    /// as long as nothing of it is written.
    pub(super) async fn again(
        &mut self,
        setup: &Setup,
        there: &StoredAsked,
        asked: Asked,
    ) -> Result<EventResult, Problem> {
        let (invitation, state) = (there.id.clone(), there.state);
        let duplicate = EventResult::Duplicate { invitation: invitation.clone(), state };
        let Some(kept) = Kept::of(self.context, there).await? else { return Ok(duplicate) };
        let Some(change) = asked.change(&kept, &there.parts) else { return Ok(duplicate) };
        let person = self.find(&asked.recipient).await?;
        let seen = self.seen(person, &asked.recipient).await?;
        let (mut changed, parts) = (asked.beside(kept), asked.parts.clone());
        let now = timestamp(self.context.now);
        let at = invite::Context { now, policy: &setup.policy };
        match changed.invitation.apply(&Input::Changed(Box::new(change), seen), at) {
            // Nothing of it is written, so that there is nothing to be done.
            Outcome::Changed { history, .. } => changed.tell(history),
            // Of another stage, where the policy says that all of them are one event.
            Outcome::Unchanged(Unchanged::OtherEvent) => return Ok(duplicate),
            Outcome::Unchanged(why) => return Ok(EventResult::Unchanged { invitation, why }),
        }
        let to = becomes(&changed)?;
        if let ChangedTo::Skipped(reason) = &to
            && is_erased(reason)
        {
            self.cancel_one(there).await?;
            return Ok(EventResult::Skipped { invitation: None, reason: reason.clone() });
        }
        if !self.dry_run {
            self.keep_changed(there, (changed, parts), (person, asked.fresh)).await?;
        }
        Ok(EventResult::Changed { invitation, to })
    }

    /// Keeps an invitation that was changed, as that of whoever it is for now.
    async fn keep_changed(
        &mut self,
        there: &StoredAsked,
        (changed, parts): (Kept, Parts),
        (person, fresh): (Option<SubjectId>, Fresh),
    ) -> Result<(), Problem> {
        let context = self.context;
        let from = there.rest.as_ref().map(|rest| rest.contact).ok_or_else(unread)?;
        let to = match person {
            Some(person) => person,
            None => self.add(&changed.recipient).await?,
        };
        let former = self.person_of(there, from).await?;
        if to == from {
            former.replace(changed, parts);
            return former.keep(context).await;
        }
        former.remove(&there.id);
        former.keep(context).await?;
        let person = self.people.get_mut(&to).ok_or_else(unread)?;
        let fresh = Fresh { made_at: there.made_at, ..fresh };
        person.add(context, (changed, parts), Vec::new(), fresh)?;
        person.keep(context).await
    }

    /// Whoever an invitation is of.
    async fn person_of(
        &mut self,
        there: &StoredAsked,
        contact: SubjectId,
    ) -> Result<&mut Person, Problem> {
        if !self.people.contains_key(&contact) {
            let person = Person::of(self.context, there).await?.ok_or_else(unread)?;
            self.people.insert(contact, person);
        }
        let person = self.people.get_mut(&contact).ok_or_else(unread)?;
        person.include(there)?;
        Ok(person)
    }
}

fn unread() -> Problem {
    Problem::new(Kind::Internal).with_cause("somebody who was not read")
}

impl Asked {
    /// What is otherwise than in what is kept, if anything is. Nothing is changed to be for nobody.
    fn change(&self, kept: &Kept, parts: &Parts) -> Option<Change> {
        let own = kept.event();
        let mut event = self.event.clone();
        // What was a test stays one; and what nobody has dated has happened when it came first.
        event.test = own.test;
        if self.undated {
            event.happened = own.happened;
        }
        let beside = self.recipient != kept.recipient
            || self.values != kept.values
            || self.known != kept.known
            || self.parts != *parts;
        let is_other = beside || event != *own;
        (is_other && self.recipient.is_reachable()).then_some(Change { event, beside })
    }

    /// What is kept, with what is told beside the event in place of what was.
    fn beside(&self, kept: Kept) -> Kept {
        let (recipient, values, known) =
            (self.recipient.clone(), self.values.clone(), self.known.clone());
        Kept { recipient, values, known, ..kept }
    }
}

/// What becomes of an invitation of which nothing is written.
fn becomes(kept: &Kept) -> Result<ChangedTo, Problem> {
    if let Some(Ended { end: End::Skipped(reason), .. }) = kept.invitation.ended() {
        return Ok(ChangedTo::Skipped(reason.clone()));
    }
    let plan = kept.invitation.plan().ok_or_else(|| Problem::new(Kind::Internal))?;
    Ok(ChangedTo::Scheduled(moment(plan.at)))
}
