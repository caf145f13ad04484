//! Badges in memory.

use contract::message::BadgeId;
use credential::{AppName, InstanceName, TenantId};
use store::{BadgeStore, StoreError};

use super::MemoryStore;

impl BadgeStore for MemoryStore {
    async fn put_badge(
        &self,
        tenant: &TenantId,
        (app, instance): (&AppName, &InstanceName),
        badge: Option<&BadgeId>,
    ) -> Result<bool, StoreError> {
        let badges = &mut self.state().badges;
        let place = (tenant.clone(), app.clone(), instance.clone());
        if badge.is_some_and(|badge| badges.get(badge).is_some_and(|kept| *kept != place)) {
            return Ok(false);
        }
        badges.retain(|_, kept| *kept != place);
        badges.extend(badge.map(|badge| (badge.clone(), place)));
        Ok(true)
    }

    async fn find_badge(
        &self,
        badge: &BadgeId,
    ) -> Result<Option<(TenantId, AppName, InstanceName)>, StoreError> {
        Ok(self.state().badges.get(badge).cloned())
    }
}
