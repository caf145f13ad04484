//! What shows a customer's program that an alert is ours.

use ::personal::LookUp;
use bytes::Bytes;
use contract::message::{AlertSecret, AuditAction, Secret};
use credential::{AppName, InstanceName, TenantId};
use host::json;
use http::Response;
use problem::{Kind, Problem};
use store::{AppStore as _, AuditObject};

use crate::audit::{Acting, tell};
use crate::context::Context;
use crate::failure::store_failed;
use crate::personal::secrets;

/// The secret of an instance: made of its name and the tenant's own, so that nothing of it is kept.
pub(super) async fn secret(
    context: &Context<'_>,
    tenant: &TenantId,
    (app, instance): (&AppName, &InstanceName),
) -> Result<Secret<32>, Problem> {
    let parts = [app.as_str().as_bytes(), instance.as_str().as_bytes()];
    let secrets = secrets(context, tenant).await?;
    Ok(Secret::new(secrets.look_up().hash(LookUp::AlertSecret, &parts)))
}

/// Tells it whoever sets the app up.
pub(crate) async fn read_secret(
    context: &Context<'_>,
    acting: &Acting,
    place: (&AppName, &InstanceName),
) -> Result<Response<Bytes>, Problem> {
    let (app, instance) = place;
    let there = context.store.read_instance(&acting.tenant, app, instance).await;
    there.map_err(store_failed)?.ok_or(Kind::NotFound)?;
    let object = AuditObject::Instance(app.clone(), instance.clone());
    tell(context, acting.does(context, AuditAction::ReadAlertSecret, object)).await?;
    Ok(json(&AlertSecret { secret: secret(context, &acting.tenant, place).await? }))
}
