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

/// A time that is to be taken, in microseconds.
#[derive(Clone, Copy)]
struct Time {
    now: u64,
    takes: u64,
    ahead: u64,
    /// From when on the clock was put back.
    put_back: u64,
}

impl Time {
    fn of(Hashing { takes_us: takes, ahead_us }: Hashing, now: Moment) -> Self {
        // A store that has given all it may still gives one.
        let ahead = ahead_us.max(takes);
        let now = now.unix_millis().saturating_mul(1000);
        let put_back = now.saturating_add(ahead).saturating_add(OVERTAKEN_US);
        Self { now, takes, ahead, put_back }
    }

    /// Whether there is some, if all before `free_at` is taken.
    fn is_there(self, free_at: u64) -> bool {
        let Self { now, takes, ahead, put_back } = self;
        let end = free_at.max(now).saturating_add(takes);
        free_at > put_back || end <= now.saturating_add(ahead)
    }

    /// When there will be some.
    fn wait(self, free_at: u64) -> Attempted {
        let enough = free_at.saturating_add(self.takes).saturating_sub(self.ahead);
        Attempted::WaitUntil(moment(enough))
    }
}

const fn moment(us: u64) -> Moment {
    Moment::from_unix_millis(us.div_ceil(1000))
}

impl<C: SqlConnection> SqlStore<C> {
    /// Takes time for hashing, and says when it begins; or when there will be some.
    async fn take_time(&self, time: Time) -> Result<Attempted, StoreError> {
        let Time { now, takes, ahead, put_back } = time;
        let parameters = vec![now.into(), takes.into(), ahead.into(), put_back.into()];
        if let Some(mut taken) = self.first(TAKE_TIME, parameters).await? {
            let begins = taken.number::<u64>()?.saturating_sub(takes);
            let at_once = begins <= now;
            return Ok(if at_once { Attempted::Free } else { Attempted::FreeFrom(moment(begins)) });
        }
        let free_at = self.time_taken().await?;
        free_at.map(|us| time.wait(us)).ok_or(StoreError::Unreadable("no time was taken"))
    }

    /// Until when time for hashing is taken, in microseconds, if any was.
    async fn time_taken(&self) -> Result<Option<u64>, StoreError> {
        let row = self.first(READ_TIME, Vec::new()).await?;
        row.map(|mut row| row.number()).transpose()
    }
}

impl<C: SqlConnection> AttemptStore for SqlStore<C> {
    async fn attempt(
        &self,
        by: &[(AttemptBy, Allowance)],
        (notice, hashing): (Option<&NewMail>, Option<Hashing>),
        now: Moment,
    ) -> Result<Attempted, StoreError> {
        let time = hashing.map(|hashing| Time::of(hashing, now));
        // Before anything is locked: where very many sign in at once, those who come in vain hold up nobody who writes.
        if let Some(time) = time {
            let taken = self.time_taken().await?;
            if let Some(free_at) = taken.filter(|free_at| !time.is_there(*free_at)) {
                return Ok(time.wait(free_at));
            }
        }
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
            let attempted = match time {
                Some(time) => self.take_time(time).await?,
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
