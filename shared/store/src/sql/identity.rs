//! Identity providers over SQL.

use contract::Moment;
use contract::message::{Limit, ProviderShown, Subject};
use credential::{TenantId, UserId};

use crate::sql::End;
use crate::sql::row::Row;
use crate::{
    IdentityStore, NewProvider, SqlConnection, SqlStore, SqlValue, StoreError, StoredProvider,
};

/// What another provider, or the same under another name of ours, calls people says nothing of whom this one means.
const FORGET_OTHERS: &str = "DELETE FROM identity_bindings WHERE tenant = ?1 \
     AND NOT EXISTS (SELECT 1 FROM identity_providers \
     WHERE tenant = ?1 AND issuer = ?2 AND client_id = ?3)";

const PUT: &str = "INSERT INTO identity_providers (tenant, issuer, client_id, secret, changed_at) \
     SELECT id, ?2, ?3, ?4, ?5 FROM tenants WHERE id = ?1 \
     ON CONFLICT (tenant) DO UPDATE SET issuer = excluded.issuer, client_id = excluded.client_id, \
     secret = excluded.secret, changed_at = excluded.changed_at RETURNING 1";

const FIND: &str = "SELECT issuer, client_id, secret, changed_at FROM identity_providers \
     WHERE tenant = ?1";

const FORGET_ALL: &str = "DELETE FROM identity_bindings WHERE tenant = ?1";

const REMOVE: &str = "DELETE FROM identity_providers WHERE tenant = ?1 RETURNING 1";

const FIND_BOUND: &str = "SELECT user FROM identity_bindings WHERE tenant = ?1 AND subject = ?2";

/// This one statement decides: of two that bind the same person or the same name, one does.
const BIND: &str = "INSERT INTO identity_bindings (tenant, subject, user, bound_at) \
     SELECT users.tenant, ?3, users.id, ?4 FROM users \
     JOIN identity_providers ON identity_providers.tenant = users.tenant \
     WHERE users.tenant = ?1 AND users.id = ?2 AND users.suspended_at IS NULL \
     ON CONFLICT DO NOTHING RETURNING 1";

const LIST_SECRETS: &str = "SELECT tenant, secret FROM identity_providers \
     WHERE secret IS NOT NULL AND tenant > ?1 ORDER BY tenant LIMIT ?2";

const REPLACE_SECRET: &str = "UPDATE identity_providers SET secret = ?3 \
     WHERE tenant = ?1 AND secret = ?2 RETURNING 1";

fn provider(row: &mut Row) -> Result<StoredProvider, StoreError> {
    let (issuer, client_id, secret) = (row.parsed()?, row.parsed()?, row.maybe_text()?);
    let shown = ProviderShown {
        issuer,
        client_id,
        has_secret: secret.is_some(),
        changed_at: row.moment()?,
    };
    Ok(StoredProvider { shown, secret })
}

impl<C: SqlConnection> IdentityStore for SqlStore<C> {
    async fn put_provider(
        &self,
        tenant: &TenantId,
        provider: NewProvider<'_>,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let NewProvider { issuer, client_id, secret } = provider;
        let named: Vec<SqlValue> =
            vec![tenant.as_str().into(), issuer.as_str().into(), client_id.as_str().into()];
        let mut whole = named.clone();
        whole.extend([secret.into(), now.into()]);
        self.transaction(async || {
            self.rows(FORGET_OTHERS, named).await?;
            Ok(End::Commit(self.first(PUT, whole).await?.is_some()))
        })
        .await
    }

    async fn find_provider(&self, tenant: &TenantId) -> Result<Option<StoredProvider>, StoreError> {
        let row = self.first(FIND, vec![tenant.as_str().into()]).await?;
        row.map(|mut row| provider(&mut row)).transpose()
    }

    async fn remove_provider(&self, tenant: &TenantId) -> Result<bool, StoreError> {
        self.transaction(async || {
            self.rows(FORGET_ALL, vec![tenant.as_str().into()]).await?;
            Ok(End::Commit(self.first(REMOVE, vec![tenant.as_str().into()]).await?.is_some()))
        })
        .await
    }

    async fn find_bound(
        &self,
        tenant: &TenantId,
        subject: &Subject,
    ) -> Result<Option<UserId>, StoreError> {
        let named = vec![tenant.as_str().into(), subject.as_str().into()];
        let row = self.first(FIND_BOUND, named).await?;
        row.map(|mut row| row.parsed()).transpose()
    }

    async fn bind(
        &self,
        (tenant, user): (&TenantId, &UserId),
        subject: &Subject,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let parameters =
            vec![tenant.as_str().into(), user.as_str().into(), subject.as_str().into(), now.into()];
        Ok(self.first(BIND, parameters).await?.is_some())
    }

    async fn list_provider_secrets(
        &self,
        limit: Limit,
        after: Option<&str>,
    ) -> Result<Vec<(TenantId, String)>, StoreError> {
        let stretch = vec![after.unwrap_or_default().into(), u32::from(limit.number()).into()];
        let rows = self.rows(LIST_SECRETS, stretch).await?;
        rows.into_iter().map(|mut row| Ok((row.parsed()?, row.text()?))).collect()
    }

    async fn replace_provider_secret(
        &self,
        tenant: &TenantId,
        was: &str,
        secret: &str,
    ) -> Result<bool, StoreError> {
        let parameters = vec![tenant.as_str().into(), was.into(), secret.into()];
        Ok(self.first(REPLACE_SECRET, parameters).await?.is_some())
    }
}
