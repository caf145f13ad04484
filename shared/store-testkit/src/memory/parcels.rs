//! Orders that come in parcels, in memory.

use std::collections::BTreeMap;

use contract::Moment;
use contract::message::{Day, PartName, Parts};
use credential::{AppName, InstanceName, TenantId};
use store::{
    Days, DeliveryChange, DeliveryCounts, DeliveryDay, ParcelPlace, ParcelStore, StoreError,
};

use super::MemoryStore;
use super::asked::most as at_most;

/// Whose.
type Place = (TenantId, AppName, InstanceName);

/// What is kept of orders, and what is counted: by part (of all by none), day, the part's value and kind.
#[derive(Default)]
pub(super) struct KeptParcels {
    states: BTreeMap<(Place, [u8; 32]), (String, Moment)>,
    attempts: BTreeMap<(Place, String, Day, String, String), i64>,
}

fn counted(count: i64) -> u32 {
    u32::try_from(count).unwrap_or_default()
}

fn owned(place: ParcelPlace<'_>) -> Place {
    (place.tenant.clone(), place.app.clone(), place.instance.clone())
}

impl ParcelStore for MemoryStore {
    async fn find_order_state(
        &self,
        place: ParcelPlace<'_>,
        order: &[u8; 32],
    ) -> Result<Option<String>, StoreError> {
        let found = self.state().parcels.states.get(&(owned(place), *order)).cloned();
        Ok(found.map(|(state, _)| state))
    }

    async fn keep_order_state(
        &self,
        place: ParcelPlace<'_>,
        (order, state): (&[u8; 32], &str),
        now: Moment,
    ) -> Result<bool, StoreError> {
        let mut kept = self.state();
        let is_there = kept.instances.iter().any(|(of, kept)| {
            (of, &kept.app, &kept.instance) == (place.tenant, place.app, place.instance)
        });
        if is_there {
            kept.parcels.states.insert((owned(place), *order), (state.to_owned(), now));
        }
        Ok(is_there)
    }

    async fn count_deliveries(
        &self,
        place: ParcelPlace<'_>,
        (day, parts): (Day, &Parts),
        more: &DeliveryChange,
    ) -> Result<(), StoreError> {
        let mut kept = self.state();
        let of_parts = parts.iter().map(|(name, value)| (name.as_str(), value));
        for (part, value) in [("", "")].into_iter().chain(of_parts) {
            for (what, count) in more {
                let key = (owned(place), part.to_owned(), day, value.to_owned(), what.clone());
                *kept.parcels.attempts.entry(key).or_default() += count;
            }
        }
        Ok(())
    }

    async fn read_deliveries(
        &self,
        place: ParcelPlace<'_>,
        days: Days,
    ) -> Result<Vec<DeliveryDay>, StoreError> {
        let kept = self.state();
        let all = kept.parcels.attempts.iter();
        let own = all.filter(|((of, part, day, ..), count)| {
            let is_in = (days.from..=days.to).contains(day);
            *of == owned(place) && part.is_empty() && is_in && **count > 0
        });
        let own = own.map(|((_, _, day, _, what), count)| DeliveryDay {
            day: *day,
            what: what.clone(),
            count: counted(*count),
        });
        Ok(own.collect())
    }

    async fn read_deliveries_by(
        &self,
        place: ParcelPlace<'_>,
        (part, days): (&PartName, Days),
        most: u32,
    ) -> Result<Vec<(String, DeliveryCounts)>, StoreError> {
        let kept = self.state();
        let mut found: BTreeMap<String, DeliveryChange> = BTreeMap::new();
        for ((of, name, day, value, what), count) in &kept.parcels.attempts {
            let is_in = (days.from..=days.to).contains(day);
            if *of == owned(place) && *name == part.as_str() && is_in {
                *found.entry(value.clone()).or_default().entry(what.clone()).or_default() += count;
            }
        }
        let made = |attempts: &DeliveryCounts| -> u32 {
            ["delivered", "failed"].iter().filter_map(|what| attempts.get(*what)).sum()
        };
        let found = found.into_iter().map(|(value, counts)| {
            let some = counts.into_iter().filter(|(_, count)| *count > 0);
            let some = some.map(|(what, count)| (what, counted(count)));
            (value, some.collect::<DeliveryCounts>())
        });
        let mut found: Vec<_> = found.filter(|(_, counts)| made(counts) > 0).collect();
        found.sort_by_key(|(_, attempts)| core::cmp::Reverse(made(attempts)));
        found.truncate(at_most(most));
        Ok(found)
    }

    async fn tidy_order_states(&self, limit: u32, before: Moment) -> Result<(), StoreError> {
        let mut left = at_most(limit);
        self.state().parcels.states.retain(|_, (_, changed_at)| {
            let goes = left > 0 && *changed_at < before;
            left -= usize::from(goes);
            !goes
        });
        Ok(())
    }
}
