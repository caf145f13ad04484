//! The port of identity providers, and of the people whom they name.

use contract::Moment;
use contract::message::{ClientId, Issuer, Limit, ProviderShown, Subject};
use credential::{TenantId, UserId};

use crate::StoreError;

/// By which identity provider a tenant's people sign in from now on.
#[derive(Clone, Copy, Debug)]
pub struct NewProvider<'a> {
    /// What it calls itself.
    pub issuer: &'a Issuer,
    /// What it calls us.
    pub client_id: &'a ClientId,
    /// What it knows us by, sealed.
    pub secret: Option<&'a str>,
}

/// An identity provider that is there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredProvider {
    /// What may be shown of it.
    pub shown: ProviderShown,
    /// What it knows us by, sealed.
    pub secret: Option<String>,
}

/// Keeps identity providers, one a tenant, and what each calls the tenant's people. What a provider calls somebody counts for that
/// tenant alone, and for as long as the provider and its name for us stay the same.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait IdentityStore {
    /// Puts a provider in the place of the one that was there: `false` if there is no such tenant. If its issuer or its name for
    /// us is another, everybody's binding is gone.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn put_provider(
        &self,
        tenant: &TenantId,
        provider: NewProvider<'_>,
        now: Moment,
    ) -> Result<bool, StoreError>;

    /// The provider of a tenant.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn find_provider(&self, tenant: &TenantId) -> Result<Option<StoredProvider>, StoreError>;

    /// Takes the provider of a tenant away, with all bindings: `false` if there was none.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn remove_provider(&self, tenant: &TenantId) -> Result<bool, StoreError>;

    /// The user of a tenant whom its provider calls so.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn find_bound(
        &self,
        tenant: &TenantId,
        subject: &Subject,
    ) -> Result<Option<UserId>, StoreError>;

    /// Binds a tenant's user to what its provider calls them: `false` if the tenant has no provider or no such user, if they are
    /// let in no more, or if either is bound already.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn bind(
        &self,
        who: (&TenantId, &UserId),
        subject: &Subject,
        now: Moment,
    ) -> Result<bool, StoreError>;

    /// The tenants whose provider knows us by a secret, by name, with it.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn list_provider_secrets(
        &self,
        limit: Limit,
        after: Option<&str>,
    ) -> Result<Vec<(TenantId, String)>, StoreError>;

    /// Puts the same secret, sealed anew, in the place of `was`: `false` if another is there by now.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn replace_provider_secret(
        &self,
        tenant: &TenantId,
        was: &str,
        secret: &str,
    ) -> Result<bool, StoreError>;
}
