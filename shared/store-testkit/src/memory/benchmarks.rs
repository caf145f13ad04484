//! Benchmarks in memory.

use std::collections::{BTreeMap, BTreeSet};

use contract::Moment;
use contract::message::Day;
use credential::{AppName, TenantId};
use store::{BenchmarkStore, Days, SharedCount, StoreError};

use super::MemoryStore;

impl BenchmarkStore for MemoryStore {
    async fn share_figures(
        &self,
        tenant: &TenantId,
        app: &AppName,
        shared: bool,
        _now: Moment,
    ) -> Result<bool, StoreError> {
        let mut state = self.state();
        let place = (app.clone(), tenant.clone());
        Ok(if shared { state.shared.insert(place) } else { state.shared.remove(&place) })
    }

    async fn shares_figures(&self, tenant: &TenantId, app: &AppName) -> Result<bool, StoreError> {
        Ok(self.state().shared.contains(&(app.clone(), tenant.clone())))
    }

    async fn read_shared(
        &self,
        app: &AppName,
        questions: &[&str],
        Days { from, to }: Days,
    ) -> Result<Vec<SharedCount>, StoreError> {
        let state = self.state();
        let shares = |tenant: &TenantId| state.shared.contains(&(app.clone(), tenant.clone()));
        let asks: BTreeSet<_> = state
            .instances
            .iter()
            .filter(|(tenant, kept)| kept.app == *app && shares(tenant))
            .map(|(tenant, kept)| (tenant, &kept.survey))
            .collect();
        let mut counts = BTreeMap::new();
        for (tenant, survey) in asks {
            let timely = state
                .of(survey)
                .filter(|kept| (from..=to).contains(&Day::of(kept.record.submitted_at)));
            let tallies = timely.flat_map(|kept| &kept.record.sealed);
            for (question, value) in tallies.flat_map(|sealed| &sealed.tally) {
                if questions.contains(&question.as_str()) {
                    let place = (tenant.clone(), question.clone(), value.clone());
                    *counts.entry(place).or_insert(0) += 1;
                }
            }
        }
        let told =
            |((tenant, question, value), count)| SharedCount { tenant, question, value, count };
        Ok(counts.into_iter().map(told).collect())
    }
}
