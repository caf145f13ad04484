//! Alerts and their messages, in memory.

use contract::Moment;
use contract::message::{AlertMessageItem, AlertWay, MailFailure, MailStatus};
use credential::{AlertId, MailId, TenantId};
use invite::AlertStanding;
use store::{
    AlertChange, AlertFilter, AlertMessageStore, AlertRest, AlertStore, ClaimedAlertMessage,
    NewAlert, NewAlertMessage, Resend, StoreError, StoredAlert,
};
use survey::{ResponseId, SurveyId};

use super::{MemoryStore, State};

pub(super) struct KeptAlert {
    new: NewAlert,
    sequence: u64,
    standing: AlertStanding,
    revision: u32,
}

impl KeptAlert {
    pub(super) fn stored(&self) -> StoredAlert {
        let NewAlert { id, tenant, app, instance, rule, survey, .. } = &self.new;
        let is_there = self.standing != AlertStanding::Gone;
        let rest = || AlertRest { response: self.new.response, sealed: self.new.sealed.clone() };
        StoredAlert {
            sequence: self.sequence,
            id: id.clone(),
            tenant: tenant.clone(),
            app: app.clone(),
            instance: instance.clone(),
            rule: rule.clone(),
            survey: survey.clone(),
            test: self.new.test,
            raised: self.new.raised,
            standing: self.standing,
            next_due: self.new.next_due,
            revision: self.revision,
            rest: is_there.then(rest),
        }
    }
}

pub(super) struct KeptAlertMessage {
    new: NewAlertMessage,
    alerts: Vec<AlertId>,
    attempts: u32,
    next_at: Moment,
    ended_at: Option<Moment>,
    failure: Option<MailStatus>,
}

impl State {
    pub(super) fn forget_alerts(&mut self, survey: &SurveyId, response: ResponseId) {
        let of = |kept: &&mut KeptAlert| {
            (&kept.new.survey, kept.new.response) == (survey, response)
                && kept.standing != AlertStanding::Gone
        };
        for kept in self.alerts.iter_mut().filter(of) {
            kept.standing = AlertStanding::Gone;
            kept.revision += 1;
            kept.new.next_due = None;
        }
    }

    /// The alerts that a response has raised.
    pub(super) fn alerts_of(&self, survey: &SurveyId, response: ResponseId) -> Vec<StoredAlert> {
        let of = |one: &StoredAlert| {
            one.survey == *survey && one.rest.as_ref().is_some_and(|rest| rest.response == response)
        };
        self.alerts.iter().map(KeptAlert::stored).filter(of).collect()
    }

    fn alert(&mut self, id: &AlertId) -> Option<&mut KeptAlert> {
        self.alerts.iter_mut().find(|kept| kept.new.id == *id)
    }

    fn write_alert_message(&mut self, alert: &AlertId, new: &NewAlertMessage) {
        let same = |kept: &&mut KeptAlertMessage| {
            let bundled = new.bundle.is_some() && kept.new.bundle == new.bundle;
            kept.new.id == new.id || (bundled && kept.attempts == 0 && kept.ended_at.is_none())
        };
        if let Some(kept) = self.alert_messages.iter_mut().find(same) {
            if !kept.alerts.contains(alert) {
                kept.alerts.push(alert.clone());
            }
            return;
        }
        let (new, alerts, next_at) = (new.clone(), vec![alert.clone()], new.opens);
        let (ended_at, failure) = (None, None);
        self.alert_messages.push(KeptAlertMessage {
            new,
            alerts,
            attempts: 0,
            next_at,
            ended_at,
            failure,
        });
    }

    /// The alerts of a message that are not over.
    fn told(&self, kept: &KeptAlertMessage) -> Vec<AlertId> {
        let of = |one: &&KeptAlert| kept.alerts.contains(&one.new.id) && !one.standing.is_over();
        self.alerts.iter().filter(of).map(|one| one.new.id.clone()).collect()
    }

    fn alert_message(&mut self, id: &MailId) -> Option<&mut KeptAlertMessage> {
        self.alert_messages.iter_mut().find(|kept| kept.new.id == *id)
    }
}

fn most(limit: u32) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}

impl AlertStore for MemoryStore {
    async fn raise(&self, alerts: &[NewAlert]) -> Result<(), StoreError> {
        let mut state = self.state();
        for new in alerts {
            let sequence = state.alerts.last().map_or(1, |last| last.sequence + 1);
            let (new, standing) = (new.clone(), AlertStanding::Open);
            state.alerts.push(KeptAlert { new, sequence, standing, revision: 1 });
        }
        Ok(())
    }

    async fn find_alert(&self, id: &AlertId) -> Result<Option<StoredAlert>, StoreError> {
        Ok(self.state().alert(id).map(|kept| kept.stored()))
    }

