//! Operations on API keys.

use bytes::Bytes;
use contract::message::{ApiKey, ApiKeys, AuditAction, CreateApiKey, MakeApiKey};
use credential::{ApiKeyClaims, ApiKeyId, TenantId};
use host::{json, with_status};
use http::{Response, StatusCode};
use problem::{Kind, Problem};
use store::{ApiKeyMade, ApiKeyStore as _, AuditActor, AuditObject, MAX_API_KEYS, NewApiKey};

use crate::accounts::operator;
use crate::audit::{Acting, told};
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::people::fresh;

const MAX_LABEL_CHARS: usize = 100;

/// Makes an API key for the operator.
pub(crate) async fn create(
    context: &Context<'_>,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let message: CreateApiKey = serde_json::from_slice(body).map_err(unreadable)?;
    let CreateApiKey { id, tenant, label, grants, expires_at } = message;
    let acting = operator(&tenant);
    let new = NewApiKey { id, tenant, label, grants, made_by: None, expires_at };
    make(context, &acting, new).await
}

/// Makes an API key for the tenant of whoever asks, which may do no more than they.
pub(crate) async fn make_own(
    context: &Context<'_>,
    acting: &Acting,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let MakeApiKey { label, grants, days } = serde_json::from_slice(body).map_err(unreadable)?;
    if !(1..=MakeApiKey::MOST_DAYS).contains(&days) {
        let most = MakeApiKey::MOST_DAYS;
        return Err(Problem::new(Kind::ParameterRejected)
            .with_invalid("days", format!("a key holds for 1 to {most} days")));
    }
    if grants.as_slice().is_empty() || !grants.are_within(&acting.grants) {
        return Err(Problem::new(Kind::NotPermitted)
            .with_detail("A key does something, and no more than whoever makes it."));
    }
    let AuditActor::User(user) = &acting.actor else { return Err(Problem::new(Kind::Internal)) };
    let seconds = u64::from(days).saturating_mul(24 * 60 * 60);
    let new = NewApiKey {
        id: fresh_id(context)?,
        tenant: acting.tenant.clone(),
        label,
        grants,
        made_by: Some(user.clone()),
        expires_at: context.now.seconds().saturating_add_seconds(seconds),
    };
    make(context, acting, new).await
}

/// A name that no key has: 128 random bits.
fn fresh_id(context: &Context<'_>) -> Result<ApiKeyId, Problem> {
    fresh(context)?.parse().map_err(|_| Problem::new(Kind::Internal))
}

/// Makes an API key and signs it. It is told once; what is stored is what is known of it.
async fn make(
    context: &Context<'_>,
    acting: &Acting,
    new: NewApiKey,
) -> Result<Response<Bytes>, Problem> {
    let is_plain = !new.label.chars().any(char::is_control);
    if new.label.chars().count() > MAX_LABEL_CHARS || !is_plain {
        return Err(Problem::new(Kind::ParameterRejected)
            .with_invalid("label", "what a key is for is one line of at most 100 characters"));
    }
    let claims = ApiKeyClaims {
        jti: new.id.clone(),
        ten: new.tenant.clone(),
        zone: context.settings.zone.clone(),
        grants: new.grants.clone(),
        iat: context.now.seconds(),
        exp: new.expires_at,
    };
    let key = context.settings.api_key_keys.sign(&claims).map_err(|_| Kind::Internal)?;
    let note = acting.does(context, AuditAction::CreateApiKey, AuditObject::ApiKey(new.id.clone()));
    let creating = context.store.create_api_key(&new, context.now);
    match told(context, note, creating, |made| *made == ApiKeyMade::There).await? {
        ApiKeyMade::There => Ok(with_status(json(&ApiKey { key }), StatusCode::CREATED)),
        ApiKeyMade::TooMany => Err(Problem::new(Kind::ParameterRejected)
            .with_detail(format!("There are {MAX_API_KEYS} API keys already. End one first."))),
        ApiKeyMade::Not => Err(Problem::new(Kind::NotFound)),
    }
}

/// A tenant's API keys, the newest first.
pub(crate) async fn list(
    context: &Context<'_>,
    tenant: &TenantId,
) -> Result<Response<Bytes>, Problem> {
    let items = context.store.list_api_keys(tenant).await.map_err(store_failed)?;
    Ok(json(&ApiKeys { items }))
}

/// Ends an API key, at once and for good.
pub(crate) async fn revoke(
    context: &Context<'_>,
    acting: &Acting,
    key: &ApiKeyId,
) -> Result<Response<Bytes>, Problem> {
    let note = acting.does(context, AuditAction::RevokeApiKey, AuditObject::ApiKey(key.clone()));
    let revoking = context.store.revoke_api_key(&acting.tenant, key, context.now);
    let item = told(context, note, revoking, Option::is_some).await?.ok_or(Kind::NotFound)?;
    Ok(json(&item))
}
