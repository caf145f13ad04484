//! The port of badges: by which public name an instance is found.

use contract::message::BadgeId;
use credential::{AppName, InstanceName, TenantId};

use crate::StoreError;

/// Keeps the public names of instances. An instance has one, or none.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait BadgeStore {
    /// Says by which name an instance is found; false, and nothing is changed, if that is another's.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say; the caller may repeat the call.
    async fn put_badge(
        &self,
        tenant: &TenantId,
        place: (&AppName, &InstanceName),
        badge: Option<&BadgeId>,
    ) -> Result<bool, StoreError>;

    /// The instance that has a name.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn find_badge(
        &self,
        badge: &BadgeId,
    ) -> Result<Option<(TenantId, AppName, InstanceName)>, StoreError>;
}