    async fn list_alerts(
        &self,
        tenant: &TenantId,
        filter: AlertFilter<'_>,
    ) -> Result<(Vec<StoredAlert>, u64), StoreError> {
        let state = self.state();
        let own = state.alerts.iter().map(KeptAlert::stored).filter(|one| {
            one.tenant == *tenant && (&one.app, &one.instance) == (filter.app, filter.instance)
        });
        let mut own: Vec<_> = own.collect();
        let open = own.iter().filter(|one| !one.standing.is_over()).count();
        let place = |one: &StoredAlert| (one.standing.is_over(), u64::MAX - one.sequence);
        own.sort_by_key(place);
        own.retain(|one| {
            let after = filter.after.map(|(over, sequence)| (over, u64::MAX - sequence));
            after.is_none_or(|after| place(one) > after)
                && filter.standing.is_none_or(|standing| one.standing == standing)
        });
        own.truncate(most(filter.limit));
        Ok((own, u64::try_from(open).unwrap_or(u64::MAX)))
    }

    async fn due_alerts(&self, limit: u32, now: Moment) -> Result<Vec<StoredAlert>, StoreError> {
        let state = self.state();
        let due = |kept: &&KeptAlert| kept.new.next_due.is_some_and(|due| due <= now);
        let mut found: Vec<_> = state.alerts.iter().filter(due).map(KeptAlert::stored).collect();
        found.sort_by_key(|one| one.next_due);
        found.truncate(most(limit));
        Ok(found)
    }

    async fn change_alert(&self, change: &AlertChange) -> Result<bool, StoreError> {
        let mut state = self.state();
        let Some(kept) = state.alert(&change.id).filter(|one| one.revision == change.revision)
        else {
            return Ok(false);
        };
        kept.revision += 1;
        kept.standing = change.standing;
        kept.new.next_due = change.next_due;
        kept.new.sealed.clone_from(&change.sealed);
        for message in &change.messages {
            state.write_alert_message(&change.id, message);
        }
        Ok(true)
    }

    async fn look_at_alert_later(&self, id: &AlertId, at: Moment) -> Result<(), StoreError> {
        if let Some(due) = self.state().alert(id).and_then(|kept| kept.new.next_due.as_mut()) {
            *due = at;
        }
        Ok(())
    }
}

impl AlertMessageStore for MemoryStore {
    async fn claim_alert_messages(
        &self,
        way: AlertWay,
        limit: u32,
        now: Moment,
    ) -> Result<Vec<ClaimedAlertMessage>, StoreError> {
        let mut state = self.state();
        let leased = now.unix_millis().saturating_add(Resend::LEASE_MS.into());
        let mut all = core::mem::take(&mut state.alert_messages);
        let waits = |kept: &KeptAlertMessage| kept.ended_at.is_none() && kept.next_at <= now;
        all.retain(|kept| !waits(kept) || !state.told(kept).is_empty());
        for kept in all.iter_mut().filter(|kept| waits(kept)) {
            if kept.new.closes <= now || kept.attempts >= Resend::MAX_ATTEMPTS {
                let over = MailStatus::passing(4, 7);
                (kept.ended_at, kept.failure) = (Some(now), kept.failure.or(Some(over)));
            }
        }
        let mut free: Vec<_> =
            all.iter_mut().filter(|kept| waits(kept) && kept.new.way == way).collect();
        free.sort_by_key(|kept| kept.next_at);
        let mut claimed = Vec::new();
        for kept in free.into_iter().take(most(limit)) {
            kept.attempts += 1;
            kept.next_at = Moment::from_unix_millis(leased);
            let mut alerts = state.told(kept);
            let count = u32::try_from(alerts.len()).unwrap_or(u32::MAX);
            alerts.truncate(most(Self::MOST));
            let NewAlertMessage { id, escalated, sealed, .. } = kept.new.clone();
            let attempt = kept.attempts;
            claimed.push(ClaimedAlertMessage {
                id,
                attempt,
                way,
                escalated,
                sealed,
                alerts,
                count,
            });
        }
        state.alert_messages = all;
        Ok(claimed)
    }

    async fn alert_message_sent(&self, id: &MailId, now: Moment) -> Result<bool, StoreError> {
        let mut state = self.state();
        let found = state.alert_message(id);
        let found = found.filter(|kept| kept.ended_at.is_none() || kept.failure.is_some());
        Ok(found.is_some_and(|kept| {
            (kept.ended_at, kept.failure) = (Some(now), None);
            true
        }))
    }

    async fn alert_message_failed(
        &self,
        id: &MailId,
        failure: MailFailure,
        again_at: Moment,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let mut state = self.state();
        let found = state.alert_message(id);
        let found =
            found.filter(|kept| kept.ended_at.is_none() && kept.attempts == failure.attempt);
        Ok(found.is_some_and(|kept| {
            kept.failure = Some(failure.status);
            if failure.status.is_final() {
                kept.ended_at = Some(now);
            } else {
                kept.next_at = again_at;
            }
            true
        }))
    }

    async fn messages_of_alert(&self, id: &AlertId) -> Result<Vec<AlertMessageItem>, StoreError> {
        let state = self.state();
        let of = state.alert_messages.iter().filter(|kept| kept.alerts.contains(id));
        let mut of: Vec<_> = of.collect();
        of.sort_by_key(|kept| (kept.new.made_at, kept.new.id.as_str()));
        let item = |kept: &KeptAlertMessage| AlertMessageItem {
            way: kept.new.way,
            escalated: kept.new.escalated,
            made_at: kept.new.made_at,
            ended_at: kept.ended_at,
            failure: kept.failure,
        };
        Ok(of.into_iter().map(item).collect())
    }
}
