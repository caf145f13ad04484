//! Badges over SQL.

use contract::message::BadgeId;
use credential::{AppName, InstanceName, TenantId};

use super::End;
use crate::{BadgeStore, SqlConnection, SqlStore, SqlValue, StoreError};

const CLEAR: &str = "DELETE FROM badges WHERE tenant = ?1 AND app = ?2 AND instance = ?3";

/// This one statement decides whose a name is.
const PUT: &str = "INSERT INTO badges (tenant, app, instance, id) VALUES (?1, ?2, ?3, ?4) \
     ON CONFLICT (id) DO NOTHING RETURNING 1";

const FIND: &str = "SELECT tenant, app, instance FROM badges WHERE id = ?1";

impl<C: SqlConnection> BadgeStore for SqlStore<C> {
    async fn put_badge(
        &self,
        tenant: &TenantId,
        (app, instance): (&AppName, &InstanceName),
        badge: Option<&BadgeId>,
    ) -> Result<bool, StoreError> {
        let place = || -> Vec<SqlValue> {
            vec![tenant.as_str().into(), app.as_str().into(), instance.as_str().into()]
        };
        self.transaction(async || {
            self.rows(CLEAR, place()).await?;
            let Some(badge) = badge else { return Ok(End::Commit(true)) };
            let mut parameters = place();
            parameters.push(badge.as_str().into());
            let put = self.first(PUT, parameters).await?.is_some();
            Ok(if put { End::Commit(true) } else { End::RollBack(false) })
        })
        .await
    }

    async fn find_badge(
        &self,
        badge: &BadgeId,
    ) -> Result<Option<(TenantId, AppName, InstanceName)>, StoreError> {
        let row = self.first(FIND, vec![badge.as_str().into()]).await?;
        row.map(|mut row| Ok((row.parsed()?, row.parsed()?, row.parsed()?))).transpose()
    }
}
