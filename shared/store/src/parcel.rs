//! The port of orders that come in parcels, and of how often deliveries were attempted.

use std::collections::BTreeMap;

use contract::Moment;
use contract::message::{Day, PartName, Parts};
use credential::{AppName, InstanceName, TenantId};

use crate::{Days, StoreError};

/// An instance of a tenant's.
#[derive(Clone, Copy, Debug)]
pub struct ParcelPlace<'a> {
    /// Whose it is.
    pub tenant: &'a TenantId,
    /// Its app.
    pub app: &'a AppName,
    /// The instance.
    pub instance: &'a InstanceName,
}

/// How many of some kind there were on a day.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DeliveryDay {
    /// The day.
    pub day: Day,
    /// Of which kind.
    pub what: String,
    /// How many.
    pub count: u32,
}

/// How many there were of each kind.
pub type DeliveryCounts = BTreeMap<String, u32>;

/// How many more there are of each kind, or less.
pub type DeliveryChange = BTreeMap<String, i64>;

/// Keeps what became of orders' parcels. Nothing of it is anybody's.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait ParcelStore {
    /// What is kept of an order, by the keyed hash of what the tenant's own system calls it, as JSON.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn find_order_state(
        &self,
        place: ParcelPlace<'_>,
        order: &[u8; 32],
    ) -> Result<Option<String>, StoreError>;

    /// Keeps it, in place of what was kept. Says whether the instance is there; if not, nothing is kept.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn keep_order_state(
        &self,
        place: ParcelPlace<'_>,
        of: (&[u8; 32], &str),
        now: Moment,
    ) -> Result<bool, StoreError>;

    /// Adds to how many there were on a day, in all and by each part, or takes away. Of what there is none nothing is read.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn count_deliveries(
        &self,
        place: ParcelPlace<'_>,
        of: (Day, &Parts),
        more: &DeliveryChange,
    ) -> Result<(), StoreError>;

    /// How many there were, by day.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn read_deliveries(
        &self,
        place: ParcelPlace<'_>,
        days: Days,
    ) -> Result<Vec<DeliveryDay>, StoreError>;

    /// How many there were of each value of a part, those first of which there were most; of more than `most` values those.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn read_deliveries_by(
        &self,
        place: ParcelPlace<'_>,
        of: (&PartName, Days),
        most: u32,
    ) -> Result<Vec<(String, DeliveryCounts)>, StoreError>;

    /// Removes some of what is kept of orders of which nothing was told since a moment.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn tidy_order_states(&self, limit: u32, before: Moment) -> Result<(), StoreError>;
}
