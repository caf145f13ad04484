//! App instances over SQL.

use contract::Moment;
use credential::{AppName, InstanceName, TenantId};
use invite::State;

use super::End;
use super::asked::state;
use super::personal::locked;
use super::row::Row;
use crate::{
    AppStore, NewInstance, PutInstance, SqlConnection, SqlStore, SqlValue, StoreError,
    StoredInstance,
};

const OWNS: &str = "SELECT 1 FROM surveys WHERE id = ?1 AND tenant = ?2";

/// This one statement decides whether there is room for one more.
const PUT: &str = "INSERT INTO app_instances \
     (tenant, app, instance, survey, title, paused, subject, sealed, made_at, changed_at) \
     SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9 \
     WHERE (SELECT count(*) FROM app_instances \
     WHERE tenant = ?1 AND app = ?2 AND instance <> ?3) < ?10 \
     ON CONFLICT (tenant, app, instance) DO UPDATE SET survey = excluded.survey, \
     title = excluded.title, paused = excluded.paused, subject = excluded.subject, \
     sealed = excluded.sealed, \
     changed_at = max(excluded.changed_at, app_instances.changed_at + 1) RETURNING 1";

const CHANGED: &str =
    "SELECT changed_at FROM app_instances WHERE tenant = ?1 AND app = ?2 AND instance = ?3";

/// What waits of an instance is held back for as long as it is paused.
const HOLD: &str = "UPDATE asked SET held = ?4 \
     WHERE tenant = ?1 AND app = ?2 AND instance = ?3 AND next_due IS NOT NULL AND held <> ?4";

const HOLD_MESSAGES: &str = "UPDATE asked_messages SET held = ?4 \
     WHERE ended_at IS NULL AND held <> ?4 AND EXISTS (SELECT 1 FROM asked \
     WHERE asked.id = asked_messages.asked \
     AND asked.tenant = ?1 AND asked.app = ?2 AND asked.instance = ?3)";

macro_rules! columns {
    () => {
        "SELECT app_instances.app, app_instances.instance, app_instances.survey, \
         app_instances.title, app_instances.paused, app_instances.made_at, \
         app_instances.changed_at, tenants.name, app_instances.sealed, app_instances.tenant, \
         app_instances.subject, subjects.generation, subjects.sealed FROM app_instances \
         JOIN tenants ON tenants.id = app_instances.tenant \
         LEFT JOIN subjects ON subjects.tenant = app_instances.tenant \
         AND subjects.id = app_instances.subject \
         WHERE app_instances.tenant = ?1 AND app_instances.app = ?2 "
    };
}

const READ: &str = concat!(columns!(), "AND app_instances.instance = ?3");

const LIST: &str = concat!(columns!(), "ORDER BY app_instances.instance");

const COUNT: &str = "SELECT instance, state, count(*) FROM asked \
     WHERE tenant = ?1 AND app = ?2 AND test = 0 GROUP BY instance, state";

const COUNT_ONE: &str = "SELECT instance, state, count(*) FROM asked WHERE tenant = ?1 AND app = ?2 \
     AND instance = ?3 AND test = 0 GROUP BY state";

fn stored(row: &mut Row) -> Result<StoredInstance, StoreError> {
    Ok(StoredInstance {
        app: row.parsed()?,
        instance: row.parsed()?,
        survey: row.parsed()?,
        title: row.text()?,
        paused: row.flag()?,
        made_at: row.moment()?,
        changed_at: row.moment()?,
        organisation: row.text()?,
        locked: {
            let sealed = row.bytes()?;
            locked(row, sealed)?
        },
    })
}

impl<C: SqlConnection> AppStore for SqlStore<C> {
    async fn put_instance(
        &self,
        tenant: &TenantId,
        instance: NewInstance<'_>,
        most: u32,
        now: Moment,
    ) -> Result<PutInstance, StoreError> {
        let NewInstance { app, instance, survey, title, paused, sealed, subject, seen } = instance;
        let owner = vec![survey.as_str().into(), tenant.as_str().into()];
        let parameters: Vec<SqlValue> = vec![
            tenant.as_str().into(),
            app.as_str().into(),
            instance.as_str().into(),
            survey.as_str().into(),
            title.into(),
            paused.into(),
            subject.id.as_bytes().as_slice().into(),
            sealed.into(),
            now.into(),
            most.into(),
        ];
        let held: Vec<SqlValue> = vec![
            tenant.as_str().into(),
            app.as_str().into(),
            instance.as_str().into(),
            paused.into(),
        ];
        let place: Vec<SqlValue> =
            vec![tenant.as_str().into(), app.as_str().into(), instance.as_str().into()];
        self.transaction(async || {
            if let Some(seen) = seen {
                let changed = self.first(CHANGED, place).await?.map(|mut row| row.moment());
                if changed.transpose()? != Some(seen) {
                    return Ok(End::RollBack(PutInstance::Changed));
                }
            }
            if self.first(OWNS, owner).await?.is_none() {
                return Ok(End::RollBack(PutInstance::NoSurvey));
            }
            if self.first(PUT, parameters).await?.is_none() {
                return Ok(End::RollBack(PutInstance::TooMany));
            }
            if !self.keep_tenants_subject(tenant, subject, "instance").await? {
                return Ok(End::RollBack(PutInstance::KeyChanged));
            }
            for statement in [HOLD, HOLD_MESSAGES] {
                self.rows(statement, held.clone()).await?;
            }
            Ok(End::Commit(PutInstance::Done))
        })
        .await
    }

    async fn read_instance(
        &self,
        tenant: &TenantId,
        app: &AppName,
        instance: &InstanceName,
    ) -> Result<Option<StoredInstance>, StoreError> {
        let parameters =
            vec![tenant.as_str().into(), app.as_str().into(), instance.as_str().into()];
        let row = self.first(READ, parameters).await?;
        row.map(|mut row| stored(&mut row)).transpose()
    }

    async fn list_instances(
        &self,
        tenant: &TenantId,
        app: &AppName,
    ) -> Result<Vec<StoredInstance>, StoreError> {
        let rows = self.rows(LIST, vec![tenant.as_str().into(), app.as_str().into()]).await?;
        rows.into_iter().map(|mut row| stored(&mut row)).collect()
    }

    async fn count_asked(
        &self,
        tenant: &TenantId,
        app: &AppName,
        instance: Option<&InstanceName>,
    ) -> Result<Vec<(InstanceName, State, u64)>, StoreError> {
        let mut parameters = vec![tenant.as_str().into(), app.as_str().into()];
        parameters.extend(instance.map(|instance| instance.as_str().into()));
        let statement = if instance.is_some() { COUNT_ONE } else { COUNT };
        let rows = self.rows(statement, parameters).await?;
        let read = |mut row: Row| Ok((row.parsed()?, state(&mut row)?, row.number()?));
        rows.into_iter().map(read).collect()
    }
}
