//! Webhooks of shops' platforms, over SQL.

use contract::Moment;
use contract::message::{HookPlatform, HookRefusal};
use credential::{AppName, HookId, InstanceName, TenantId};

use super::End;
use super::personal::locked;
use super::row::Row;
use crate::{
    HookStore, NewHook, PutHook, SqlConnection, SqlStore, SqlValue, StoreError, StoredHook,
};

const THERE: &str = "SELECT 1 FROM app_instances WHERE tenant = ?1 AND app = ?2 AND instance = ?3";

/// A platform's address for an instance stays the same, whatever it is signed with.
const PUT: &str = "INSERT INTO app_hooks \
     (tenant, app, instance, platform, id, subject, sealed, made_at, refusals) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0) \
     ON CONFLICT (tenant, app, instance, platform) DO UPDATE SET subject = excluded.subject, \
     sealed = excluded.sealed, refusals = 0, refused_at = NULL, refusal = NULL";

macro_rules! columns {
    () => {
        "SELECT app_hooks.id, app_hooks.app, app_hooks.instance, app_hooks.platform, \
         app_hooks.made_at, app_hooks.taken_at, app_hooks.refusals, app_hooks.refused_at, \
         app_hooks.refusal, app_hooks.sealed, app_hooks.tenant, app_hooks.subject, \
         subjects.generation, subjects.sealed FROM app_hooks \
         LEFT JOIN subjects ON subjects.tenant = app_hooks.tenant \
         AND subjects.id = app_hooks.subject "
    };
}

const FIND: &str = concat!(columns!(), "WHERE app_hooks.id = ?1");

const LIST: &str = concat!(
    columns!(),
    "WHERE app_hooks.tenant = ?1 AND app_hooks.app = ?2 AND app_hooks.instance = ?3 ",
    "ORDER BY app_hooks.platform",
);

const REMOVE: &str = "DELETE FROM app_hooks \
     WHERE tenant = ?1 AND app = ?2 AND instance = ?3 AND platform = ?4 RETURNING 1";

const TAKEN: &str = "UPDATE app_hooks SET taken_at = ?2 WHERE id = ?1";

const REFUSED: &str =
    "UPDATE app_hooks SET refusals = refusals + 1, refused_at = ?2, refusal = ?3 WHERE id = ?1";

fn named<T>(
    row: &mut Row,
    find: impl Fn(&str) -> Option<T>,
    unknown: &'static str,
) -> Result<Option<T>, StoreError> {
    let Some(name) = row.maybe_text()? else { return Ok(None) };
    find(&name).map(Some).ok_or(StoreError::Unreadable(unknown))
}

fn stored(mut row: Row) -> Result<StoredHook, StoreError> {
    let row = &mut row;
    let (id, app, instance) = (row.parsed()?, row.parsed()?, row.parsed()?);
    let platform = named(row, |name| name.parse().ok(), "no platform")?;
    let platform = platform.ok_or(StoreError::Unreadable("no platform"))?;
    let (made_at, taken_at) = (row.moment()?, row.maybe_moment()?);
    let (count, refused_at) = (row.number()?, row.maybe_moment()?);
    let refusal = named(row, HookRefusal::named, "no refusal")?;
    let refused = refused_at.zip(refusal).map(|(at, why)| (count, at, why));
    let sealed = row.bytes()?;
    let locked = locked(row, sealed)?;
    Ok(StoredHook { id, app, instance, platform, locked, made_at, taken_at, refused })
}

impl<C: SqlConnection> HookStore for SqlStore<C> {
    async fn put_hook(
        &self,
        tenant: &TenantId,
        hook: NewHook<'_>,
        now: Moment,
    ) -> Result<PutHook, StoreError> {
        let NewHook { id, app, instance, platform, sealed, subject } = hook;
        let place: Vec<SqlValue> =
            vec![tenant.as_str().into(), app.as_str().into(), instance.as_str().into()];
        let mut parameters = place.clone();
        parameters.extend([
            platform.as_str().into(),
            id.as_str().into(),
            subject.id.as_bytes().as_slice().into(),
            sealed.into(),
            now.into(),
        ]);
        self.transaction(async || {
            if self.first(THERE, place).await?.is_none() {
                return Ok(End::RollBack(PutHook::NoInstance));
            }
            self.rows(PUT, parameters).await?;
            if !self.keep_tenants_subject(tenant, subject, "instance").await? {
                return Ok(End::RollBack(PutHook::KeyChanged));
            }
            Ok(End::Commit(PutHook::Done))
        })
        .await
    }

    async fn find_hook(&self, id: &HookId) -> Result<Option<StoredHook>, StoreError> {
        let row = self.first(FIND, vec![id.as_str().into()]).await?;
        row.map(stored).transpose()
    }

    async fn list_hooks(
        &self,
        tenant: &TenantId,
        app: &AppName,
        instance: &InstanceName,
    ) -> Result<Vec<StoredHook>, StoreError> {
        let parameters =
            vec![tenant.as_str().into(), app.as_str().into(), instance.as_str().into()];
        self.rows(LIST, parameters).await?.into_iter().map(stored).collect()
    }

    async fn remove_hook(
        &self,
        tenant: &TenantId,
        (app, instance): (&AppName, &InstanceName),
        platform: HookPlatform,
    ) -> Result<bool, StoreError> {
        let parameters = vec![
            tenant.as_str().into(),
            app.as_str().into(),
            instance.as_str().into(),
            platform.as_str().into(),
        ];
        Ok(self.first(REMOVE, parameters).await?.is_some())
    }

    async fn note_hook(
        &self,
        id: &HookId,
        refusal: Option<HookRefusal>,
        now: Moment,
    ) -> Result<(), StoreError> {
        let mut parameters: Vec<SqlValue> = vec![id.as_str().into(), now.into()];
        parameters.extend(refusal.map(|why| why.as_str().into()));
        let statement = if refusal.is_some() { REFUSED } else { TAKEN };
        self.rows(statement, parameters).await.map(|_| ())
    }
}
