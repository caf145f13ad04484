//! The audit log over SQL.
//!
//! Whoever adds an entry has the write lock from the beginning of the transaction on: what is read
//! of the chain's end holds until the entry is there.

use ::survey::SurveyId;
use contract::Moment;
use contract::message::{
    AuditAction, AuditEntry, AuditHead, AuditName, AuditQuery, AuditTime, Limit,
};
use credential::{KeyRing, TenantId};

use crate::audit::{
    AUDIT_FORGOTTEN_AT_ONCE, AUDIT_RETENTION_SECONDS, AuditDraft, AuditListed, AuditMark,
    AuditOrder, AuditPiece, AuditStore, head_fits, walk,
};
use crate::sql::Bounds;
use crate::sql::row::Row;
use crate::{SqlConnection, SqlStore, SqlValue, StoreError};

/// How far one listing looks through the log, in entries: however few of them are asked for, an
/// answer takes no longer than this.
const LOOKED_THROUGH: u32 = 10_000;

/// How far back an entry that is told once an hour is looked for.
const LOOKED_BACK: u32 = 1000;

const HOUR_SECONDS: i64 = 60 * 60;

/// The columns of an entry, in the order [`entry`] reads them. They are read as what they are to be:
/// what somebody altered is to be found by its hash, not by a failure.
macro_rules! columns {
    () => {
        "SELECT tenant, sequence, CAST(time AS TEXT), CAST(actor AS TEXT), CAST(action AS TEXT), \
         CAST(object AS TEXT), CAST(origin AS TEXT), CAST(request AS TEXT), \
         CAST(outcome AS TEXT), CAST(hash AS TEXT) FROM audit_entries "
    };
}

macro_rules! list {
    ($bounds:literal, $order:literal) => {
        concat!(
            columns!(),
            "WHERE tenant = ?1 AND ",
            $bounds,
            " AND (?4 IS NULL OR time >= ?4) AND (?5 IS NULL OR time < ?5) \
             AND (?6 IS NULL OR actor = ?6) AND (?7 IS NULL OR action = ?7) \
             AND (?8 IS NULL OR object = ?8) ORDER BY sequence ",
            $order,
            " LIMIT ?9"
        )
    };
}

const OLDEST_FIRST: &str = list!("sequence > ?2 AND sequence <= ?3", "ASC");
const NEWEST_FIRST: &str = list!("sequence < ?2 AND sequence >= ?3", "DESC");

const AFTER: &str =
    concat!(columns!(), "WHERE tenant = ?1 AND sequence > ?2 ORDER BY sequence LIMIT ?3");

const NEWEST: &str = concat!(columns!(), "WHERE tenant = ?1 ORDER BY sequence DESC LIMIT 1");

const OF_NUMBER: &str = concat!(columns!(), "WHERE tenant = ?1 AND sequence = ?2");

const ADD: &str = "INSERT INTO audit_entries \
     (tenant, sequence, time, actor, action, object, origin, request, outcome, hash) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

const HEAD: &str = "SELECT tenant, sequence, hash, anchor_sequence, anchor_hash, seal \
     FROM audit_heads WHERE tenant = ?1";

const PUT_HEAD: &str = "INSERT INTO audit_heads \
     (tenant, sequence, hash, anchor_sequence, anchor_hash, seal) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
     ON CONFLICT (tenant) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash, \
     anchor_sequence = excluded.anchor_sequence, anchor_hash = excluded.anchor_hash, \
     seal = excluded.seal";

const TOLD: &str = "SELECT 1 FROM audit_entries WHERE tenant = ?1 AND sequence > ?2 \
     AND time > ?3 AND actor = ?4 AND action = ?5 LIMIT 1";

const OLD: &str =
    concat!(columns!(), "WHERE tenant = ?1 AND sequence <= ?2 ORDER BY sequence LIMIT ?3");

const FORGET: &str = "DELETE FROM audit_entries WHERE tenant = ?1 AND sequence <= ?2";

const TENANT_OF: &str = "SELECT tenant FROM surveys WHERE id = ?1";

fn entry(row: &mut Row) -> Result<AuditEntry, StoreError> {
    Ok(AuditEntry {
        tenant: row.text()?,
        sequence: row.number()?,
        time: row.text()?,
        actor: row.text()?,
        action: row.text()?,
        object: row.text()?,
        origin: row.text()?,
        request: row.text()?,
        outcome: row.text()?,
        hash: row.text()?,
    })
}

fn head(row: &mut Row) -> Result<AuditHead, StoreError> {
    Ok(AuditHead {
        tenant: row.text()?,
        sequence: row.number()?,
        hash: row.text()?,
        anchor_sequence: row.number()?,
        anchor_hash: row.text()?,
        seal: row.text()?,
    })
}

