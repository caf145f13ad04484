//! Flows in memory.

use contract::Moment;
use credential::{FlowId, TenantId};
use store::{FlowFilter, FlowStore, StoreError, StoredFlow};

use super::MemoryStore;

impl FlowStore for MemoryStore {
    async fn add_flow(&self, flow: &StoredFlow) -> Result<bool, StoreError> {
        let mut state = self.state();
        let is_there = state.instances.iter().any(|(of, kept)| {
            (of, &kept.app, &kept.instance) == (&flow.tenant, &flow.app, &flow.instance)
        });
        if is_there {
            state.flows.push(flow.clone());
        }
        Ok(is_there)
    }

    async fn find_flow(&self, id: &FlowId) -> Result<Option<StoredFlow>, StoreError> {
        Ok(self.state().flows.iter().find(|flow| flow.id == *id).cloned())
    }

    async fn flows_of(
        &self,
        tenant: &TenantId,
        subscription: &[u8; 32],
        limit: u32,
    ) -> Result<Vec<StoredFlow>, StoreError> {
        let state = self.state();
        let own = state
            .flows
            .iter()
            .filter(|flow| (&flow.tenant, &flow.subscription) == (tenant, subscription));
        let mut own: Vec<_> = own.cloned().collect();
        own.sort_by(|one, other| (other.made_at, &other.id).cmp(&(one.made_at, &one.id)));
        own.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(own)
    }

    async fn list_flows(
        &self,
        tenant: &TenantId,
        filter: FlowFilter<'_>,
    ) -> Result<Vec<StoredFlow>, StoreError> {
        let FlowFilter { app, instance, from, before, after, limit } = filter;
        let state = self.state();
        let is_wanted = |flow: &&StoredFlow| {
            (&flow.tenant, &flow.app, &flow.instance) == (tenant, app, instance)
                && (from..before).contains(&flow.made_at)
                && after.is_none_or(|after| (flow.made_at, &flow.id) > after)
        };
        let mut own: Vec<_> = state.flows.iter().filter(is_wanted).cloned().collect();
        own.sort_by(|one, other| (one.made_at, &one.id).cmp(&(other.made_at, &other.id)));
        own.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(own)
    }

    async fn change_flow(
        &self,
        id: &FlowId,
        (revision, new): (u32, &str),
        now: Moment,
    ) -> Result<bool, StoreError> {
        let mut state = self.state();
        let there = state.flows.iter_mut().find(|flow| flow.id == *id);
        let Some(flow) = there.filter(|flow| flow.revision == revision) else { return Ok(false) };
        new.clone_into(&mut flow.state);
        flow.changed_at = now;
        flow.revision += 1;
        Ok(true)
    }

    async fn tidy_flows(
        &self,
        limit: u32,
        (settled, before): (Moment, Moment),
    ) -> Result<(), StoreError> {
        let mut state = self.state();
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        let old = state.flows.iter_mut().filter(|flow| flow.made_at < settled);
        for flow in old.filter(|flow| flow.sealed.is_some()).take(most) {
            flow.sealed = None;
        }
        let mut left = most;
        state.flows.retain(|flow| {
            let goes = left > 0 && flow.made_at < before;
            left -= usize::from(goes);
            !goes
        });
        Ok(())
    }
}
