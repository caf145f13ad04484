//! Second factors over SQL.

use contract::Moment;
use contract::message::{FactorThere, Limit};
use credential::{TenantId, UserId};

use crate::sql::End;
use crate::{
    Factor, FactorStore, NewFactor, RecoveryHash, SqlConnection, SqlStore, SqlValue, StoreError,
};

const FIND: &str = "SELECT secret, added_at FROM second_factors WHERE user = ?1";

const CODES_LEFT: &str = "SELECT count(*) FROM recovery_codes WHERE user = ?1";

/// Of two that add one at the same time one comes too late: the epoch is another.
const MAY_ADD: &str = "UPDATE users SET epoch = epoch + 1 \
     WHERE id = ?1 AND tenant = ?2 AND epoch = ?3 \
     AND NOT EXISTS (SELECT 1 FROM second_factors WHERE user = ?1) RETURNING epoch";

const ADD: &str =
    "INSERT INTO second_factors (user, secret, last_step, added_at) VALUES (?1, ?2, ?3, ?4)";

/// This one statement decides whether a code counts: its step, and every one before it, is used up.
const USE_STEP: &str = "UPDATE second_factors SET last_step = ?4, secret = ?5 \
     WHERE user = ?1 AND last_step < ?4 \
     AND EXISTS (SELECT 1 FROM users WHERE id = ?1 AND tenant = ?2 AND epoch = ?3) RETURNING 1";

/// This one statement decides whether a recovery code counts: it is gone.
const USE_RECOVERY_CODE: &str = "DELETE FROM recovery_codes WHERE user = ?1 AND hash = ?4 \
     AND EXISTS (SELECT 1 FROM users WHERE id = ?1 AND tenant = ?2 AND epoch = ?3) RETURNING 1";

const MAY_RENEW: &str = "SELECT 1 FROM users WHERE id = ?1 AND tenant = ?2 AND epoch = ?3 \
     AND (EXISTS (SELECT 1 FROM second_factors WHERE user = ?1) \
     OR EXISTS (SELECT 1 FROM passkeys WHERE user = ?1))";

const FORGET_CODES: &str = "DELETE FROM recovery_codes WHERE user = ?1";

/// Recovery codes stand in for a second factor of either kind, and for none they are worth nothing.
const FORGET_LAST_CODES: &str = "DELETE FROM recovery_codes WHERE user = ?1 \
     AND NOT EXISTS (SELECT 1 FROM second_factors WHERE user = ?1) \
     AND NOT EXISTS (SELECT 1 FROM passkeys WHERE user = ?1)";

const KEEP_CODE: &str = "INSERT INTO recovery_codes (user, hash) VALUES (?1, ?2)";

const LIST_SECRETS: &str = "SELECT user, secret FROM second_factors WHERE user > ?1 \
     ORDER BY user LIMIT ?2";

const REPLACE_SECRET: &str = "UPDATE second_factors SET secret = ?3 \
     WHERE user = ?1 AND secret = ?2 RETURNING 1";

const MAY_REMOVE: &str = "UPDATE users SET epoch = epoch + 1 \
     WHERE id = ?1 AND tenant = ?2 AND epoch = ?3 \
     AND EXISTS (SELECT 1 FROM second_factors WHERE user = ?1) RETURNING epoch";

const REMOVE: &str = "DELETE FROM second_factors WHERE user = ?1";

/// Who, and at which epoch: the first three parameters.
pub(super) fn parameters((tenant, user): (&TenantId, &UserId), epoch: u32) -> Vec<SqlValue> {
    vec![user.as_str().into(), tenant.as_str().into(), epoch.into()]
}

impl<C: SqlConnection> SqlStore<C> {
    /// Puts recovery codes in the place of those that are there, in a transaction of the caller's.
    pub(super) async fn put_codes(
        &self,
        user: &UserId,
        codes: &[RecoveryHash],
    ) -> Result<(), StoreError> {
        self.rows(FORGET_CODES, vec![user.as_str().into()]).await?;
        for code in codes {
            self.rows(KEEP_CODE, vec![user.as_str().into(), code.as_slice().into()]).await?;
        }
        Ok(())
    }