impl<C: SqlConnection> SqlStore<C> {
    async fn entries(
        &self,
        statement: &str,
        parameters: Vec<SqlValue>,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        let rows = self.rows(statement, parameters).await?;
        rows.into_iter().map(|mut row| entry(&mut row)).collect()
    }

    async fn head(&self, log: &str) -> Result<Option<AuditHead>, StoreError> {
        let row = self.first(HEAD, vec![log.into()]).await?;
        row.map(|mut row| head(&mut row)).transpose()
    }

    async fn put_head(&self, head: &AuditHead) -> Result<(), StoreError> {
        let parameters = vec![
            head.tenant.as_str().into(),
            head.sequence.into(),
            head.hash.as_str().into(),
            head.anchor_sequence.into(),
            head.anchor_hash.as_str().into(),
            head.seal.as_str().into(),
        ];
        self.rows(PUT_HEAD, parameters).await.map(|_| ())
    }

    /// Adds an entry, in a transaction of the caller's, and lets go what is too old.
    async fn add_entry(&self, keys: &KeyRing, draft: &AuditDraft) -> Result<(), StoreError> {
        let log = draft.log();
        let end = self.chain_end(log, keys).await?;
        if draft.action.is_told_once_an_hour() && self.was_told(draft, &end.newest).await? {
            return Ok(());
        }
        let entry = draft.entry(&end.newest);
        let parameters = vec![
            log.into(),
            entry.sequence.into(),
            entry.time.as_str().into(),
            entry.actor.as_str().into(),
            entry.action.as_str().into(),
            entry.object.as_str().into(),
            entry.origin.as_str().into(),
            entry.request.as_str().into(),
            entry.outcome.as_str().into(),
            entry.hash.as_str().into(),
        ];
        self.rows(ADD, parameters).await?;
        let kept_since = match draft.tenant {
            Some(_) => draft.at.moved_by_seconds(-AUDIT_RETENTION_SECONDS),
            // Nobody's log is written for the time that it takes.
            None => Moment::from_unix_millis(u64::MAX),
        };
        let anchor = self.forget(end.anchor, &entry, kept_since).await?;
        let keys = end.is_sealed.then_some(keys);
        self.put_head(&AuditMark::of(&entry).head(log, anchor, keys)).await
    }

    /// Ends a transaction with an entry, if there is one to add; an error if what was to be told of
    /// has failed. It is apart from what is told of, and so is there once.
    async fn end_recorded(
        &self,
        bounds: &Bounds,
        keys: &KeyRing,
        draft: Result<Option<&AuditDraft>, &StoreError>,
    ) -> Result<(), StoreError> {
        let added = match draft {
            Ok(Some(draft)) => self.add_entry(keys, draft).await,
            Ok(None) => Ok(()),
            Err(_) => return self.end(bounds, false).await,
        };
        let ended = self.end(bounds, added.is_ok()).await;
        added.and(ended)
    }

    /// Where a chain ends. If somebody else wrote its head, or took its end away, it goes on all the
    /// same, and its head is not sealed from then on.
    async fn chain_end(&self, log: &str, keys: &KeyRing) -> Result<ChainEnd, StoreError> {
        let last = self.entries(NEWEST, vec![log.into()]).await?.first().map(AuditMark::of);
        let Some(head) = self.head(log).await? else {
            let is_sealed = last.is_none();
            let newest = last.unwrap_or_else(AuditMark::start);
            return Ok(ChainEnd { newest, anchor: AuditMark::start(), is_sealed });
        };
        let (newest, anchor) = (AuditMark::newest(&head), AuditMark::anchor(&head));
        let last = last.unwrap_or_else(|| anchor.clone());
        let is_sealed = head_fits(&head, keys) && last == newest;
        let newest = if last.sequence > newest.sequence { last } else { newest };
        Ok(ChainEnd { newest, anchor, is_sealed })
    }

    /// Whether the same was told within the last hour.
    async fn was_told(&self, draft: &AuditDraft, newest: &AuditMark) -> Result<bool, StoreError> {
        let parameters = vec![
            draft.log().into(),
            newest.sequence.saturating_sub(LOOKED_BACK.into()).into(),
            draft.at.moved_by_seconds(-HOUR_SECONDS).rfc3339().as_str().into(),
            draft.actor.to_string().as_str().into(),
            draft.action.as_str().into(),
        ];
        Ok(self.first(TOLD, parameters).await?.is_some())
    }

