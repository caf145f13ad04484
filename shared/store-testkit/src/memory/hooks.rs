//! Webhooks in memory.

use contract::Moment;
use contract::message::{HookPlatform, HookRefusal};
use credential::{AppName, HookId, InstanceName, TenantId};
use store::{HookStore, Locked, NewHook, PutHook, StoreError, StoredHook};

use super::{MemoryStore, State};

impl State {
    fn with_key(&self, hook: &StoredHook) -> StoredHook {
        let mut hook = hook.clone();
        let whose = (hook.locked.tenant.clone(), hook.locked.subject);
        hook.locked.key = self.subjects.get(&whose).cloned();
        hook
    }
}

impl HookStore for MemoryStore {
    async fn put_hook(
        &self,
        tenant: &TenantId,
        new: NewHook<'_>,
        now: Moment,
    ) -> Result<PutHook, StoreError> {
        let NewHook { id, app, instance, platform, sealed, subject } = new;
        let mut state = self.state();
        let is_there = state
            .instances
            .iter()
            .any(|(of, kept)| (of, &kept.app, &kept.instance) == (tenant, app, instance));
        if !is_there {
            return Ok(PutHook::NoInstance);
        }
        if !state.takes_tenants_subject(tenant, subject) {
            return Ok(PutHook::KeyChanged);
        }
        state.subjects.insert((tenant.clone(), subject.id), subject.key.clone());
        let locked = Locked {
            tenant: tenant.clone(),
            subject: subject.id,
            key: None,
            sealed: sealed.to_vec(),
        };
        let there = state.hooks.iter_mut().map(|(_, hook)| hook).find(|hook| {
            let place = (&hook.locked.tenant, &hook.app, &hook.instance);
            place == (tenant, app, instance) && hook.platform == platform
        });
        if let Some(there) = there {
            (there.locked, there.refused) = (locked, None);
            return Ok(PutHook::Done);
        }
        let hook = StoredHook {
            id: id.clone(),
            app: app.clone(),
            instance: instance.clone(),
            platform,
            locked,
            made_at: now,
            taken_at: None,
            refused: None,
        };
        state.hooks.push((tenant.clone(), hook));
        Ok(PutHook::Done)
    }

    async fn find_hook(&self, id: &HookId) -> Result<Option<StoredHook>, StoreError> {
        let state = self.state();
        let found = state.hooks.iter().find(|(_, hook)| hook.id == *id);
        Ok(found.map(|(_, hook)| state.with_key(hook)))
    }

    async fn list_hooks(
        &self,
        tenant: &TenantId,
        app: &AppName,
        instance: &InstanceName,
    ) -> Result<Vec<StoredHook>, StoreError> {
        let state = self.state();
        let own = state
            .hooks
            .iter()
            .filter(|(of, hook)| (of, &hook.app, &hook.instance) == (tenant, app, instance));
        let mut own: Vec<_> = own.map(|(_, hook)| state.with_key(hook)).collect();
        own.sort_by_key(|hook| hook.platform.as_str());
        Ok(own)
    }

    async fn remove_hook(
        &self,
        tenant: &TenantId,
        (app, instance): (&AppName, &InstanceName),
        platform: HookPlatform,
    ) -> Result<bool, StoreError> {
        let mut state = self.state();
        let before = state.hooks.len();
        state.hooks.retain(|(of, hook)| {
            (of, &hook.app, &hook.instance) != (tenant, app, instance) || hook.platform != platform
        });
        Ok(state.hooks.len() < before)
    }

    async fn note_hook(
        &self,
        id: &HookId,
        refusal: Option<HookRefusal>,
        now: Moment,
    ) -> Result<(), StoreError> {
        let mut state = self.state();
        if let Some((_, hook)) = state.hooks.iter_mut().find(|(_, hook)| hook.id == *id) {
            match refusal {
                None => hook.taken_at = Some(now),
                Some(why) => {
                    let count = hook.refused.map_or(0, |(count, ..)| count);
                    hook.refused = Some((count + 1, now, why));
                }
            }
        }
        Ok(())
    }
}
