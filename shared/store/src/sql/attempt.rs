//! Attempts to sign in over SQL.

use contract::Moment;

use crate::sql::End;
use crate::{
    Allowance, AttemptBy, AttemptStore, Attempted, NewMail, SqlConnection, SqlStore, SqlValue,
    StoreError,
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

impl<C: SqlConnection> AttemptStore for SqlStore<C> {
    async fn attempt(
        &self,
        by: &[(AttemptBy, Allowance)],
        notice: Option<&NewMail>,
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
            let longest = by.iter().map(|(_, allowance)| allowance.forgotten_after_ms).max();
            let old = now.unix_millis().saturating_sub(longest.unwrap_or_default().into());
            self.rows(FORGET, vec![Moment::from_unix_millis(old).into()]).await?;
            Ok(End::Commit(Attempted::Free))
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
