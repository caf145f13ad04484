//! Accounts in memory.

use contract::Moment;
use contract::message::Email;
use credential::{ApiKeyId, TenantId, UserId};
use store::{AccountStore, Login, NewApiKey, NewUser, StoreError, UserMade};

use super::MemoryStore;

/// The epoch of an account that never ended its sessions.
const FIRST_EPOCH: u32 = 1;

impl AccountStore for MemoryStore {
    async fn put_tenant(
        &self,
        tenant: &TenantId,
        _name: &str,
        _now: Moment,
    ) -> Result<(), StoreError> {
        self.state().tenants.insert(tenant.clone());
        Ok(())
    }

    async fn create_user(&self, user: &NewUser, _now: Moment) -> Result<UserMade, StoreError> {
        let mut state = self.state();
        if !state.tenants.contains(&user.tenant) {
            return Ok(UserMade::NoTenant);
        }
        if let Some(there) = state.users.iter().find(|there| there.email == user.email) {
            return Ok(UserMade::Already(there.user.clone()));
        }
        state.users.push(user.clone());
        Ok(UserMade::Now)
    }

    async fn find_login(&self, email: &Email) -> Result<Option<Login>, StoreError> {
        let state = self.state();
        let user = state.users.iter().find(|user| user.email == *email);
        Ok(user.map(|user| Login {
            user: user.user.clone(),
            tenant: user.tenant.clone(),
            epoch: FIRST_EPOCH,
            grants: user.grants.clone(),
            parameters: user.parameters.clone(),
            verifier: user.verifier.clone(),
        }))
    }

    async fn read_epoch(
        &self,
        tenant: &TenantId,
        user: &UserId,
    ) -> Result<Option<u32>, StoreError> {
        let state = self.state();
        let known = state.users.iter().any(|there| there.user == *user && there.tenant == *tenant);
        Ok(known.then_some(FIRST_EPOCH))
    }

    async fn create_api_key(&self, key: &NewApiKey, _now: Moment) -> Result<bool, StoreError> {
        let mut state = self.state();
        if !state.tenants.contains(&key.tenant) {
            return Ok(false);
        }
        let there = state.api_keys.entry(key.id.clone()).or_insert_with(|| key.clone());
        Ok(there.tenant == key.tenant)
    }

    async fn api_key_is_live(&self, tenant: &TenantId, key: &ApiKeyId) -> Result<bool, StoreError> {
        Ok(self.state().api_keys.get(key).is_some_and(|there| there.tenant == *tenant))
    }
}