    /// Lets go entries from before `kept_since`, from the old end, and gives what the chain begins
    /// after. What does not fit stays, however old it says it is: it is to be found.
    async fn forget(
        &self,
        anchor: AuditMark,
        newest: &AuditEntry,
        kept_since: Moment,
    ) -> Result<AuditMark, StoreError> {
        let log = newest.tenant.as_str();
        let kept_since = kept_since.rfc3339();
        let before_newest = newest.sequence.saturating_sub(1);
        let old = |limit: u32| vec![log.into(), before_newest.into(), limit.into()];
        let is_old = |entry: &AuditEntry| entry.time < kept_since;
        // Nearly always nothing is old: one look at one entry tells.
        if !self.entries(OLD, old(1)).await?.first().is_some_and(is_old) {
            return Ok(anchor);
        }
        let mut old = self.entries(OLD, old(AUDIT_FORGOTTEN_AT_ONCE)).await?;
        old.truncate(old.iter().take_while(|entry| is_old(entry)).count());
        let Ok(last) = walk(anchor.clone(), &old) else { return Ok(anchor) };
        self.rows(FORGET, vec![log.into(), last.sequence.into()]).await?;
        Ok(last)
    }

    /// The entry of a number, or what is left of it.
    async fn mark(
        &self,
        log: &str,
        sequence: u64,
        head: Option<&AuditHead>,
    ) -> Result<Option<AuditMark>, StoreError> {
        let anchor = head.map_or_else(AuditMark::start, AuditMark::anchor);
        if anchor.sequence == sequence {
            return Ok(Some(anchor));
        }
        let found = self.entries(OF_NUMBER, vec![log.into(), sequence.into()]).await?;
        Ok(found.first().map(AuditMark::of))
    }
}

/// Where the next entry goes.
struct ChainEnd {
    newest: AuditMark,
    anchor: AuditMark,
    is_sealed: bool,
}

impl<C: SqlConnection> AuditStore for SqlStore<C> {
    async fn recorded<T>(
        &self,
        keys: &KeyRing,
        work: impl AsyncFnOnce() -> Result<(T, Option<AuditDraft>), StoreError>,
    ) -> Result<T, StoreError> {
        let bounds = self.begin().await?;
        let worked = work().await;
        let draft = worked.as_ref().map(|(_, draft)| draft.as_ref());
        let ended = self.end_recorded(bounds, keys, draft).await;
        // If both fail, what was to be told of says more.
        let (outcome, _) = worked?;
        ended.map(|()| outcome)
    }

    async fn list_audit(
        &self,
        tenant: &TenantId,
        query: &AuditQuery,
        order: AuditOrder,
        after: Option<u64>,
    ) -> Result<AuditListed, StoreError> {
        let head = self.head(tenant.as_str()).await?;
        let (oldest, newest) = head.map_or((0, 0), |head| (head.anchor_sequence, head.sequence));
        let far = u64::from(LOOKED_THROUGH);
        let (statement, from, through) = match order {
            AuditOrder::OldestFirst => {
                let from = after.unwrap_or(oldest);
                (OLDEST_FIRST, from, from.saturating_add(far))
            }
            AuditOrder::NewestFirst => {
                let from = after.unwrap_or_else(|| newest.saturating_add(1));
                (NEWEST_FIRST, from, from.saturating_sub(far))
            }
        };
        let limit = query.stretch.limit;
        let parameters = vec![
            tenant.as_str().into(),
            from.into(),
            through.into(),
            query.since.as_ref().map(AuditTime::as_str).into(),
            query.until.as_ref().map(AuditTime::as_str).into(),
            query.actor.as_ref().map(AuditName::as_str).into(),
            query.action.map(AuditAction::as_str).into(),
            query.object.as_ref().map(AuditName::as_str).into(),
            u32::from(limit.number()).into(),
        ];
        let entries = self.entries(statement, parameters).await?;
        let full = entries.len() == usize::from(limit.number());
        let at_end = match order {
            AuditOrder::OldestFirst => through >= newest,
            AuditOrder::NewestFirst => through <= oldest.saturating_add(1),
        };
        let last = entries.last().map(|entry| entry.sequence);
        let next = if full { last } else { (!at_end).then_some(through) };
        Ok(AuditListed { entries, next })
    }

    async fn read_audit_head(&self, tenant: &TenantId) -> Result<Option<AuditHead>, StoreError> {
        self.head(tenant.as_str()).await
    }

    async fn read_audit_piece(
        &self,
        tenant: &TenantId,
        after: Option<u64>,
        limit: Limit,
    ) -> Result<AuditPiece, StoreError> {
        let log = tenant.as_str();
        let head = self.head(log).await?;
        let after = after.or_else(|| head.as_ref().map(|head| head.anchor_sequence)).unwrap_or(0);
        let before = self.mark(log, after, head.as_ref()).await?;
        let parameters = vec![log.into(), after.into(), u32::from(limit.number()).into()];
        let entries = self.entries(AFTER, parameters).await?;
        Ok(AuditPiece { head, before, entries })
    }

    async fn tenant_of(&self, survey: &SurveyId) -> Result<Option<TenantId>, StoreError> {
        let row = self.first(TENANT_OF, vec![survey.as_str().into()]).await?;
        row.map(|mut row| row.parsed()).transpose()
    }
}
