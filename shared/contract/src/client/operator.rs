//! What the operator asks.

use credential::{ApiKeyId, TenantId};
use problem::Problem;

use super::{StorageClient, Transport};
use crate::Target;
use crate::message::{
    ApiKey, ApiKeyItem, ApiKeys, CreateApiKey, CreateUser, IssueRecovery, Listing, PersonalSealed,
    PutTenant, RecoveryIssued, SealedAnew, Stretch, TenantItem, UserCreated,
};

impl<T: Transport> StorageClient<'_, T> {
    /// Makes a tenant, or renames it.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::ParameterRejected`] if its home is another zone.
    pub async fn put_tenant(
        &self,
        tenant: &TenantId,
        message: &PutTenant,
    ) -> Result<PutTenant, Problem> {
        self.call_with(&Target::PutTenant(tenant.clone()), message).await
    }

    /// Lists the tenants by name.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn list_tenants(&self, stretch: Stretch) -> Result<Listing<TenantItem>, Problem> {
        self.call(&Target::ListTenants, Some(stretch.to_query())).await
    }

    /// Makes a user, or finds the account the address has.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`] if there is no such tenant.
    pub async fn create_user(&self, message: &CreateUser) -> Result<UserCreated, Problem> {
        self.call_with(&Target::CreateUser, message).await
    }

    /// Makes what leads an account's owner to a new password.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`] if no account has the address.
    pub async fn issue_recovery(&self, message: &IssueRecovery) -> Result<RecoveryIssued, Problem> {
        self.call_with(&Target::IssueRecovery, message).await
    }

    /// Makes an API key.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`] if there is no such tenant,
    /// [`problem::Kind::ParameterRejected`] if its label is too long.
    pub async fn create_api_key(&self, message: &CreateApiKey) -> Result<ApiKey, Problem> {
        self.call_with(&Target::CreateApiKey, message).await
    }

    /// Lists a tenant's API keys, the newest first.
    ///
    /// # Errors
    ///
    /// Those every operation has; of a tenant that is not there the list is empty.
    pub async fn list_tenant_keys(&self, tenant: &TenantId) -> Result<ApiKeys, Problem> {
        self.call(&Target::ListTenantKeys(tenant.clone()), None).await
    }

    /// Ends an API key of a tenant. Safe to repeat.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`] if the tenant has no such key.
    pub async fn revoke_tenant_key(
        &self,
        tenant: &TenantId,
        key: &ApiKeyId,
    ) -> Result<ApiKeyItem, Problem> {
        self.call(&Target::RevokeTenantKey(tenant.clone(), key.clone()), None).await
    }

    /// Seals a stretch of the personal data that was kept before it was sealed. Safe to repeat.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn seal_personal(&self) -> Result<PersonalSealed, Problem> {
        self.call(&Target::SealPersonal, None).await
    }

    /// Seals a stretch of tenants' keys with the key that storage seals them with now. Safe to repeat.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn seal_personal_anew(&self, stretch: Stretch) -> Result<SealedAnew, Problem> {
        self.call(&Target::SealPersonalAnew, Some(stretch.to_query())).await
    }

    /// Seals a stretch of the secrets of second factors with the key that storage seals with now.
    /// Safe to repeat.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn seal_anew(&self, stretch: Stretch) -> Result<SealedAnew, Problem> {
        self.call(&Target::SealAnew, Some(stretch.to_query())).await
    }
}
