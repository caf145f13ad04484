//! A person and all of their invitations, as one change tells them.

use ::personal::SubjectKey;
use contract::message::{Parts, Recipient};
use credential::{InvitationId, MailId, TenantId};
use invite::{
    Context as Moment, Decision, Effect, Entry, Input, Invitation, Mark, Outcome, Policy, Seen,
    Suppression, SuppressionCause, Unchanged,
};
use problem::{Kind, Problem};
use store::{
    AskedChanged, ChangedAsked, InvitationStore as _, LinkedAnswer, MessageChange, MessageStep,
    NewAsked, PersonChange, StoredAsked, StoredContact, Suppressed,
};

use super::addresses::{addresses, reaches, suppressed};
use super::change::empty;
use super::kept::Kept;
use super::setup::{Setup, Setups};
use super::time::{day, moment, timestamp};
use crate::context::Context;
use crate::failure::store_failed;
use crate::personal::subject_key;
use crate::second_factor::random;

/// How many of a person's invitations are read: the newest, and the one that it is about.
pub(super) const MOST: u32 = 500;

/// After how long an invitation is looked at again that said it was time, and is as it was, in seconds.
const LOOK_AGAIN_SECONDS: i64 = 10 * 60;

/// A person, with all of their invitations.
pub(super) struct Person {
    key: SubjectKey,
    all: Vec<One>,
    change: PersonChange,
}

/// One of a person's invitations.
struct One {
    stored: StoredAsked,
    kept: Kept,
    is_changed: bool,
    next_due: Option<contract::Moment>,
}

/// What only a new invitation has.
#[derive(Clone, Copy)]
pub(super) struct Fresh {
    pub(super) key: [u8; 32],
    pub(super) event: [u8; 32],
    /// When the event came in.
    pub(super) made_at: contract::Moment,
}

impl Person {
    /// Whoever an invitation is of; none once they were erased.
    pub(super) async fn of(
        context: &Context<'_>,
        stored: &StoredAsked,
    ) -> Result<Option<Self>, Problem> {
        let Some(rest) = &stored.rest else { return Ok(None) };
        let contact =
            StoredContact { id: rest.contact, revision: rest.revision, key: rest.key.clone() };
        let mut person = Self::read(context, &stored.tenant, &contact).await?;
        person.include(stored)?;
        Ok(Some(person))
    }

    /// Reads one of their invitations, if it was not among the newest.
    pub(super) fn include(&mut self, stored: &StoredAsked) -> Result<(), Problem> {
        let Some(rest) = stored.rest.as_ref().filter(|_| self.kept(&stored.id).is_none()) else {
            return Ok(());
        };
        let kept = Kept::open(&self.key, &stored.id, &rest.sealed)?;
        let (stored, next_due) = (stored.clone(), stored.next_due);
        self.all.push(One { stored, kept, is_changed: false, next_due });
        Ok(())
    }

    /// Somebody who is there.
    pub(super) async fn read(
        context: &Context<'_>,
        tenant: &TenantId,
        contact: &StoredContact,
    ) -> Result<Self, Problem> {
        let key = subject_key(context, tenant, contact.id, &contact.key).await?;
        let stored =
            context.store.asked_of(tenant, contact.id, MOST).await.map_err(store_failed)?;
        let mut all = Vec::with_capacity(stored.len());
        for stored in stored {
            let Some(rest) = &stored.rest else { continue };
            let kept = Kept::open(&key, &stored.id, &rest.sealed)?;
            let next_due = stored.next_due;
            all.push(One { stored, kept, is_changed: false, next_due });
        }
        let change = empty(tenant, contact.id, contact.revision);
        Ok(Self { key, all, change })
    }

    /// Somebody who is new.
    pub(super) fn new(tenant: &TenantId, key: SubjectKey) -> Self {
        let change = empty(tenant, key.subject(), 0);
        Self { key, all: Vec::new(), change }
    }

    /// The names of all of their invitations.
    pub(super) fn names(&self) -> Vec<InvitationId> {
        self.all.iter().map(|one| one.stored.id.clone()).collect()
    }

    /// What is kept of one of their invitations.
    pub(super) fn kept(&self, id: &InvitationId) -> Option<&Kept> {
        self.all.iter().find(|one| one.stored.id == *id).map(|one| &one.kept)
    }

    /// One of their invitations, as it stands by now.
    pub(super) fn stored(&self, id: &InvitationId) -> Option<StoredAsked> {
        let one = self.all.iter().find(|one| one.stored.id == *id)?;
        let state = one.kept.invitation.state();
        Some(StoredAsked { state, next_due: one.next_due, ..one.stored.clone() })
    }

