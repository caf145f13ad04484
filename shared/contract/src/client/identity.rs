//! What is asked about identity providers.

use credential::TenantId;
use problem::Problem;

use super::{StorageClient, Transport};
use crate::Target;
use crate::message::{
    IdentityVerified, LoginVerified, ProviderState, ProviderToAsk, SealedAnew, SetProvider,
    Stretch, VerifyIdentity, VerifyOrganisation,
};

impl<T: Transport> StorageClient<'_, T> {
    /// Reads the identity provider of a tenant, with its secret.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`] if there is no such tenant, or it has none.
    pub async fn read_provider(&self, tenant: &TenantId) -> Result<ProviderToAsk, Problem> {
        self.call(&Target::ReadProvider(tenant.clone()), None).await
    }

    /// Asks which of a tenant's people its identity provider has named.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::IdentityUnknown`] if none of them, [`problem::Kind::StateRefused`] if the provider is another
    /// by now.
    pub async fn verify_identity(
        &self,
        tenant: &TenantId,
        message: &VerifyIdentity,
    ) -> Result<IdentityVerified, Problem> {
        self.call_with(&Target::VerifyIdentity(tenant.clone()), message).await
    }

    /// Signs in whom an identity provider has named, unless a second factor is to be shown.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::CredentialExpired`] or [`problem::Kind::CredentialRefused`] if that was too long ago, in
    /// another browser, or of an account that has changed since.
    pub async fn verify_organisation(
        &self,
        message: &VerifyOrganisation,
    ) -> Result<LoginVerified, Problem> {
        self.call_with(&Target::VerifyOrganisation, message).await
    }

    /// Reads by which identity provider the tenant's people may sign in.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn read_own_provider(&self) -> Result<ProviderState, Problem> {
        self.call(&Target::ReadOwnProvider, None).await
    }

    /// Says by which identity provider the tenant's people may sign in. Those that were known by another, or under
    /// another name of ours, are known by it no more.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn set_provider(&self, message: &SetProvider) -> Result<ProviderState, Problem> {
        self.call_with(&Target::SetProvider, message).await
    }

    /// Has nobody sign in by the tenant's identity provider any more. Safe to repeat.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn forget_provider(&self) -> Result<ProviderState, Problem> {
        self.call(&Target::ForgetProvider, None).await
    }

    /// The same as [`Self::read_own_provider`], of any tenant, for the operator.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn read_tenant_provider(&self, tenant: &TenantId) -> Result<ProviderState, Problem> {
        self.call(&Target::ReadTenantProvider(tenant.clone()), None).await
    }

    /// The same as [`Self::set_provider`], of any tenant, for the operator.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`] if there is no such tenant.
    pub async fn put_provider(
        &self,
        tenant: &TenantId,
        message: &SetProvider,
    ) -> Result<ProviderState, Problem> {
        self.call_with(&Target::PutProvider(tenant.clone()), message).await
    }

    /// The same as [`Self::forget_provider`], of any tenant, for the operator.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn remove_provider(&self, tenant: &TenantId) -> Result<ProviderState, Problem> {
        self.call(&Target::RemoveProvider(tenant.clone()), None).await
    }

    /// Seals a stretch of what identity providers know us by with the key that storage seals with now. Safe to repeat.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn seal_providers_anew(&self, stretch: Stretch) -> Result<SealedAnew, Problem> {
        self.call(&Target::SealProvidersAnew, Some(stretch.to_query())).await
    }
}
