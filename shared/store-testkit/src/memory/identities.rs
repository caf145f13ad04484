//! Identity providers in memory.

use contract::Moment;
use contract::message::{Limit, ProviderShown, Subject};
use credential::{TenantId, UserId};
use store::{IdentityStore, NewProvider, StoreError, StoredProvider};

use super::{MemoryStore, State};

/// What a tenant's provider calls somebody.
pub(super) struct Bound {
    tenant: TenantId,
    subject: Subject,
    pub(super) user: UserId,
}

impl State {
    fn unbind_all(&mut self, tenant: &TenantId) {
        self.bound.retain(|bound| bound.tenant != *tenant);
    }
}

impl IdentityStore for MemoryStore {
    async fn put_provider(
        &self,
        tenant: &TenantId,
        provider: NewProvider<'_>,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let mut state = self.state();
        if !state.tenants.contains_key(tenant) {
            return Ok(false);
        }
        let NewProvider { issuer, client_id, secret } = provider;
        let same = |there: &StoredProvider| {
            there.shown.issuer == *issuer && there.shown.client_id == *client_id
        };
        if !state.providers.get(tenant).is_some_and(same) {
            state.unbind_all(tenant);
        }
        let shown = ProviderShown {
            issuer: issuer.clone(),
            client_id: client_id.clone(),
            has_secret: secret.is_some(),
            changed_at: now,
        };
        let kept = StoredProvider { shown, secret: secret.map(str::to_owned) };
        state.providers.insert(tenant.clone(), kept);
        Ok(true)
    }

    async fn find_provider(&self, tenant: &TenantId) -> Result<Option<StoredProvider>, StoreError> {
        Ok(self.state().providers.get(tenant).cloned())
    }

    async fn remove_provider(&self, tenant: &TenantId) -> Result<bool, StoreError> {
        let mut state = self.state();
        state.unbind_all(tenant);
        Ok(state.providers.remove(tenant).is_some())
    }

    async fn find_bound(
        &self,
        tenant: &TenantId,
        subject: &Subject,
    ) -> Result<Option<UserId>, StoreError> {
        let state = self.state();
        let found = |bound: &&Bound| bound.tenant == *tenant && bound.subject == *subject;
        Ok(state.bound.iter().find(found).map(|bound| bound.user.clone()))
    }

    async fn bind(
        &self,
        (tenant, user): (&TenantId, &UserId),
        subject: &Subject,
        _now: Moment,
    ) -> Result<bool, StoreError> {
        let mut state = self.state();
        let there = state.user(tenant, user).is_some()
            && state.providers.contains_key(tenant)
            && !state.suspended.contains_key(user);
        let taken = |bound: &Bound| {
            bound.tenant == *tenant && (bound.subject == *subject || bound.user == *user)
        };
        if !there || state.bound.iter().any(taken) {
            return Ok(false);
        }
        let bound = Bound { tenant: tenant.clone(), subject: subject.clone(), user: user.clone() };
        state.bound.push(bound);
        Ok(true)
    }

    async fn list_provider_secrets(
        &self,
        limit: Limit,
        after: Option<&str>,
    ) -> Result<Vec<(TenantId, String)>, StoreError> {
        let state = self.state();
        let later =
            state.providers.iter().filter(|(id, _)| after.is_none_or(|at| id.as_str() > at));
        let sealed = later.filter_map(|(id, kept)| Some((id.clone(), kept.secret.clone()?)));
        Ok(sealed.take(usize::from(limit.number())).collect())
    }

    async fn replace_provider_secret(
        &self,
        tenant: &TenantId,
        was: &str,
        secret: &str,
    ) -> Result<bool, StoreError> {
        let mut state = self.state();
        let kept = state.providers.get_mut(tenant).and_then(|kept| kept.secret.as_mut());
        let kept = kept.filter(|kept| *kept == was);
        Ok(kept.map(|kept| secret.clone_into(kept)).is_some())
    }
}
