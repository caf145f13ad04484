//! Passkeys over SQL.

use contract::Moment;
use contract::message::{OwnPasskey, PasskeyName};
use credential::{TenantId, UserId};

use crate::sql::End;
use crate::sql::factor::parameters;
use crate::{
    AddedPasskey, AnsweredChallenge, MAX_PASSKEYS, NewPasskey, PasskeyStore, PasskeyUse,
    ShownPasskey, SqlConnection, SqlStore, SqlValue, StoreError, StoredPasskey,
};

const LIST: &str = "SELECT id, name, added_at, used_at FROM passkeys WHERE user = ?1 \
     ORDER BY added_at, id";

const FIND: &str = "SELECT users.id, users.tenant, passkeys.public_key \
     FROM passkeys JOIN users ON users.id = passkeys.user WHERE passkeys.id = ?1";

/// Of two that add one at the same time one comes too late: the epoch is another.
const MAY_ADD: &str = "UPDATE users SET epoch = epoch + 1 \
     WHERE id = ?1 AND tenant = ?2 AND epoch = ?3 \
     AND NOT EXISTS (SELECT 1 FROM passkeys WHERE id = ?4) \
     AND NOT EXISTS (SELECT 1 FROM used_challenges WHERE hash = ?5) \
     AND (SELECT count(*) FROM passkeys WHERE user = ?1) < ?6 RETURNING epoch, \
     NOT EXISTS (SELECT 1 FROM second_factors WHERE user = ?1) \
     AND NOT EXISTS (SELECT 1 FROM passkeys WHERE user = ?1)";

const ADD: &str = "INSERT INTO passkeys (id, user, name, public_key, counter, added_at) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

/// This one statement decides whether a passkey counts: it has counted on, unless it counts nothing,
/// and its challenge was not answered before.
const USE: &str = "UPDATE passkeys SET counter = ?5, used_at = ?6 WHERE id = ?4 AND user = ?1 \
     AND (counter < ?5 OR (counter = 0 AND ?5 = 0)) \
     AND NOT EXISTS (SELECT 1 FROM used_challenges WHERE hash = ?7) \
     AND EXISTS (SELECT 1 FROM users WHERE id = ?1 AND tenant = ?2 AND epoch = ?3) RETURNING 1";

/// Why it does not: of an answer that is repeated it is not said, for that is no copy.
const IS_BEHIND: &str = "SELECT 1 FROM passkeys WHERE id = ?4 AND user = ?1 \
     AND counter > 0 AND counter >= ?5 \
     AND NOT EXISTS (SELECT 1 FROM used_challenges WHERE hash = ?6) \
     AND EXISTS (SELECT 1 FROM users WHERE id = ?1 AND tenant = ?2 AND epoch = ?3)";

const USE_CHALLENGE: &str = "INSERT INTO used_challenges (hash, expires_at) VALUES (?1, ?2)";

const FORGET_CHALLENGES: &str = "DELETE FROM used_challenges WHERE expires_at < ?1";

const RENAME: &str = "UPDATE passkeys SET name = ?5 WHERE id = ?4 AND user = ?1 \
     AND EXISTS (SELECT 1 FROM users WHERE id = ?1 AND tenant = ?2 AND epoch = ?3) RETURNING 1";

const MAY_REMOVE: &str = "UPDATE users SET epoch = epoch + 1 \
     WHERE id = ?1 AND tenant = ?2 AND epoch = ?3 \
     AND EXISTS (SELECT 1 FROM passkeys WHERE id = ?4 AND user = ?1) RETURNING epoch";

const REMOVE: &str = "DELETE FROM passkeys WHERE id = ?1";

/// How long a challenge is remembered after nobody may answer it any more, in seconds: whoever began
/// to answer it before is through by then.
const REMEMBERED_SECONDS: u64 = 60 * 60;

impl<C: SqlConnection> SqlStore<C> {
    /// Remembers that a challenge was answered, and forgets old ones; in a transaction of the caller's.
    async fn use_challenge(
        &self,
        challenge: AnsweredChallenge,
        now: Moment,
    ) -> Result<(), StoreError> {
        let long_ago = now.seconds().get().saturating_sub(REMEMBERED_SECONDS);
        self.rows(FORGET_CHALLENGES, vec![long_ago.into()]).await?;
        let AnsweredChallenge { hash, expires } = challenge;
        self.rows(USE_CHALLENGE, vec![hash.as_slice().into(), expires.get().into()]).await?;
        Ok(())
    }
}

