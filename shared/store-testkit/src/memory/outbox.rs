//! Mails that are to be sent, in memory.

use contract::Moment;
use contract::message::{MailFailure, MailStatus};
use credential::MailId;
use store::{ClaimedMail, MailStanding, NewMail, OutboxStore, Resend, StoreError};

use super::{KeptMail, MemoryStore, State};

impl State {
    pub(super) fn put_mail(&mut self, mail: &NewMail, now: Moment) {
        let repeats = |kept: &KeptMail| kept.mail.id == mail.id;
        let since = now.unix_millis().saturating_sub(mail.quiet_ms.into());
        let quiet = |kept: &KeptMail| {
            let same = kept.mail.user == mail.user && kept.mail.kind == mail.kind;
            mail.quiet_ms > 0 && same && kept.made_at.unix_millis() > since
        };
        let is_quiet = mail.user.is_some() && self.outbox.iter().any(quiet);
        if is_quiet || self.outbox.iter().any(repeats) {
            return;
        }
        self.outbox.push(KeptMail {
            mail: mail.clone(),
            attempts: 0,
            made_at: now,
            next_at: now,
            ended_at: mail.user.is_none().then_some(now),
            failure: None,
        });
    }

    fn mail(&mut self, id: &MailId) -> Option<&mut KeptMail> {
        self.outbox.iter_mut().find(|kept| kept.mail.id == *id)
    }

    fn give_up(&mut self, now: Moment) {
        for kept in self.outbox.iter_mut().filter(|kept| kept.is_free(now)) {
            if kept.mail.expires_at <= now || kept.attempts >= Resend::MAX_ATTEMPTS {
                kept.failure.get_or_insert(MailStatus::passing(4, 7));
                kept.end(now);
            }
        }
        let forgotten = now.unix_millis().saturating_sub(Resend::REMEMBERED_MS);
        self.outbox.retain(|kept| {
            let late = kept.ended_at.is_some_and(|at| at.unix_millis() <= forgotten);
            kept.mail.user.is_some() && !late
        });
    }
}

impl KeptMail {
    fn is_free(&self, now: Moment) -> bool {
        self.ended_at.is_none() && self.next_at <= now
    }

    fn end(&mut self, now: Moment) {
        self.ended_at = Some(now);
        self.mail.content.clear();
    }
}

impl OutboxStore for MemoryStore {
    async fn put_mail(&self, mail: &NewMail, now: Moment) -> Result<(), StoreError> {
        self.state().put_mail(mail, now);
        Ok(())
    }

    async fn claim_mail(&self, limit: u32, now: Moment) -> Result<Vec<ClaimedMail>, StoreError> {
        let mut state = self.state();
        state.give_up(now);
        let leased = now.unix_millis().saturating_add(Resend::LEASE_MS.into());
        let mut free: Vec<_> = state.outbox.iter_mut().filter(|kept| kept.is_free(now)).collect();
        free.sort_by_key(|kept| kept.next_at);
        let claimed = free.into_iter().take(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(claimed
            .map(|kept| {
                kept.attempts += 1;
                kept.next_at = Moment::from_unix_millis(leased);
                let content = kept.mail.content.clone();
                ClaimedMail { id: kept.mail.id.clone(), attempt: kept.attempts, content }
            })
            .collect())
    }

    async fn mail_sent(&self, id: &MailId, now: Moment) -> Result<bool, StoreError> {
        let mut state = self.state();
        let kept = state.mail(id);
        let kept = kept.filter(|kept| kept.ended_at.is_none() || kept.failure.is_some());
        Ok(kept
            .map(|kept| {
                kept.failure = None;
                kept.end(now);
            })
            .is_some())
    }

    async fn mail_failed(
        &self,
        id: &MailId,
        failure: MailFailure,
        again_at: Moment,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let MailFailure { attempt, status } = failure;
        let mut state = self.state();
        let kept = state.mail(id);
        let kept = kept.filter(|kept| kept.ended_at.is_none() && kept.attempts == attempt);
        Ok(kept
            .map(|kept| {
                kept.failure = Some(status);
                if status.is_final() { kept.end(now) } else { kept.next_at = again_at }
            })
            .is_some())
    }

    async fn read_mail(&self, id: &MailId) -> Result<Option<MailStanding>, StoreError> {
        let mut state = self.state();
        Ok(state.mail(id).map(|kept| match (kept.ended_at, kept.failure) {
            (None, _) => MailStanding::Waiting { attempts: kept.attempts, next_at: kept.next_at },
            (Some(_), None) => MailStanding::Sent,
            (Some(_), Some(status)) => MailStanding::Failed(status),
        }))
    }
}