    /// What is known of them that bears on an invitation with this recipient.
    pub(super) async fn seen(
        &self,
        context: &Context<'_>,
        recipient: &Recipient,
    ) -> Result<Seen, Problem> {
        let tenant = &self.change.tenant;
        let mut suppressions = suppressed(context, tenant, recipient).await?;
        let marked = |mark| self.all.iter().any(|one| one.kept.invitation.marks().contains(&mark));
        for (mark, cause) in [
            (Mark::OptedOut, SuppressionCause::OptedOut),
            (Mark::Complained, SuppressionCause::Complained),
        ] {
            // They want no messages, by whichever of their addresses.
            if marked(mark) {
                suppressions.push(Suppression { cause, channel: None });
            }
        }
        let earlier = self.all.iter().filter_map(|one| one.kept.invitation.earlier()).collect();
        Ok(Seen { same: None, suppressions, earlier })
    }

    /// Tells one of their invitations something. Gives why it is as it was, if it is.
    pub(super) async fn tell(
        &mut self,
        context: &Context<'_>,
        setups: &mut Setups,
        id: &InvitationId,
        input: &Input,
    ) -> Result<Option<Unchanged>, Problem> {
        let missing = || Problem::new(Kind::Internal).with_cause("an invitation of somebody else");
        let index = self.all.iter().position(|one| one.stored.id == *id).ok_or_else(missing)?;
        let one = self.all.get_mut(index).ok_or_else(missing)?;
        let place = (&one.stored.app, &one.stored.instance);
        let setup = setups.find(context, &one.stored.tenant, place).await?;
        let setup = setup.ok_or_else(|| Problem::new(Kind::Internal).with_cause("no instance"))?;
        let at = Moment { now: timestamp(context.now), policy: &setup.policy };
        let (effects, history) = match one.kept.invitation.apply(input, at) {
            Outcome::Unchanged(why) => {
                if matches!(input, Input::Due(_)) {
                    one.next_due = Some(context.now.moved_by_seconds(LOOK_AGAIN_SECONDS));
                    one.is_changed = true;
                }
                return Ok(Some(why));
            }
            Outcome::Changed { effects, history } => (effects, history),
        };
        one.kept.tell(told(input, history));
        one.next_due = one.kept.invitation.next_due().map(moment);
        one.is_changed = true;
        let recipient = one.kept.recipient.clone();
        for effect in effects {
            self.effect(context, id, &recipient, effect).await?;
        }
        Ok(None)
    }

    /// Has what was told last of one of their invitations be known to the day alone: it comes of a response, which the moment
    /// would name.
    pub(super) fn by_day(&mut self, id: &InvitationId) {
        let mut all = self.all.iter_mut();
        let one = all.find(|one| one.stored.id == *id);
        if let Some(entry) = one.and_then(|one| one.kept.history.last_mut()) {
            entry.at = day(entry.at);
        }
    }

    /// Says that a message is over.
    pub(super) fn end_message(
        &mut self,
        context: &Context<'_>,
        asked: &InvitationId,
        name: invite::MessageName,
    ) {
        let change = MessageStep::End(context.now);
        self.change.messages.push(MessageChange { asked: asked.clone(), name, change });
    }

    async fn effect(
        &mut self,
        context: &Context<'_>,
        id: &InvitationId,
        recipient: &Recipient,
        effect: Effect,
    ) -> Result<(), Problem> {
        let (name, change) = match effect {
            Effect::Write { message, slot, .. } => {
                let (opens, closes) = (moment(slot.opens), moment(slot.closes));
                (message, MessageStep::Write { id: message_id(context)?, opens, closes })
            }
            Effect::Reschedule { message, slot } => {
                let (opens, closes) = (moment(slot.opens), moment(slot.closes));
                (message, MessageStep::Move { opens, closes })
            }
            Effect::Withdraw { message } => (message, MessageStep::End(context.now)),
            Effect::Suppress { cause, channel } => {
                let tenant = &self.change.tenant;
                let of = addresses(context, tenant, recipient).await?;
                let those =
                    of.into_iter().filter(|(by, _)| channel.is_none_or(|one| reaches(*by, one)));
                let those = those.map(|(_, hash)| Suppressed { hash, cause, channel });
                self.change.suppressed.extend(those);
                return Ok(());
            }
            Effect::Forget => {
                self.change.forget = true;
                return Ok(());
            }
        };
        self.change.messages.push(MessageChange { asked: id.clone(), name, change });
        Ok(())
    }

    /// Writes to whoever one of their invitations is for no more.
    pub(super) async fn suppress_recipient(
        &mut self,
        context: &Context<'_>,
        id: &InvitationId,
        cause: SuppressionCause,
    ) -> Result<(), Problem> {
        let Some(recipient) = self.kept(id).map(|kept| kept.recipient.clone()) else {
            return Ok(());
        };
        self.effect(context, id, &recipient, Effect::Suppress { cause, channel: None }).await
    }

    /// Links an answer to one of their invitations, if whoever gives it was told so, and it is still wanted.
    pub(super) fn link(&mut self, policy: &Policy, linked: LinkedAnswer) {
        let is_told = self.kept(&linked.asked).is_some_and(|kept| kept.invitation.is_linked());
        if is_told && policy.link_answers {
            self.change.linked = Some(linked);
        }
    }

