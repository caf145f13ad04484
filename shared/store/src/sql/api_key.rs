//! API keys over SQL.

use contract::Moment;
use contract::message::ApiKeyItem;
use credential::{ApiKeyId, Grants, TenantId, UnixSeconds, UserId};

use crate::sql::account::{grants, printed};
use crate::sql::row::Row;
use crate::{
    ApiKeyBounds, ApiKeyMade, ApiKeyStore, MAX_API_KEYS, MAX_LISTED_API_KEYS, NewApiKey,
    SqlConnection, SqlStore, StoreError, UNSEEN_MILLIS,
};

/// The columns of a key, in the order [`item`] reads them.
macro_rules! columns {
    () => {
        "id, label, grants, made_by, created_at, expires_at, last_used_at, revoked_at"
    };
}

/// Of two made at the same time for the last place one comes too late: it is one statement.
const CREATE: &str = "INSERT INTO api_keys \
     (id, tenant, label, grants, made_by, expires_at, created_at) \
     SELECT ?1, tenants.id, ?3, ?4, ?5, ?6, ?7 FROM tenants WHERE tenants.id = ?2 \
     AND (SELECT count(*) FROM api_keys WHERE tenant = ?2 AND revoked_at IS NULL \
     AND expires_at > ?8) < ?9 \
     ON CONFLICT (id) DO NOTHING RETURNING 1";

const THERE: &str = "SELECT (SELECT tenant FROM api_keys WHERE id = ?1 AND revoked_at IS NULL) = ?2, \
     EXISTS (SELECT 1 FROM api_keys WHERE id = ?1), EXISTS (SELECT 1 FROM tenants WHERE id = ?2)";

const USE: &str = "SELECT api_keys.last_used_at, api_keys.made_by, users.grants \
     FROM api_keys LEFT JOIN users \
     ON users.id = api_keys.made_by AND users.tenant = api_keys.tenant \
     AND users.suspended_at IS NULL AND (users.access_until IS NULL OR users.access_until > ?3) \
     WHERE api_keys.id = ?1 AND api_keys.tenant = ?2 AND api_keys.revoked_at IS NULL";

const SEEN: &str = "UPDATE api_keys SET last_used_at = ?2 \
     WHERE id = ?1 AND (last_used_at IS NULL OR last_used_at < ?3)";

const LIST: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM api_keys WHERE tenant = ?1 ORDER BY created_at DESC, id LIMIT ?2",
);

const REVOKE: &str = concat!(
    "UPDATE api_keys SET revoked_at = coalesce(revoked_at, ?3) WHERE id = ?1 AND tenant = ?2 ",
    "RETURNING ",
    columns!(),
);

fn item(row: &mut Row) -> Result<ApiKeyItem, StoreError> {
    Ok(ApiKeyItem {
        id: row.parsed()?,
        label: row.text()?,
        grants: grants(row)?,
        made_by: maker(row)?,
        created_at: row.moment()?,
        expires_at: UnixSeconds::new(row.number()?),
        last_used_at: row.maybe_moment()?,
        revoked_at: row.maybe_moment()?,
    })
}

fn maker(row: &mut Row) -> Result<Option<UserId>, StoreError> {
    let maker = row.maybe_text()?.map(|text| text.parse()).transpose();
    maker.map_err(|_| StoreError::Unreadable("not a user"))
}

impl<C: SqlConnection> ApiKeyStore for SqlStore<C> {
    async fn create_api_key(&self, key: &NewApiKey, now: Moment) -> Result<ApiKeyMade, StoreError> {
        let parameters = vec![
            key.id.as_str().into(),
            key.tenant.as_str().into(),
            key.label.as_str().into(),
            printed(&key.grants)?.as_str().into(),
            key.made_by.as_ref().map(UserId::as_str).into(),
            key.expires_at.get().into(),
            now.into(),
            now.seconds().get().into(),
            MAX_API_KEYS.into(),
        ];
        if self.first(CREATE, parameters).await?.is_some() {
            return Ok(ApiKeyMade::There);
        }
        let names = vec![key.id.as_str().into(), key.tenant.as_str().into()];
        let mut row = self.first(THERE, names).await?.ok_or(StoreError::Unreadable("no row"))?;
        let (own, taken, tenant) = (row.maybe_integer()? == Some(1), row.flag()?, row.flag()?);
        Ok(match (own, taken, tenant) {
            (true, ..) => ApiKeyMade::There,
            (false, false, true) => ApiKeyMade::TooMany,
            (false, true, _) | (false, _, false) => ApiKeyMade::Not,
        })
    }

    async fn use_api_key(
        &self,
        tenant: &TenantId,
        key: &ApiKeyId,
        now: Moment,
    ) -> Result<Option<ApiKeyBounds>, StoreError> {
        let parameters = vec![key.as_str().into(), tenant.as_str().into(), now.into()];
        let Some(mut row) = self.first(USE, parameters).await? else { return Ok(None) };
        let (seen, maker) = (row.maybe_integer()?, maker(&mut row)?);
        let bounds = match (maker, row.maybe_text()?) {
            (None, _) => ApiKeyBounds::Own,
            (Some(_), None) => return Ok(None),
            (Some(_), Some(text)) => ApiKeyBounds::Maker(read(&text)?),
        };
        let before = now.unix_millis().saturating_sub(UNSEEN_MILLIS);
        let is_fresh = seen.is_some_and(|at| u64::try_from(at).is_ok_and(|at| at >= before));
        if !is_fresh {
            let parameters = vec![key.as_str().into(), now.into(), before.into()];
            // Whether a key works does not hang on whether this is written.
            let _ = self.rows(SEEN, parameters).await;
        }
        Ok(Some(bounds))
    }

    async fn list_api_keys(&self, tenant: &TenantId) -> Result<Vec<ApiKeyItem>, StoreError> {
        let parameters = vec![tenant.as_str().into(), MAX_LISTED_API_KEYS.into()];
        let rows = self.rows(LIST, parameters).await?;
        rows.into_iter().map(|mut row| item(&mut row)).collect()
    }

    async fn revoke_api_key(
        &self,
        tenant: &TenantId,
        key: &ApiKeyId,
        now: Moment,
    ) -> Result<Option<ApiKeyItem>, StoreError> {
        let parameters = vec![key.as_str().into(), tenant.as_str().into(), now.into()];
        let row = self.first(REVOKE, parameters).await?;
        row.map(|mut row| item(&mut row)).transpose()
    }
}

fn read(text: &str) -> Result<Grants, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::Unreadable("not grants"))
}
