//! The port of flows: of those who are about to cancel a subscription.

use contract::Moment;
use credential::{AppName, FlowId, InstanceName, TenantId};

use crate::StoreError;

/// A flow, as it is kept.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredFlow {
    /// Its name.
    pub id: FlowId,
    /// Whose subscriber it is.
    pub tenant: TenantId,
    /// The app.
    pub app: AppName,
    /// The instance.
    pub instance: InstanceName,
    /// The keyed hash of what the tenant's own system calls the subscription.
    pub subscription: [u8; 32],
    /// What it was started with, sealed under the instance's key; none once that was kept for long enough.
    pub sealed: Option<Vec<u8>>,
    /// What figures tell it apart by, as JSON: nobody's.
    pub facts: String,
    /// How it stands, as JSON: nobody's.
    pub state: String,
    /// When it was started.
    pub made_at: Moment,
    /// When it was changed last.
    pub changed_at: Moment,
    /// How often it was changed.
    pub revision: u32,
}

/// Which flows are wanted.
#[derive(Clone, Copy, Debug)]
pub struct FlowFilter<'a> {
    /// The app.
    pub app: &'a AppName,
    /// The instance.
    pub instance: &'a InstanceName,
    /// Started from then on.
    pub from: Moment,
    /// Started before then.
    pub before: Moment,
    /// After this one, in the order of their moments and names.
    pub after: Option<(Moment, &'a FlowId)>,
    /// At most so many.
    pub limit: u32,
}

/// Keeps flows.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait FlowStore {
    /// Adds a flow. Says whether its instance is there; if not, nothing is added.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn add_flow(&self, flow: &StoredFlow) -> Result<bool, StoreError>;

    /// The flow of this name.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn find_flow(&self, id: &FlowId) -> Result<Option<StoredFlow>, StoreError>;

    /// The latest flows of a subscription, the last one first.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn flows_of(
        &self,
        tenant: &TenantId,
        subscription: &[u8; 32],
        limit: u32,
    ) -> Result<Vec<StoredFlow>, StoreError>;

    /// An instance's flows, in the order in which they were started.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn list_flows(
        &self,
        tenant: &TenantId,
        filter: FlowFilter<'_>,
    ) -> Result<Vec<StoredFlow>, StoreError>;

    /// Changes how a flow stands to what is said, if it was changed as often as is said. Says whether it was.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn change_flow(
        &self,
        id: &FlowId,
        from: (u32, &str),
        now: Moment,
    ) -> Result<bool, StoreError>;

    /// Forgets what flows were started with, of those from before the first of the times, and removes those from before the second.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn tidy_flows(&self, limit: u32, times: (Moment, Moment)) -> Result<(), StoreError>;
}
