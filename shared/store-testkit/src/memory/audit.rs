//! The audit log in memory.

use contract::Moment;
use contract::message::{AuditEntry, AuditHead, AuditQuery, Limit};
use credential::{KeyRing, TenantId};
use store::{
    AUDIT_FORGOTTEN_AT_ONCE, AUDIT_RETENTION_SECONDS, AuditDraft, AuditListed, AuditMark,
    AuditOrder, AuditPiece, AuditStore, StoreError,
};
use survey::SurveyId;

use super::{MemoryStore, State};

/// One tenant's log.
#[derive(Default)]
pub(super) struct Log {
    entries: Vec<AuditEntry>,
    head: Option<AuditHead>,
}

impl State {
    fn log(&self, tenant: &TenantId) -> Option<&Log> {
        self.audit.get(tenant.as_str())
    }

    fn add_entry(&mut self, keys: &KeyRing, draft: &AuditDraft) {
        let log = self.audit.entry(draft.log().to_owned()).or_default();
        let head = log.head.as_ref();
        let newest = head.map_or_else(AuditMark::start, AuditMark::newest);
        let mut anchor = head.map_or_else(AuditMark::start, AuditMark::anchor);
        let entry = draft.entry(&newest);
        let an_hour_ago = draft.at.moved_by_seconds(-3600).rfc3339();
        let told = |there: &AuditEntry| {
            (&there.actor, &there.action) == (&entry.actor, &entry.action)
                && there.time > an_hour_ago
        };
        if draft.action.is_told_once_an_hour() && log.entries.iter().any(told) {
            return;
        }
        let kept_since = match draft.tenant {
            Some(_) => draft.at.moved_by_seconds(-AUDIT_RETENTION_SECONDS),
            None => Moment::from_unix_millis(u64::MAX),
        };
        let kept_since = kept_since.rfc3339();
        let old = log.entries.iter().take_while(|there| there.time < kept_since);
        let old = old.take(AUDIT_FORGOTTEN_AT_ONCE as usize).count();
        if let Some(last) = log.entries.drain(..old).next_back() {
            anchor = AuditMark::of(&last);
        }
        log.head = Some(AuditMark::of(&entry).head(draft.log(), anchor, Some(keys)));
        log.entries.push(entry);
    }
}

fn is_asked_for(entry: &AuditEntry, query: &AuditQuery) -> bool {
    let AuditQuery { since, until, actor, action, object, .. } = query;
    since.as_ref().is_none_or(|since| entry.time.as_str() >= since.as_str())
        && until.as_ref().is_none_or(|until| entry.time.as_str() < until.as_str())
        && actor.as_ref().is_none_or(|actor| entry.actor == actor.as_str())
        && action.is_none_or(|action| entry.action == action.as_str())
        && object.as_ref().is_none_or(|object| entry.object == object.as_str())
}

impl AuditStore for MemoryStore {
    async fn recorded<T>(
        &self,
        keys: &KeyRing,
        work: impl AsyncFnOnce() -> Result<(T, Option<AuditDraft>), StoreError>,
    ) -> Result<T, StoreError> {
        let (outcome, draft) = work().await?;
        if let Some(draft) = draft {
            self.state().add_entry(keys, &draft);
        }
        Ok(outcome)
    }

    async fn list_audit(
        &self,
        tenant: &TenantId,
        query: &AuditQuery,
        order: AuditOrder,
        after: Option<u64>,
    ) -> Result<AuditListed, StoreError> {
        let state = self.state();
        let all = state.log(tenant).map(|log| log.entries.as_slice()).unwrap_or_default();
        let asked = all.iter().filter(|entry| is_asked_for(entry, query));
        let limit = usize::from(query.stretch.limit.number());
        let entries: Vec<_> = match order {
            AuditOrder::OldestFirst => asked
                .filter(|entry| after.is_none_or(|after| entry.sequence > after))
                .take(limit)
                .cloned()
                .collect(),
            AuditOrder::NewestFirst => asked
                .rev()
                .filter(|entry| after.is_none_or(|after| entry.sequence < after))
                .take(limit)
                .cloned()
                .collect(),
        };
        let next = entries.last().filter(|_| entries.len() == limit).map(|last| last.sequence);
        Ok(AuditListed { entries, next })
    }

    async fn read_audit_head(&self, tenant: &TenantId) -> Result<Option<AuditHead>, StoreError> {
        Ok(self.state().log(tenant).and_then(|log| log.head.clone()))
    }

    async fn read_audit_piece(
        &self,
        tenant: &TenantId,
        after: Option<u64>,
        limit: Limit,
    ) -> Result<AuditPiece, StoreError> {
        let state = self.state();
        let empty = Log::default();
        let log = state.log(tenant).unwrap_or(&empty);
        let anchor = log.head.as_ref().map_or_else(AuditMark::start, AuditMark::anchor);
        let after = after.unwrap_or(anchor.sequence);
        let there = log.entries.iter().find(|entry| entry.sequence == after).map(AuditMark::of);
        let before = if anchor.sequence == after { Some(anchor) } else { there };
        let later = log.entries.iter().filter(|entry| entry.sequence > after);
        let entries = later.take(usize::from(limit.number())).cloned().collect();
        Ok(AuditPiece { head: log.head.clone(), before, entries })
    }

    async fn tenant_of(&self, survey: &SurveyId) -> Result<Option<TenantId>, StoreError> {
        Ok(self.state().surveys.get(survey).map(|kept| kept.tenant.clone()))
    }
}
