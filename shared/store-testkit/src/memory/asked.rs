//! Respondents' invitations and their messages, in memory.

use contract::Moment;
use credential::{InvitationId, MailId, TenantId};
use invite::{Channel, MessageName};
use personal::SubjectId;
use store::{
    Answering, Append, AskedChanged, AskedFilter, AskedRest, ClaimedMessage, InvitationStore,
    MessageChange, MessageStep, MessageStore, NewAsked, PersonChange, Record, Resend,
    ResponseStore as _, StoreError, StoredAsked, StoredMessage,
};
use survey::SurveyId;

use super::{MemoryStore, State};

pub(super) struct KeptAsked {
    pub(super) tenant: TenantId,
    pub(super) new: NewAsked,
    pub(super) sequence: u64,
    pub(super) contact: Option<SubjectId>,
}

pub(super) struct KeptMessage {
    id: MailId,
    asked: InvitationId,
    name: MessageName,
    attempts: u32,
    next_at: Moment,
    closes: Moment,
    ended_at: Option<Moment>,
}

impl KeptMessage {
    fn claimed(&self) -> ClaimedMessage {
        let (id, asked) = (self.id.clone(), self.asked.clone());
        ClaimedMessage { id, attempt: self.attempts, asked, name: self.name }
    }
}

impl State {
    pub(super) fn stored_asked(&self, kept: &KeptAsked) -> StoredAsked {
        let NewAsked { asked, app, instance, stage, test, made_at, .. } = &kept.new;
        let rest = kept.contact.and_then(|contact| {
            let of = |one: &&super::contacts::KeptContact| {
                one.tenant == kept.tenant && one.id == contact
            };
            Some(AskedRest {
                contact,
                revision: self.contacts.iter().find(of)?.revision,
                key: self.subjects.get(&(kept.tenant.clone(), contact))?.clone(),
                sealed: asked.sealed.clone(),
            })
        });
        StoredAsked {
            sequence: kept.sequence,
            id: asked.id.clone(),
            tenant: kept.tenant.clone(),
            app: app.clone(),
            instance: instance.clone(),
            stage: stage.clone(),
            state: asked.state,
            next_due: asked.next_due,
            made_at: *made_at,
            test: *test,
            parts: asked.parts.clone(),
            rest,
        }
    }

    fn some_asked(&self, is: impl Fn(&KeptAsked) -> bool) -> Vec<StoredAsked> {
        let found = self.asked.iter().rev().filter(|kept| is(kept));
        found.map(|kept| self.stored_asked(kept)).collect()
    }

    fn is_paused(&self, kept: &KeptAsked) -> bool {
        self.instances.iter().any(|(tenant, one)| {
            (tenant, &one.app, &one.instance) == (&kept.tenant, &kept.new.app, &kept.new.instance)
                && one.paused
        })
    }

    /// Whether a change fits what is there.
    fn takes(&mut self, change: &PersonChange) -> bool {
        let PersonChange { tenant, contact, revision, changed, added, removed, .. } = change;
        let current = self.contact(tenant, *contact).is_some_and(|kept| kept.revision == *revision);
        let own = |id: &InvitationId| {
            self.asked.iter().any(|kept| {
                kept.new.asked.id == *id && kept.tenant == *tenant && kept.contact == Some(*contact)
            })
        };
        let known = |new: &NewAsked| {
            self.asked.iter().any(|kept| kept.tenant == *tenant && kept.new.key == new.key)
        };
        let unwritten = |id: &InvitationId| !self.messages.iter().any(|one| one.asked == *id);
        let there = changed.iter().all(|one| own(&one.id))
            && removed.iter().all(|id| own(id) && unwritten(id));
        current && there && !added.as_ref().is_some_and(known)
    }

    fn change(&mut self, change: &PersonChange) {
        let PersonChange { tenant, contact, .. } = change;
        if let Some(kept) = self.contact(tenant, *contact) {
            kept.revision += 1;
        }
        if let Some(id) = &change.removed {
            self.asked.retain(|kept| kept.new.asked.id != *id);
        }
        if let Some(new) = &change.added {
            let sequence = self.asked.last().map_or(1, |last| last.sequence + 1);
            let (tenant, new, contact) = (tenant.clone(), new.clone(), Some(*contact));
            self.asked.push(KeptAsked { tenant, new, sequence, contact });
        }
        for one in &change.changed {
            let mut all = self.asked.iter_mut();
            if let Some(kept) = all.find(|kept| kept.new.asked.id == one.id) {
                kept.new.asked = one.clone();
            }
        }
        for message in &change.messages {
            self.change_message(message);
        }
        for one in &change.suppressed {
            if !self.suppressed.contains(&(tenant.clone(), *one)) {
                self.suppressed.push((tenant.clone(), *one));
            }
        }
        self.linked.extend(change.linked.clone());
        if change.forget {
            self.forget(tenant, *contact);
        }
    }

