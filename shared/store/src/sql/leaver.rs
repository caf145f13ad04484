//! Those who have cancelled a subscription, over SQL.

use contract::Moment;
use credential::{InvitationId, TenantId};
use invite::State;

use super::row::Row;
use crate::{
    ContactKeys, LeaverFilter, LeaverStore, SqlConnection, SqlStore, SqlValue, StoreError,
    StoredLeaver,
};

const KEEP: &str = "INSERT INTO leavers (id, tenant, app, instance, event, email, phone, asked, \
     sealed, cancelled_at, made_at, resumed_at, test) \
     SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13 WHERE EXISTS \
     (SELECT 1 FROM app_instances WHERE tenant = ?2 AND app = ?3 AND instance = ?4) \
     ON CONFLICT (id) DO UPDATE SET email = excluded.email, phone = excluded.phone, \
     asked = excluded.asked, sealed = excluded.sealed, cancelled_at = excluded.cancelled_at, \
     resumed_at = excluded.resumed_at, test = excluded.test RETURNING 1";

macro_rules! columns {
    () => {
        "SELECT leavers.id, leavers.tenant, leavers.app, leavers.instance, leavers.event, \
         leavers.email, leavers.phone, leavers.asked, leavers.sealed, leavers.cancelled_at, \
         leavers.made_at, leavers.resumed_at, leavers.test, asked.state FROM leavers \
         LEFT JOIN asked ON asked.id = leavers.asked "
    };
}

const OF_EVENT: &str = concat!(
    columns!(),
    "WHERE leavers.tenant = ?1 AND leavers.event = ?2 ",
    "ORDER BY leavers.cancelled_at DESC, leavers.id DESC LIMIT ?3",
);

const LIST: &str = concat!(
    columns!(),
    "WHERE leavers.tenant = ?1 AND leavers.app = ?2 AND leavers.instance = ?3 ",
    "AND (?4 IS NULL OR (leavers.cancelled_at, leavers.id) < (?4, ?5)) ",
    "ORDER BY leavers.cancelled_at DESC, leavers.id DESC LIMIT ?6",
);

const FORGET: &str = "DELETE FROM leavers WHERE tenant = ?1 AND (email = ?2 OR phone = ?3)";

const TIDY: &str = "DELETE FROM leavers WHERE id IN \
     (SELECT id FROM leavers WHERE made_at < ?1 LIMIT ?2)";

fn hash(of: Option<[u8; 32]>) -> SqlValue {
    of.map_or(SqlValue::Null, |hash| hash.as_slice().into())
}

fn maybe_hash(row: &mut Row) -> Result<Option<[u8; 32]>, StoreError> {
    let bytes = row.maybe_bytes()?.map(TryInto::try_into).transpose();
    bytes.map_err(|_| StoreError::Unreadable("no hash"))
}

fn stored(mut row: Row) -> Result<(StoredLeaver, Option<State>), StoreError> {
    let row = &mut row;
    let leaver = StoredLeaver {
        id: row.blob()?,
        tenant: row.parsed()?,
        app: row.parsed()?,
        instance: row.parsed()?,
        event: row.blob()?,
        keys: ContactKeys { email: maybe_hash(row)?, phone: maybe_hash(row)? },
        asked: maybe_asked(row)?,
        sealed: row.bytes()?,
        cancelled_at: row.moment()?,
        made_at: row.moment()?,
        resumed_at: row.maybe_moment()?,
        test: row.flag()?,
    };
    let known = |name: String| State::ALL.into_iter().find(|state| state.name() == name);
    let state = row.maybe_text()?.map(|name| known(name).ok_or(StoreError::Unreadable("no state")));
    Ok((leaver, state.transpose()?))
}

fn maybe_asked(row: &mut Row) -> Result<Option<InvitationId>, StoreError> {
    let asked = row.maybe_text()?.map(|id| id.parse());
    asked.transpose().map_err(|_| StoreError::Unreadable("no invitation"))
}

impl<C: SqlConnection> SqlStore<C> {
    async fn leavers(
        &self,
        statement: &str,
        parameters: Vec<SqlValue>,
    ) -> Result<Vec<(StoredLeaver, Option<State>)>, StoreError> {
        self.rows(statement, parameters).await?.into_iter().map(stored).collect()
    }
}

impl<C: SqlConnection> LeaverStore for SqlStore<C> {
    async fn keep_leaver(&self, leaver: &StoredLeaver) -> Result<bool, StoreError> {
        let parameters = vec![
            leaver.id.as_slice().into(),
            leaver.tenant.as_str().into(),
            leaver.app.as_str().into(),
            leaver.instance.as_str().into(),
            leaver.event.as_slice().into(),
            hash(leaver.keys.email),
            hash(leaver.keys.phone),
            leaver.asked.as_ref().map(InvitationId::as_str).into(),
            leaver.sealed.as_slice().into(),
            leaver.cancelled_at.into(),
            leaver.made_at.into(),
            leaver.resumed_at.map_or(SqlValue::Null, SqlValue::from),
            leaver.test.into(),
        ];
        Ok(self.first(KEEP, parameters).await?.is_some())
    }

    async fn leavers_of(
        &self,
        tenant: &TenantId,
        event: &[u8; 32],
        limit: u32,
    ) -> Result<Vec<StoredLeaver>, StoreError> {
        let parameters = vec![tenant.as_str().into(), event.as_slice().into(), limit.into()];
        let found = self.leavers(OF_EVENT, parameters).await?;
        Ok(found.into_iter().map(|(leaver, _)| leaver).collect())
    }

    async fn list_leavers(
        &self,
        tenant: &TenantId,
        filter: LeaverFilter<'_>,
    ) -> Result<Vec<(StoredLeaver, Option<State>)>, StoreError> {
        let LeaverFilter { app, instance, before, limit } = filter;
        let (at, id) = before.unzip();
        let parameters = vec![
            tenant.as_str().into(),
            app.as_str().into(),
            instance.as_str().into(),
            at.map_or(SqlValue::Null, SqlValue::from),
            id.map_or(SqlValue::Null, |id| id.as_slice().into()),
            limit.into(),
        ];
        self.leavers(LIST, parameters).await
    }

    async fn forget_leavers(&self, tenant: &TenantId, keys: ContactKeys) -> Result<(), StoreError> {
        let parameters = vec![tenant.as_str().into(), hash(keys.email), hash(keys.phone)];
        self.rows(FORGET, parameters).await.map(|_| ())
    }

    async fn tidy_leavers(&self, limit: u32, before: Moment) -> Result<(), StoreError> {
        self.rows(TIDY, vec![before.into(), limit.into()]).await.map(|_| ())
    }
}
