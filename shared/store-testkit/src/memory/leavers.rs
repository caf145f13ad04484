//! Those who have cancelled a subscription, in memory.

use contract::Moment;
use credential::TenantId;
use invite::State as Asked;
use store::{ContactKeys, LeaverFilter, LeaverStore, StoreError, StoredLeaver};

use super::asked::most;
use super::{MemoryStore, State};

impl State {
    /// Those that are wanted, the last one first.
    fn leavers(&self, is_wanted: impl Fn(&StoredLeaver) -> bool, limit: u32) -> Vec<StoredLeaver> {
        let mut found: Vec<_> = self.leavers.iter().filter(|one| is_wanted(one)).cloned().collect();
        found.sort_by_key(|one| core::cmp::Reverse((one.cancelled_at, one.id)));
        found.truncate(most(limit));
        found
    }
}

impl LeaverStore for MemoryStore {
    async fn keep_leaver(&self, leaver: &StoredLeaver) -> Result<bool, StoreError> {
        let mut state = self.state();
        let is_there = state.instances.iter().any(|(of, kept)| {
            (of, &kept.app, &kept.instance) == (&leaver.tenant, &leaver.app, &leaver.instance)
        });
        if is_there {
            state.leavers.retain(|one| one.id != leaver.id);
            state.leavers.push(leaver.clone());
        }
        Ok(is_there)
    }

    async fn leavers_of(
        &self,
        tenant: &TenantId,
        event: &[u8; 32],
        limit: u32,
    ) -> Result<Vec<StoredLeaver>, StoreError> {
        Ok(self.state().leavers(|one| (&one.tenant, &one.event) == (tenant, event), limit))
    }

    async fn list_leavers(
        &self,
        tenant: &TenantId,
        filter: LeaverFilter<'_>,
    ) -> Result<Vec<(StoredLeaver, Option<Asked>)>, StoreError> {
        let LeaverFilter { app, instance, before, limit } = filter;
        let state = self.state();
        let is_wanted = |one: &StoredLeaver| {
            (&one.tenant, &one.app, &one.instance) == (tenant, app, instance)
                && before.is_none_or(|before| (one.cancelled_at, one.id) < before)
        };
        let with_state = |one: StoredLeaver| {
            let asked = one.asked.as_ref();
            let mut all = state.asked.iter();
            let asked = asked.and_then(|asked| all.find(|kept| kept.new.asked.id == *asked));
            let stands = asked.map(|kept| kept.new.asked.state);
            (one, stands)
        };
        Ok(state.leavers(is_wanted, limit).into_iter().map(with_state).collect())
    }

    async fn forget_leavers(&self, tenant: &TenantId, keys: ContactKeys) -> Result<(), StoreError> {
        let same = |own: Option<[u8; 32]>, told: Option<[u8; 32]>| own.is_some() && own == told;
        self.state().leavers.retain(|one| {
            one.tenant != *tenant
                || !(same(one.keys.email, keys.email) || same(one.keys.phone, keys.phone))
        });
        Ok(())
    }

    async fn tidy_leavers(&self, limit: u32, before: Moment) -> Result<(), StoreError> {
        let mut left = most(limit);
        self.state().leavers.retain(|one| {
            let goes = left > 0 && one.made_at < before;
            left -= usize::from(goes);
            !goes
        });
        Ok(())
    }
}