    fn forget(&mut self, tenant: &TenantId, contact: SubjectId) {
        let own = |kept: &&KeptAsked| kept.tenant == *tenant && kept.contact == Some(contact);
        let own: Vec<_> =
            self.asked.iter().filter(own).map(|kept| kept.new.asked.id.clone()).collect();
        self.messages.retain(|kept| !own.contains(&kept.asked));
        let (gone, linked) = self.linked.drain(..).partition(|one| own.contains(&one.asked));
        self.linked = linked;
        self.disagree(gone);
        for kept in &mut self.asked {
            if kept.tenant == *tenant && kept.contact == Some(contact) {
                kept.contact = None;
                kept.new.asked.sealed.clear();
                kept.new.asked.next_due = None;
                kept.new.asked.state = invite::State::Erased;
            }
        }
        self.contacts.retain(|kept| (&kept.tenant, kept.id) != (tenant, contact));
        self.subjects.remove(&(tenant.clone(), contact));
    }

    fn change_message(&mut self, MessageChange { asked, name, change }: &MessageChange) {
        let mut all = self.messages.iter_mut();
        let there = all.find(|kept| kept.asked == *asked && kept.name == *name);
        match (there, change) {
            (None, MessageStep::Write { id, opens, closes }) => {
                self.messages.push(KeptMessage {
                    id: id.clone(),
                    asked: asked.clone(),
                    name: *name,
                    attempts: 0,
                    next_at: *opens,
                    closes: *closes,
                    ended_at: None,
                });
            }
            (Some(kept), MessageStep::Move { opens, closes }) if kept.ended_at.is_none() => {
                (kept.next_at, kept.closes) = (*opens, *closes);
            }
            (Some(kept), MessageStep::End(at)) if kept.ended_at.is_none() => {
                kept.ended_at = Some(*at);
            }
            (Some(_), MessageStep::Write { .. })
            | (_, MessageStep::Move { .. } | MessageStep::End(_)) => {}
        }
    }
}

pub(super) fn most(limit: u32) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}

impl InvitationStore for MemoryStore {
    async fn find_asked(&self, id: &InvitationId) -> Result<Option<StoredAsked>, StoreError> {
        Ok(self.state().some_asked(|kept| kept.new.asked.id == *id).pop())
    }

    async fn find_same(
        &self,
        tenant: &TenantId,
        key: &[u8; 32],
    ) -> Result<Option<StoredAsked>, StoreError> {
        Ok(self.state().some_asked(|kept| kept.tenant == *tenant && kept.new.key == *key).pop())
    }

    async fn asked_of(
        &self,
        tenant: &TenantId,
        contact: SubjectId,
        limit: u32,
    ) -> Result<Vec<StoredAsked>, StoreError> {
        let own = |kept: &KeptAsked| kept.tenant == *tenant && kept.contact == Some(contact);
        let mut found = self.state().some_asked(own);
        found.truncate(most(limit));
        Ok(found)
    }

    async fn list_asked(
        &self,
        tenant: &TenantId,
        filter: AskedFilter<'_>,
    ) -> Result<Vec<StoredAsked>, StoreError> {
        let wanted = |kept: &KeptAsked| {
            let new = &kept.new;
            kept.tenant == *tenant
                && (&new.app, &new.instance) == (filter.app, filter.instance)
                && filter.before.is_none_or(|before| kept.sequence < before)
                && filter.state.is_none_or(|state| new.asked.state == state)
                && filter.event.is_none_or(|event| new.event == event)
                && filter.contact.is_none_or(|contact| kept.contact == Some(contact))
        };
        let mut found = self.state().some_asked(wanted);
        found.truncate(most(filter.limit));
        Ok(found)
    }

    async fn look_later(&self, id: &InvitationId, at: Moment) -> Result<(), StoreError> {
        let mut state = self.state();
        let found = state.asked.iter_mut().find(|kept| kept.new.asked.id == *id);
        if let Some(due) = found.and_then(|kept| kept.new.asked.next_due.as_mut()) {
            *due = at;
        }
        Ok(())
    }

