//! The port of second factors.

use contract::Moment;
use contract::message::{FactorThere, Limit};
use credential::{TenantId, UserId};

use crate::StoreError;

/// What is kept of a recovery code: a hash of all its random bits.
pub type RecoveryHash = [u8; 32];

/// A second factor to be added.
#[derive(Clone, Copy, Debug)]
pub struct NewFactor<'a> {
    /// The secret, sealed.
    pub secret: &'a str,
    /// The step of the code that was shown to add it; neither it nor an earlier one counts again.
    pub step: u64,
    /// What is kept of the recovery codes.
    pub recovery_codes: &'a [RecoveryHash],
}

/// A second factor that is there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Factor {
    /// The secret, sealed.
    pub secret: String,
    /// What its owner may see of it.
    pub there: FactorThere,
}

/// Keeps second factors. What changes or uses one names the account's epoch, and does nothing if
/// that is another by now: a password that was changed, sessions that were ended.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait FactorStore {
    /// The second factor of a user.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn find_factor(&self, user: &UserId) -> Result<Option<Factor>, StoreError>;

    /// How many recovery codes a user has left.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn recovery_codes_left(&self, user: &UserId) -> Result<u32, StoreError>;

    /// Adds a second factor to a tenant's user who has none, and ends all their sessions: gives the
    /// account's new epoch.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn add_factor(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
        factor: NewFactor<'_>,
        now: Moment,
    ) -> Result<Option<u32>, StoreError>;

    /// Uses the code of a step, and seals the secret anew: `false` if the code of this step or of a
    /// later one was used before. However many try at once, one of them does.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn use_step(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
        step: u64,
        secret: &str,
    ) -> Result<bool, StoreError>;

    /// Uses a recovery code up: `false` if there is no such code. However many try at once, one of
    /// them does.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn use_recovery_code(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
        code: &RecoveryHash,
    ) -> Result<bool, StoreError>;

    /// Puts other recovery codes in the place of those that are there: `false` if there is neither a
    /// second factor nor a passkey.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn replace_recovery_codes(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
        codes: &[RecoveryHash],
    ) -> Result<bool, StoreError>;

    /// The users who have a second factor, by name, with its sealed secret.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn list_secrets(
        &self,
        limit: Limit,
        after: Option<&str>,
    ) -> Result<Vec<(UserId, String)>, StoreError>;

    /// Puts the same secret, sealed anew, in the place of `was`: `false` if another is there by now.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn replace_secret(
        &self,
        user: &UserId,
        was: &str,
        secret: &str,
    ) -> Result<bool, StoreError>;

    /// Takes the second factor of a tenant's user away, and ends all their sessions: gives the
    /// account's new epoch; `None` if there is no second factor. Without a passkey the recovery codes go
    /// with it.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn remove_factor(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
    ) -> Result<Option<u32>, StoreError>;
}