impl<C: SqlConnection> PasskeyStore for SqlStore<C> {
    async fn list_passkeys(&self, user: &UserId) -> Result<Vec<OwnPasskey>, StoreError> {
        let rows = self.rows(LIST, vec![user.as_str().into()]).await?;
        let passkey = |mut row: crate::sql::row::Row| {
            let (id, name) = (row.bytes()?.into(), row.parsed()?);
            Ok(OwnPasskey { id, name, since: row.moment()?, used: row.maybe_moment()? })
        };
        rows.into_iter().map(passkey).collect()
    }

    async fn find_passkey(&self, id: &[u8]) -> Result<Option<StoredPasskey>, StoreError> {
        let Some(mut row) = self.first(FIND, vec![id.into()]).await? else { return Ok(None) };
        let (user, tenant, key) = (row.parsed()?, row.parsed()?, row.bytes()?);
        Ok(Some(StoredPasskey { user, tenant, key }))
    }

    async fn add_passkey(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
        passkey: NewPasskey<'_>,
        (challenge, now): (AnsweredChallenge, Moment),
    ) -> Result<Option<AddedPasskey>, StoreError> {
        let NewPasskey { id, key, counter, name, recovery_codes } = passkey;
        let (user, mut may_add) = (who.1, parameters(who, epoch));
        may_add.extend([id.into(), challenge.hash.as_slice().into(), MAX_PASSKEYS.into()]);
        self.transaction(async || {
            let Some(mut row) = self.first(MAY_ADD, may_add).await? else {
                return Ok(End::RollBack(None));
            };
            let added = AddedPasskey { epoch: row.number()?, with_codes: row.flag()? };
            let (by, called): (SqlValue, SqlValue) = (user.as_str().into(), name.as_str().into());
            let row = vec![id.into(), by, called, key.into(), counter.into(), now.into()];
            self.rows(ADD, row).await?;
            if added.with_codes {
                self.put_codes(user, recovery_codes).await?;
            }
            self.use_challenge(challenge, now).await?;
            Ok(End::Commit(Some(added)))
        })
        .await
    }

    async fn use_passkey(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
        passkey: ShownPasskey<'_>,
        (challenge, now): (AnsweredChallenge, Moment),
    ) -> Result<PasskeyUse, StoreError> {
        let ShownPasskey { id, counter } = passkey;
        let hash: SqlValue = challenge.hash.as_slice().into();
        let mut using = parameters(who, epoch);
        using.extend([id.into(), counter.into(), now.into(), hash.clone()]);
        self.transaction(async || {
            if self.first(USE, using).await?.is_some() {
                self.use_challenge(challenge, now).await?;
                return Ok(End::Commit(PasskeyUse::Taken));
            }
            let mut behind = parameters(who, epoch);
            behind.extend([id.into(), counter.into(), hash]);
            let is_behind = self.first(IS_BEHIND, behind).await?.is_some();
            Ok(End::RollBack(if is_behind { PasskeyUse::Behind } else { PasskeyUse::Refused }))
        })
        .await
    }

    async fn rename_passkey(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
        id: &[u8],
        name: &PasskeyName,
    ) -> Result<bool, StoreError> {
        let mut parameters = parameters(who, epoch);
        parameters.extend([id.into(), name.as_str().into()]);
        Ok(self.first(RENAME, parameters).await?.is_some())
    }

    async fn remove_passkey(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
        id: &[u8],
    ) -> Result<Option<u32>, StoreError> {
        let mut may_remove = parameters(who, epoch);
        may_remove.push(id.into());
        self.transaction(async || {
            let Some(mut row) = self.first(MAY_REMOVE, may_remove).await? else {
                return Ok(End::RollBack(None));
            };
            let epoch = row.number()?;
            self.rows(REMOVE, vec![id.into()]).await?;
            self.forget_last_codes(who.1).await?;
            Ok(End::Commit(Some(epoch)))
        })
        .await
    }
}