    /// Takes recovery codes away with the last second factor, in a transaction of the caller's.
    pub(super) async fn forget_last_codes(&self, user: &UserId) -> Result<(), StoreError> {
        self.rows(FORGET_LAST_CODES, vec![user.as_str().into()]).await.map(|_| ())
    }

    /// The new epoch that a statement gives, if what it asks for is so.
    async fn new_epoch(
        &self,
        statement: &str,
        who: (&TenantId, &UserId),
        epoch: u32,
    ) -> Result<Option<u32>, StoreError> {
        let row = self.first(statement, parameters(who, epoch)).await?;
        row.map(|mut row| row.number()).transpose()
    }
}

impl<C: SqlConnection> FactorStore for SqlStore<C> {
    async fn find_factor(&self, user: &UserId) -> Result<Option<Factor>, StoreError> {
        let Some(mut row) = self.first(FIND, vec![user.as_str().into()]).await? else {
            return Ok(None);
        };
        let (secret, since) = (row.text()?, row.moment()?);
        Ok(Some(Factor { secret, there: FactorThere { since } }))
    }

    async fn recovery_codes_left(&self, user: &UserId) -> Result<u32, StoreError> {
        let row = self.first(CODES_LEFT, vec![user.as_str().into()]).await?;
        row.ok_or(StoreError::Unreadable("no count"))?.number()
    }

    async fn add_factor(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
        factor: NewFactor<'_>,
        now: Moment,
    ) -> Result<Option<u32>, StoreError> {
        let NewFactor { secret, step, recovery_codes } = factor;
        let user = who.1;
        self.transaction(async || {
            let Some(epoch) = self.new_epoch(MAY_ADD, who, epoch).await? else {
                return Ok(End::RollBack(None));
            };
            let added = vec![user.as_str().into(), secret.into(), step.into(), now.into()];
            self.rows(ADD, added).await?;
            self.put_codes(user, recovery_codes).await?;
            Ok(End::Commit(Some(epoch)))
        })
        .await
    }

    async fn use_step(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
        step: u64,
        secret: &str,
    ) -> Result<bool, StoreError> {
        let mut parameters = parameters(who, epoch);
        parameters.extend([step.into(), secret.into()]);
        Ok(self.first(USE_STEP, parameters).await?.is_some())
    }

    async fn use_recovery_code(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
        code: &RecoveryHash,
    ) -> Result<bool, StoreError> {
        let mut parameters = parameters(who, epoch);
        parameters.push(code.as_slice().into());
        Ok(self.first(USE_RECOVERY_CODE, parameters).await?.is_some())
    }

    async fn replace_recovery_codes(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
        codes: &[RecoveryHash],
    ) -> Result<bool, StoreError> {
        self.transaction(async || {
            if self.first(MAY_RENEW, parameters(who, epoch)).await?.is_none() {
                return Ok(End::RollBack(false));
            }
            self.put_codes(who.1, codes).await?;
            Ok(End::Commit(true))
        })
        .await
    }

    async fn list_secrets(
        &self,
        limit: Limit,
        after: Option<&str>,
    ) -> Result<Vec<(UserId, String)>, StoreError> {
        let stretch = vec![after.unwrap_or_default().into(), u32::from(limit.number()).into()];
        let rows = self.rows(LIST_SECRETS, stretch).await?;
        rows.into_iter().map(|mut row| Ok((row.parsed()?, row.text()?))).collect()
    }

    async fn replace_secret(
        &self,
        user: &UserId,
        was: &str,
        secret: &str,
    ) -> Result<bool, StoreError> {
        let parameters = vec![user.as_str().into(), was.into(), secret.into()];
        Ok(self.first(REPLACE_SECRET, parameters).await?.is_some())
    }

    async fn remove_factor(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
    ) -> Result<Option<u32>, StoreError> {
        let user = who.1;
        self.transaction(async || {
            let Some(epoch) = self.new_epoch(MAY_REMOVE, who, epoch).await? else {
                return Ok(End::RollBack(None));
            };
            self.rows(REMOVE, vec![user.as_str().into()]).await?;
            self.forget_last_codes(user).await?;
            Ok(End::Commit(Some(epoch)))
        })
        .await
    }
}
