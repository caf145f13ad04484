//! Flows of those who are about to cancel, over SQL.

use contract::Moment;
use credential::{FlowId, TenantId};

use super::row::Row;
use crate::{FlowFilter, FlowStore, SqlConnection, SqlStore, SqlValue, StoreError, StoredFlow};

const ADD: &str = "INSERT INTO cancel_flows \
     (id, tenant, app, instance, subscription, sealed, facts, state, made_at, changed_at, revision) \
     SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 WHERE EXISTS \
     (SELECT 1 FROM app_instances WHERE tenant = ?2 AND app = ?3 AND instance = ?4) RETURNING 1";

macro_rules! columns {
    () => {
        "SELECT id, tenant, app, instance, subscription, sealed, facts, state, made_at, \
         changed_at, revision FROM cancel_flows "
    };
}

const FIND: &str = concat!(columns!(), "WHERE id = ?1");

const OF_SUBSCRIPTION: &str = concat!(
    columns!(),
    "WHERE tenant = ?1 AND subscription = ?2 ORDER BY made_at DESC, id DESC LIMIT ?3",
);

const LIST: &str = concat!(
    columns!(),
    "WHERE tenant = ?1 AND app = ?2 AND instance = ?3 AND made_at >= ?4 AND made_at < ?5 ",
    "AND (?6 IS NULL OR (made_at, id) > (?6, ?7)) ORDER BY made_at, id LIMIT ?8",
);

const CHANGE: &str = "UPDATE cancel_flows SET state = ?3, changed_at = ?4, \
     revision = revision + 1 WHERE id = ?1 AND revision = ?2 RETURNING 1";

const FORGET: &str = "UPDATE cancel_flows SET sealed = NULL WHERE id IN \
     (SELECT id FROM cancel_flows WHERE sealed IS NOT NULL AND made_at < ?1 LIMIT ?2)";

const REMOVE: &str = "DELETE FROM cancel_flows WHERE id IN \
     (SELECT id FROM cancel_flows WHERE made_at < ?1 LIMIT ?2)";

fn stored(mut row: Row) -> Result<StoredFlow, StoreError> {
    let row = &mut row;
    Ok(StoredFlow {
        id: row.parsed()?,
        tenant: row.parsed()?,
        app: row.parsed()?,
        instance: row.parsed()?,
        subscription: row.blob()?,
        sealed: row.maybe_bytes()?,
        facts: row.text()?,
        state: row.text()?,
        made_at: row.moment()?,
        changed_at: row.moment()?,
        revision: row.number()?,
    })
}

impl<C: SqlConnection> SqlStore<C> {
    async fn flows(
        &self,
        statement: &str,
        parameters: Vec<SqlValue>,
    ) -> Result<Vec<StoredFlow>, StoreError> {
        self.rows(statement, parameters).await?.into_iter().map(stored).collect()
    }
}

impl<C: SqlConnection> FlowStore for SqlStore<C> {
    async fn add_flow(&self, flow: &StoredFlow) -> Result<bool, StoreError> {
        let parameters = vec![
            flow.id.as_str().into(),
            flow.tenant.as_str().into(),
            flow.app.as_str().into(),
            flow.instance.as_str().into(),
            flow.subscription.as_slice().into(),
            flow.sealed.as_deref().into(),
            flow.facts.as_str().into(),
            flow.state.as_str().into(),
            flow.made_at.into(),
            flow.changed_at.into(),
            flow.revision.into(),
        ];
        Ok(self.first(ADD, parameters).await?.is_some())
    }

    async fn find_flow(&self, id: &FlowId) -> Result<Option<StoredFlow>, StoreError> {
        self.first(FIND, vec![id.as_str().into()]).await?.map(stored).transpose()
    }

    async fn flows_of(
        &self,
        tenant: &TenantId,
        subscription: &[u8; 32],
        limit: u32,
    ) -> Result<Vec<StoredFlow>, StoreError> {
        let subscription = subscription.as_slice().into();
        self.flows(OF_SUBSCRIPTION, vec![tenant.as_str().into(), subscription, limit.into()]).await
    }

    async fn list_flows(
        &self,
        tenant: &TenantId,
        filter: FlowFilter<'_>,
    ) -> Result<Vec<StoredFlow>, StoreError> {
        let FlowFilter { app, instance, from, before, after, limit } = filter;
        let (at, id) = after.unzip();
        let parameters = vec![
            tenant.as_str().into(),
            app.as_str().into(),
            instance.as_str().into(),
            from.into(),
            before.into(),
            at.map_or(SqlValue::Null, SqlValue::from),
            id.map(FlowId::as_str).into(),
            limit.into(),
        ];
        self.flows(LIST, parameters).await
    }

    async fn change_flow(
        &self,
        id: &FlowId,
        (revision, state): (u32, &str),
        now: Moment,
    ) -> Result<bool, StoreError> {
        let parameters = vec![id.as_str().into(), revision.into(), state.into(), now.into()];
        Ok(self.first(CHANGE, parameters).await?.is_some())
    }

    async fn tidy_flows(
        &self,
        limit: u32,
        (settled, before): (Moment, Moment),
    ) -> Result<(), StoreError> {
        self.rows(FORGET, vec![settled.into(), limit.into()]).await?;
        self.rows(REMOVE, vec![before.into(), limit.into()]).await.map(|_| ())
    }
}
