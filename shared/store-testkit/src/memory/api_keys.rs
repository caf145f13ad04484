//! API keys in memory.

use contract::Moment;
use contract::message::ApiKeyItem;
use credential::{ApiKeyId, TenantId};
use store::{
    ApiKeyBounds, ApiKeyMade, ApiKeyStore, MAX_API_KEYS, NewApiKey, StoreError, UNSEEN_MILLIS,
};

use super::{MemoryStore, State};

impl State {
    fn api_key(&mut self, tenant: &TenantId, key: &ApiKeyId) -> Option<&mut ApiKeyItem> {
        let there = self.api_keys.iter_mut().find(|(of, item)| of == tenant && item.id == *key);
        there.map(|(_, item)| item)
    }
}

impl ApiKeyStore for MemoryStore {
    async fn create_api_key(&self, key: &NewApiKey, now: Moment) -> Result<ApiKeyMade, StoreError> {
        let mut state = self.state();
        if let Some((tenant, item)) = state.api_keys.iter().find(|(_, item)| item.id == key.id) {
            let own = *tenant == key.tenant && item.revoked_at.is_none();
            return Ok(if own { ApiKeyMade::There } else { ApiKeyMade::Not });
        }
        if !state.tenants.contains_key(&key.tenant) {
            return Ok(ApiKeyMade::Not);
        }
        let works =
            |item: &ApiKeyItem| item.revoked_at.is_none() && item.expires_at > now.seconds();
        let own = state.api_keys.iter().filter(|(of, item)| *of == key.tenant && works(item));
        if u32::try_from(own.count()).is_ok_and(|count| count >= MAX_API_KEYS) {
            return Ok(ApiKeyMade::TooMany);
        }
        let item = ApiKeyItem {
            id: key.id.clone(),
            label: key.label.clone(),
            grants: key.grants.clone(),
            made_by: key.made_by.clone(),
            created_at: now,
            expires_at: key.expires_at,
            last_used_at: None,
            revoked_at: None,
        };
        state.api_keys.push((key.tenant.clone(), item));
        Ok(ApiKeyMade::There)
    }

    async fn use_api_key(
        &self,
        tenant: &TenantId,
        key: &ApiKeyId,
        now: Moment,
    ) -> Result<Option<ApiKeyBounds>, StoreError> {
        let mut state = self.state();
        let Some(item) = state.api_key(tenant, key).filter(|item| item.revoked_at.is_none()) else {
            return Ok(None);
        };
        let Some(maker) = item.made_by.clone() else {
            seen(item, now);
            return Ok(Some(ApiKeyBounds::Own));
        };
        let over = state.access_until.get(&maker).is_some_and(|until| *until <= now);
        if over || state.suspended.contains_key(&maker) {
            return Ok(None);
        }
        let Some(grants) = state.user(tenant, &maker).map(|(user, _)| user.grants.clone()) else {
            return Ok(None);
        };
        if let Some(item) = state.api_key(tenant, key) {
            seen(item, now);
        }
        Ok(Some(ApiKeyBounds::Maker(grants)))
    }

    async fn list_api_keys(&self, tenant: &TenantId) -> Result<Vec<ApiKeyItem>, StoreError> {
        let state = self.state();
        let own = state.api_keys.iter().filter(|(of, _)| of == tenant);
        let mut own: Vec<_> = own.map(|(_, item)| item.clone()).collect();
        own.sort_by(|one, other| {
            other
                .created_at
                .cmp(&one.created_at)
                .then_with(|| one.id.as_str().cmp(other.id.as_str()))
        });
        Ok(own)
    }

    async fn revoke_api_key(
        &self,
        tenant: &TenantId,
        key: &ApiKeyId,
        now: Moment,
    ) -> Result<Option<ApiKeyItem>, StoreError> {
        let mut state = self.state();
        Ok(state.api_key(tenant, key).map(|item| {
            item.revoked_at.get_or_insert(now);
            item.clone()
        }))
    }
}

fn seen(item: &mut ApiKeyItem, now: Moment) {
    let before = now.unix_millis().saturating_sub(UNSEEN_MILLIS);
    if item.last_used_at.is_none_or(|at| at.unix_millis() < before) {
        item.last_used_at = Some(now);
    }
}
