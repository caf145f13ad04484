//! The port of passkeys.

use contract::Moment;
use contract::message::{OwnPasskey, PasskeyName};
use credential::{TenantId, UnixSeconds, UserId};

use crate::{RecoveryHash, StoreError};

/// How many passkeys somebody may have.
pub const MAX_PASSKEYS: u32 = 20;

/// A challenge that was answered: it counts once.
#[derive(Clone, Copy, Debug)]
pub struct AnsweredChallenge {
    /// SHA-256 of it.
    pub hash: [u8; 32],
    /// Until when it might be answered.
    pub expires: UnixSeconds,
}

/// A passkey to be added.
#[derive(Clone, Copy, Debug)]
pub struct NewPasskey<'a> {
    /// Its id, which no other has.
    pub id: &'a [u8],
    /// Its public key, as COSE has it.
    pub key: &'a [u8],
    /// How often it has signed, as it counts.
    pub counter: u32,
    /// What its owner calls it.
    pub name: &'a PasskeyName,
    /// What is kept of recovery codes, if this is the account's first second factor.
    pub recovery_codes: &'a [RecoveryHash],
}

/// A passkey is there.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct AddedPasskey {
    /// The account's new epoch.
    pub epoch: u32,
    /// Whether the recovery codes are kept: it is the account's first second factor.
    pub with_codes: bool,
}

/// A passkey that is there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredPasskey {
    /// Whose it is.
    pub user: UserId,
    /// The user's tenant.
    pub tenant: TenantId,
    /// Its public key, as COSE has it.
    pub key: Vec<u8>,
}

/// A passkey that has signed.
#[derive(Clone, Copy, Debug)]
pub struct ShownPasskey<'a> {
    /// Its id.
    pub id: &'a [u8],
    /// How often it has signed, as it counts; 0 if it does not.
    pub counter: u32,
}

/// What became of using a passkey.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PasskeyUse {
    /// It counts.
    Taken,
    /// It does not: it has counted further than this before. There may be a copy of it.
    Behind,
    /// It does not: it is gone, the challenge was answered before, or the account's epoch is another.
    Refused,
}

/// Keeps passkeys. What changes or uses one names the account's epoch, and does nothing if that is
/// another by now.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait PasskeyStore {
    /// A user's passkeys, the oldest first.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn list_passkeys(&self, user: &UserId) -> Result<Vec<OwnPasskey>, StoreError>;

    /// The passkey of an id.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn find_passkey(&self, id: &[u8]) -> Result<Option<StoredPasskey>, StoreError>;

    /// Adds a passkey of a tenant's user, and ends all their sessions. `None` if nothing is added:
    /// they have [`MAX_PASSKEYS`], somebody has one of this id, or the challenge was answered before.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn add_passkey(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
        passkey: NewPasskey<'_>,
        at: (AnsweredChallenge, Moment),
    ) -> Result<Option<AddedPasskey>, StoreError>;

    /// Uses a passkey: its counter goes on, unless it counts nothing, and the challenge is used up.
    /// However many try at once with the same challenge, one of them does.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn use_passkey(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
        passkey: ShownPasskey<'_>,
        at: (AnsweredChallenge, Moment),
    ) -> Result<PasskeyUse, StoreError>;

    /// Names a passkey of a tenant's user anew: `false` if they have none of this id.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn rename_passkey(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
        id: &[u8],
        name: &PasskeyName,
    ) -> Result<bool, StoreError>;

    /// Takes a passkey of a tenant's user away, and ends all their sessions: gives the account's new
    /// epoch; `None` if they have none of this id. With the last second factor the recovery codes go.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn remove_passkey(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
        id: &[u8],
    ) -> Result<Option<u32>, StoreError>;
}
