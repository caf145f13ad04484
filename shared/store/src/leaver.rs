//! The port of those who have cancelled a subscription.

use contract::Moment;
use credential::{AppName, InstanceName, InvitationId, TenantId};
use invite::State;

use crate::{ContactKeys, StoreError};

/// A cancellation, as it is kept for staff.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredLeaver {
    /// Its name, which is told to nobody.
    pub id: [u8; 16],
    /// Whose subscriber it is.
    pub tenant: TenantId,
    /// The app.
    pub app: AppName,
    /// The instance.
    pub instance: InstanceName,
    /// The keyed hash of what the tenant's own system calls the subscription, as events have it.
    pub event: [u8; 32],
    /// By what whoever cancelled is found, to be erased.
    pub keys: ContactKeys,
    /// The invitation by which they are asked why, if they are.
    pub asked: Option<InvitationId>,
    /// What was told of it, sealed under the instance's key.
    pub sealed: Vec<u8>,
    /// When it was cancelled.
    pub cancelled_at: Moment,
    /// When that was told first.
    pub made_at: Moment,
    /// When it was told that the subscription goes on after all.
    pub resumed_at: Option<Moment>,
    /// Whether somebody tries out how it goes.
    pub test: bool,
}

/// Which cancellations are listed, the last one first.
#[derive(Clone, Copy, Debug)]
pub struct LeaverFilter<'a> {
    /// The app.
    pub app: &'a AppName,
    /// The instance.
    pub instance: &'a InstanceName,
    /// Those before this one, in the order of their moments and names.
    pub before: Option<(Moment, [u8; 16])>,
    /// How many at most.
    pub limit: u32,
}

/// Keeps who has cancelled, for staff.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait LeaverStore {
    /// Keeps a cancellation, in place of what was kept under its name. Says whether its instance is there; if not, nothing is kept.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn keep_leaver(&self, leaver: &StoredLeaver) -> Result<bool, StoreError>;

    /// The cancellations of a subscription, the last one first.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn leavers_of(
        &self,
        tenant: &TenantId,
        event: &[u8; 32],
        limit: u32,
    ) -> Result<Vec<StoredLeaver>, StoreError>;

    /// An instance's cancellations, each with how the invitation stands by which somebody is asked about it.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn list_leavers(
        &self,
        tenant: &TenantId,
        filter: LeaverFilter<'_>,
    ) -> Result<Vec<(StoredLeaver, Option<State>)>, StoreError>;

    /// Removes what is kept of whoever has this address or this number.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn forget_leavers(&self, tenant: &TenantId, keys: ContactKeys) -> Result<(), StoreError>;

    /// Removes some of those that were told of before a moment.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn tidy_leavers(&self, limit: u32, before: Moment) -> Result<(), StoreError>;
}