    /// Forgets them.
    pub(super) const fn forget(&mut self) {
        self.change.forget = true;
    }

    /// Adds an invitation, with what its history begins with.
    pub(super) fn add(
        &mut self,
        context: &Context<'_>,
        (mut kept, parts): (Kept, Parts),
        began: Vec<Entry>,
        fresh: Fresh,
    ) -> Result<(), Problem> {
        kept.tell(began);
        let invitation = &kept.invitation;
        let asked = ChangedAsked {
            id: invitation.id().clone(),
            state: invitation.state(),
            next_due: invitation.next_due().map(moment),
            parts,
            sealed: kept.seal(context, &self.key)?,
        };
        let event = kept.event();
        let new = NewAsked {
            asked,
            app: event.app.clone(),
            instance: event.instance.clone(),
            key: fresh.key,
            event: fresh.event,
            stage: event.stage.clone(),
            test: event.test,
            made_at: fresh.made_at,
        };
        let (stored, next_due) = (self.as_stored(&new), new.asked.next_due);
        self.all.push(One { stored, kept, is_changed: false, next_due });
        self.change.added = Some(new);
        Ok(())
    }

    /// Has one of their invitations be so.
    pub(super) fn replace(&mut self, kept: Kept, parts: Parts) {
        let mut all = self.all.iter_mut();
        if let Some(one) = all.find(|one| one.stored.id == *kept.invitation.id()) {
            one.next_due = kept.invitation.next_due().map(moment);
            one.kept = kept;
            one.stored.parts = parts;
            one.is_changed = true;
        }
    }

    /// Takes one of their invitations from them: somebody else is to have it.
    pub(super) fn remove(&mut self, id: &InvitationId) {
        self.all.retain(|one| one.stored.id != *id);
        self.change.removed = Some(id.clone());
    }

    /// How a new invitation is, as far as it is known before the store has kept it.
    fn as_stored(&self, new: &NewAsked) -> StoredAsked {
        StoredAsked {
            sequence: 0,
            id: new.asked.id.clone(),
            tenant: self.change.tenant.clone(),
            app: new.app.clone(),
            instance: new.instance.clone(),
            stage: new.stage.clone(),
            state: new.asked.state,
            next_due: new.asked.next_due,
            made_at: new.made_at,
            test: new.test,
            parts: new.asked.parts.clone(),
            rest: None,
        }
    }

    /// What is to be changed, sealed.
    pub(super) fn change(&mut self, context: &Context<'_>) -> Result<PersonChange, Problem> {
        for one in self.all.iter_mut().filter(|one| one.is_changed) {
            let invitation = &one.kept.invitation;
            self.change.changed.push(ChangedAsked {
                id: one.stored.id.clone(),
                state: invitation.state(),
                next_due: one.next_due.filter(|_| invitation.ended().is_none()),
                parts: one.stored.parts.clone(),
                sealed: one.kept.seal(context, &self.key)?,
            });
            one.is_changed = false;
        }
        let PersonChange { tenant, contact, revision, .. } = &self.change;
        let next = empty(tenant, *contact, revision + 1);
        Ok(core::mem::replace(&mut self.change, next))
    }

    /// Keeps what was changed. More can be changed after it, in the same transaction.
    pub(super) async fn keep(&mut self, context: &Context<'_>) -> Result<(), Problem> {
        let change = self.change(context)?;
        match context.store.change_person(&change).await.map_err(store_failed)? {
            AskedChanged::Done => Ok(()),
            AskedChanged::Meanwhile => Err(busy()),
        }
    }
}

/// What is added to a history. That a response was kept is known to the day: to the moment, it would name the
/// response.
fn told(input: &Input, mut history: Vec<Entry>) -> Vec<Entry> {
    if matches!(input, Input::Answered(None)) {
        for entry in &mut history {
            entry.at = day(entry.at);
        }
    }
    history
}

/// Something else changed the same person's invitations.
pub(super) fn busy() -> Problem {
    Problem::new(Kind::StorageUnavailable).with_cause("a person's invitations that change")
}

/// An invitation that a decision makes, with the first of its history.
pub(super) fn begin(
    context: &Context<'_>,
    setup: &Setup,
    event: invite::Event,
    decision: Decision,
) -> Result<(Invitation, Vec<Entry>), Problem> {
    let drawn = u128::from_be_bytes(random(context)?);
    let id = format!("{drawn:032x}").parse().map_err(|_| Kind::Internal)?;
    Ok(Invitation::new(id, event, decision, &setup.policy, timestamp(context.now)))
}

/// What the names of these messages begin with: other mails have none like them.
pub(super) const PREFIX: &str = "a-";

fn message_id(context: &Context<'_>) -> Result<MailId, Problem> {
    let drawn = u128::from_be_bytes(random(context)?);
    format!("{PREFIX}{drawn:032x}").parse().map_err(|_| Problem::new(Kind::Internal))
}