    async fn due_asked(&self, limit: u32, now: Moment) -> Result<Vec<StoredAsked>, StoreError> {
        let state = self.state();
        let due = |kept: &KeptAsked| {
            kept.new.asked.next_due.is_some_and(|due| due <= now) && !state.is_paused(kept)
        };
        let mut found = state.some_asked(due);
        found.sort_by_key(|one| one.next_due);
        found.truncate(most(limit));
        Ok(found)
    }

    async fn remove_asked(&self, limit: u32, before: Moment) -> Result<u32, StoreError> {
        let mut state = self.state();
        let is_closed = |kept: &&KeptAsked| {
            let young = |one: &KeptMessage| one.asked == kept.new.asked.id && one.closes >= before;
            let waits = kept.new.asked.next_due.is_some() || state.messages.iter().any(young);
            !waits && kept.new.made_at < before
        };
        let mut closed: Vec<_> = state.asked.iter().filter(is_closed).collect();
        closed.sort_by_key(|kept| kept.new.made_at);
        closed.truncate(most(limit));
        let closed: Vec<_> = closed
            .into_iter()
            .map(|kept| (kept.new.asked.id.clone(), kept.tenant.clone(), kept.contact))
            .collect();
        for (id, tenant, contact) in &closed {
            state.messages.retain(|kept| kept.asked != *id);
            state.linked.retain(|one| one.asked != *id);
            state.asked.retain(|kept| kept.new.asked.id != *id);
            let Some(contact) = *contact else { continue };
            let own = |kept: &KeptAsked| kept.tenant == *tenant && kept.contact == Some(contact);
            let is_theirs =
                |kept: &super::contacts::KeptContact| (&kept.tenant, kept.id) == (tenant, contact);
            let is_told =
                state.contacts.iter().any(|kept| is_theirs(kept) && kept.profile.is_some());
            if !is_told && !state.asked.iter().any(own) {
                state.contacts.retain(|kept| !is_theirs(kept));
                state.subjects.remove(&(tenant.clone(), contact));
            }
        }
        Ok(u32::try_from(closed.len()).unwrap_or(u32::MAX))
    }

    async fn change_person(&self, change: &PersonChange) -> Result<AskedChanged, StoreError> {
        let mut state = self.state();
        if !state.takes(change) {
            return Ok(AskedChanged::Meanwhile);
        }
        state.change(change);
        Ok(AskedChanged::Done)
    }

    async fn answer(
        &self,
        survey: &SurveyId,
        record: &Record,
        change: &PersonChange,
    ) -> Result<Answering, StoreError> {
        // Whether it was kept before weighs more than how the invitation stands.
        let there = self.state().is_complete(survey, record.id);
        if !there && !self.state().takes(change) {
            return Ok(Answering::Meanwhile);
        }
        let outcome = self.append(survey, record).await?;
        if matches!(outcome, Append::Now(_)) {
            self.state().change(change);
        }
        Ok(Answering::Response(outcome))
    }
}

impl MessageStore for MemoryStore {
    async fn claim_messages(
        &self,
        channel: Channel,
        limit: u32,
        now: Moment,
    ) -> Result<Vec<ClaimedMessage>, StoreError> {
        let mut state = self.state();
        let paused = state.asked.iter().filter(|kept| state.is_paused(kept));
        let paused: Vec<_> = paused.map(|kept| kept.new.asked.id.clone()).collect();
        let leased = now.unix_millis().saturating_add(Resend::LEASE_MS.into());
        let is_free = |kept: &&mut KeptMessage| {
            let open = kept.next_at <= now && now < kept.closes;
            kept.ended_at.is_none() && open && kept.name.channel == channel
        };
        let mut free: Vec<_> = state.messages.iter_mut().filter(is_free).collect();
        free.retain(|kept| !paused.contains(&kept.asked));
        free.sort_by_key(|kept| kept.next_at);
        let claimed = free.into_iter().take(most(limit)).map(|kept| {
            kept.attempts += 1;
            kept.next_at = Moment::from_unix_millis(leased);
            kept.claimed()
        });
        Ok(claimed.collect())
    }

    async fn find_message(&self, id: &MailId) -> Result<Option<StoredMessage>, StoreError> {
        let state = self.state();
        let found = state.messages.iter().find(|kept| kept.id == *id);
        Ok(found.map(|kept| StoredMessage {
            message: kept.claimed(),
            is_over: kept.ended_at.is_some(),
        }))
    }
}
