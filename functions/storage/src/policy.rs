//! What a tenant asks of its people.

use bytes::Bytes;
use contract::message::{AuditAction, Policy};
use host::json;
use http::Response;
use problem::{Kind, Problem};
use store::{AccountStore as _, AuditObject};

use crate::audit::{Acting, told};
use crate::context::Context;
use crate::failure::{store_failed, unreadable};

pub(crate) async fn read(
    context: &Context<'_>,
    acting: &Acting,
) -> Result<Response<Bytes>, Problem> {
    let rule = context.store.read_rule(&acting.tenant).await.map_err(store_failed)?;
    Ok(json(&Policy { second_factor: rule.ok_or(Kind::NotFound)? }))
}

pub(crate) async fn set(
    context: &Context<'_>,
    acting: &Acting,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let policy: Policy = serde_json::from_slice(body).map_err(unreadable)?;
    let object = AuditObject::Tenant(acting.tenant.clone());
    let note = acting.does(context, AuditAction::PutTenant, object);
    let setting = context.store.set_rule(&acting.tenant, policy.second_factor);
    told(context, note, setting, |set| *set).await?.then_some(()).ok_or(Kind::NotFound)?;
    Ok(json(&policy))
}
