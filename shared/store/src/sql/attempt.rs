//! Attempts to sign in over SQL.

use contract::Moment;

use crate::sql::End;
use crate::{
    Allowance, AttemptBy, AttemptStore, Attempted, Hashing, NewMail, SqlConnection, SqlStore,
    SqlValue, StoreError,
};

/// This one statement decides whether an attempt may go on, and counts it if it may. One that need not
/// wait goes on even if one of a later moment was counted before it. Parameters: who,
/// the moment, then an [`Allowance`]: when it forgets, the free attempts, the count at which waits
/// are the longest, the longest and the first wait.
const ATTEMPT: &str = "INSERT INTO sign_in_attempts (who, count, last_at) VALUES (?1, 1, ?2) \
     ON CONFLICT (who) DO UPDATE SET last_at = max(sign_in_attempts.last_at, ?2), count = CASE \
     WHEN sign_in_attempts.last_at + ?3 <= ?2 THEN 1 ELSE sign_in_attempts.count + 1 END \
     WHERE sign_in_attempts.count < ?4 OR sign_in_attempts.last_at + CASE \
     WHEN sign_in_attempts.count >= ?5 THEN ?6 \
     ELSE ?7 << (sign_in_attempts.count - ?4) END <= ?2 RETURNING count";

const READ: &str = "SELECT count, last_at FROM sign_in_attempts WHERE who = ?1";

/// What is older counts to nothing any more.
const FORGET: &str = "DELETE FROM sign_in_attempts WHERE last_at < ?1";

const FORGET_ALL: &str = "DELETE FROM sign_in_attempts WHERE who = ?1";

const TAKE_BACK: &str =
    "UPDATE sign_in_attempts SET count = count - 1 WHERE who = ?1 AND count > 0";

/// This one statement takes time for hashing, from when it is free. Where far more
/// is taken than is ever given ahead, the clock was put back, and time begins anew. Parameters in
/// microseconds: now, what is taken, how far ahead, and from when on the clock was put back.
const TAKE_TIME: &str = "INSERT INTO hashing (id, free_at_us) VALUES (1, ?1 + ?2) \
     ON CONFLICT (id) DO UPDATE SET free_at_us = CASE \
     WHEN hashing.free_at_us > ?4 THEN ?1 ELSE max(hashing.free_at_us, ?1) END + ?2 \
     WHERE hashing.free_at_us > ?4 OR max(hashing.free_at_us, ?1) + ?2 <= ?1 + ?3 RETURNING free_at_us";

/// By how much requests may overtake each other, in microseconds.
const OVERTAKEN_US: u64 = 10_000_000;

const READ_TIME: &str = "SELECT free_at_us FROM hashing";

fn parameters(by: &AttemptBy, allowance: Allowance, now: Moment) -> Vec<SqlValue> {
    let Allowance { free, first_wait_ms, longest_wait_ms, forgotten_after_ms } = allowance;
    vec![
        by.as_slice().into(),
        now.into(),
        forgotten_after_ms.into(),
        free.into(),
        free.saturating_add(allowance.doublings()).into(),
        longest_wait_ms.into(),
        first_wait_ms.into(),
    ]
}

impl<C: SqlConnection> SqlStore<C> {
    /// When the next attempt may come.
    async fn free_at(&self, by: &AttemptBy, allowance: Allowance) -> Result<Moment, StoreError> {
        let row = self.first(READ, vec![by.as_slice().into()]).await?;
        let mut row = row.ok_or(StoreError::Unreadable("attempts that were not counted"))?;
        let (count, last_at) = (row.number()?, row.moment()?);
        let wait = u64::from(allowance.wait_ms(count));
        Ok(Moment::from_unix_millis(last_at.unix_millis().saturating_add(wait)))
    }
}

impl<C: SqlConnection> SqlStore<C> {
    /// Takes time for hashing, and says when it begins; or when there will be some.
    async fn take_time(
        &self,
        Hashing { takes_us, ahead_us }: Hashing,
        now: Moment,
    ) -> Result<Attempted, StoreError> {
        // A store that has given all it may still gives one.
        let ahead_us = ahead_us.max(takes_us);
        let now_us = now.unix_millis().saturating_mul(1000);
        let put_back_us = now_us.saturating_add(ahead_us).saturating_add(OVERTAKEN_US);
        let parameters = vec![now_us.into(), takes_us.into(), ahead_us.into(), put_back_us.into()];
        let moment = |us: u64| Moment::from_unix_millis(us.div_ceil(1000));
        if let Some(mut taken) = self.first(TAKE_TIME, parameters).await? {
            let begins_us = taken.number::<u64>()?.saturating_sub(takes_us);
            let at_once = begins_us <= now_us;
            return Ok(if at_once {
                Attempted::Free
            } else {
                Attempted::FreeFrom(moment(begins_us))
            });
        }
        let row = self.first(READ_TIME, Vec::new()).await?;
        let free_us: u64 = row.ok_or(StoreError::Unreadable("no time was taken"))?.number()?;
        let enough_us = free_us.saturating_add(takes_us).saturating_sub(ahead_us);
        Ok(Attempted::WaitUntil(moment(enough_us)))
    }
}

impl<C: SqlConnection> AttemptStore for SqlStore<C> {
    async fn attempt(
        &self,
        by: &[(AttemptBy, Allowance)],
        (notice, hashing): (Option<&NewMail>, Option<Hashing>),
        now: Moment,
    ) -> Result<Attempted, StoreError> {
        self.transaction(async || {
            let mut notice = notice;
            for (by, allowance) in by {
                let counted = self.first(ATTEMPT, parameters(by, *allowance, now)).await?;
                let Some(mut counted) = counted else {
                    let free_at = self.free_at(by, *allowance).await?;
                    return Ok(End::RollBack(Attempted::WaitUntil(free_at)));
                };
                let is_first_beyond = counted.number::<u32>()? == allowance.free.saturating_add(1);
                // Only the first of them has a notice.
                if let Some(notice) = notice.take().filter(|_| is_first_beyond) {
                    self.write_mail(notice, now).await?;
                }
            }
            let attempted = match hashing {
                Some(hashing) => self.take_time(hashing, now).await?,
                None => Attempted::Free,
            };
            if let Attempted::WaitUntil(_) = attempted {
                return Ok(End::RollBack(attempted));
            }
            let longest = by.iter().map(|(_, allowance)| allowance.forgotten_after_ms).max();
            let old = now.unix_millis().saturating_sub(longest.unwrap_or_default().into());
            self.rows(FORGET, vec![Moment::from_unix_millis(old).into()]).await?;
            Ok(End::Commit(attempted))
        })
        .await
    }

    async fn attempt_succeeded(
        &self,
        whole: &AttemptBy,
        part: Option<&AttemptBy>,
    ) -> Result<(), StoreError> {
        let mut statements = vec![(FORGET_ALL, vec![whole.as_slice().into()])];
        statements.extend(part.map(|part| (TAKE_BACK, vec![part.as_slice().into()])));
        self.together(statements).await
    }
}
