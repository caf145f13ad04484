//! The port of API keys.

use contract::Moment;
use contract::message::ApiKeyItem;
use credential::{ApiKeyId, Grants, TenantId, UnixSeconds, UserId};

use crate::StoreError;

/// How many API keys a tenant may have that work.
pub const MAX_API_KEYS: u32 = 100;

/// How many of a tenant's API keys are listed, the newest.
pub const MAX_LISTED_API_KEYS: u32 = 500;

/// How long after a use of an API key the next one is not written down: that keeps what reads from
/// writing.
pub const UNSEEN_MILLIS: u64 = 5 * 60 * 1000;

/// An API key to be made.
#[derive(Clone, Debug)]
pub struct NewApiKey {
    /// The key's name.
    pub id: ApiKeyId,
    /// The key's tenant.
    pub tenant: TenantId,
    /// What it is for.
    pub label: String,
    /// What the key allows.
    pub grants: Grants,
    /// Who makes it; nobody, if the operator does.
    pub made_by: Option<UserId>,
    /// When it stops working.
    pub expires_at: UnixSeconds,
}

/// What became of a wish to make an API key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ApiKeyMade {
    /// It is there; also if it was before.
    There,
    /// The tenant has [`MAX_API_KEYS`] that work.
    TooMany,
    /// There is no such tenant, or the name is another key's.
    Not,
}

/// What an API key that works is bounded by.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ApiKeyBounds {
    /// By what its maker may do now.
    Maker(Grants),
    /// By itself alone: the operator made it.
    Own,
}

/// Keeps API keys: what is known of them, not what they are.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait ApiKeyStore {
    /// Makes an API key. Safe to repeat.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn create_api_key(&self, key: &NewApiKey, now: Moment) -> Result<ApiKeyMade, StoreError>;

    /// What bounds a tenant's API key that is used now; `None` if it is not there, was revoked, or whoever made it
    /// is not the tenant's any more. That it was used is written down, if that was not done in the
    /// last [`UNSEEN_MILLIS`].
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn use_api_key(
        &self,
        tenant: &TenantId,
        key: &ApiKeyId,
        now: Moment,
    ) -> Result<Option<ApiKeyBounds>, StoreError>;

    /// A tenant's API keys, the newest first.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn list_api_keys(&self, tenant: &TenantId) -> Result<Vec<ApiKeyItem>, StoreError>;

    /// Ends a tenant's API key; `None` if the tenant has no such key. One that has ended stays as it
    /// is.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn revoke_api_key(
        &self,
        tenant: &TenantId,
        key: &ApiKeyId,
        now: Moment,
    ) -> Result<Option<ApiKeyItem>, StoreError>;
}
