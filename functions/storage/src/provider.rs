//! Identity providers: by which a tenant's people sign in, and what such a provider knows us by.

use bytes::Bytes;
use contract::message::{
    AuditAction, ClientSecret, Cursor, ProviderShown, ProviderState, ProviderToAsk, SealedAnew,
    SetProvider, Stretch,
};
use credential::{KeyRing, NONCE_BYTES, TenantId};
use host::json;
use http::Response;
use problem::{Kind, Problem};
use store::{AuditObject, IdentityStore as _, NewProvider};

use crate::audit::{Acting, told};
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::second_factor::random;

/// The provider of a tenant, as it may be shown.
pub(crate) async fn show(
    context: &Context<'_>,
    tenant: &TenantId,
) -> Result<Response<Bytes>, Problem> {
    let there = context.store.find_provider(tenant).await.map_err(store_failed)?;
    Ok(json(&ProviderState { provider: there.map(|there| there.shown) }))
}

/// Puts a provider in the place of the one that was there.
pub(crate) async fn set(
    context: &Context<'_>,
    acting: &Acting,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let SetProvider { issuer, client_id, client_secret } =
        serde_json::from_slice(body).map_err(unreadable)?;
    let secret = client_secret.map(|secret| sealed(context, &acting.tenant, &secret));
    let secret = secret.transpose()?;
    let new = NewProvider { issuer: &issuer, client_id: &client_id, secret: secret.as_deref() };
    let putting = context.store.put_provider(&acting.tenant, new, context.now);
    told(context, note(context, acting), putting, |put| *put)
        .await?
        .then_some(())
        .ok_or(Kind::NotFound)?;
    let (has_secret, changed_at) = (secret.is_some(), context.now);
    let shown = ProviderShown { issuer, client_id, has_secret, changed_at };
    Ok(json(&ProviderState { provider: Some(shown) }))
}

/// Takes the provider away.
pub(crate) async fn remove(
    context: &Context<'_>,
    acting: &Acting,
) -> Result<Response<Bytes>, Problem> {
    let removing = context.store.remove_provider(&acting.tenant);
    told(context, note(context, acting), removing, |removed| *removed).await?;
    Ok(json(&ProviderState { provider: None }))
}

fn note(context: &Context<'_>, acting: &Acting) -> store::AuditDraft {
    let object = AuditObject::Tenant(acting.tenant.clone());
    acting.does(context, AuditAction::SetProvider, object)
}

/// The provider of a tenant, for whoever asks it.
pub(crate) async fn to_ask(
    context: &Context<'_>,
    tenant: &TenantId,
) -> Result<Response<Bytes>, Problem> {
    let there = context.store.find_provider(tenant).await.map_err(store_failed)?;
    let there = there.ok_or(Kind::NotFound)?;
    let keys = &context.settings.identity_secret_keys;
    let opened = |kept: &String| {
        opened(keys, tenant, kept)
            .ok_or_else(|| Problem::new(Kind::Internal).with_cause("a secret that no key opens"))
    };
    let client_secret = there.secret.as_ref().map(opened).transpose()?;
    let ProviderShown { issuer, client_id, .. } = there.shown;
    Ok(json(&ProviderToAsk { issuer, client_id, client_secret }))
}

/// Puts a stretch of the secrets under the current key, so that a previous one can be dropped.
pub(crate) async fn seal_anew(
    context: &Context<'_>,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let Stretch { limit, cursor } = host::stretch(query)?;
    let keys = &context.settings.identity_secret_keys;
    let after = cursor.as_ref().map(Cursor::key);
    let secrets = context.store.list_provider_secrets(limit, after).await.map_err(store_failed)?;
    let full = secrets.len() == usize::from(limit.number());
    let next = secrets.last().filter(|_| full).map(|(tenant, _)| Cursor::after(tenant.as_str()));
    let mut changed = 0;
    for (tenant, kept) in secrets.iter().filter(|(_, kept)| !keys.is_current(kept)) {
        // One that no key opens helps nobody, and keeps no other from being sealed.
        let Some(secret) = opened(keys, tenant, kept) else { continue };
        let anew = sealed(context, tenant, &secret)?;
        let replaced = context.store.replace_provider_secret(tenant, kept, &anew).await;
        changed += u32::from(replaced.map_err(store_failed)?);
    }
    Ok(json(&SealedAnew { key: keys.current_name().to_owned(), changed, next }))
}

/// A tenant's secret as it is kept.
fn sealed(
    context: &Context<'_>,
    tenant: &TenantId,
    secret: &ClientSecret,
) -> Result<String, Problem> {
    let nonce = random::<NONCE_BYTES>(context)?;
    let keys = &context.settings.identity_secret_keys;
    let sealed = keys.seal(nonce, tenant.as_str().as_bytes(), secret.expose().as_bytes());
    sealed.map_err(|_| Kind::Internal.into())
}

/// The secret that is kept for a tenant, under the current key or a previous one: another's is not opened in its
/// place.
fn opened(keys: &KeyRing, tenant: &TenantId, kept: &str) -> Option<ClientSecret> {
    let bytes = keys.unseal(kept, tenant.as_str().as_bytes()).ok()?;
    core::str::from_utf8(&bytes).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    const NEW: &str = "k2:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8";

    #[test]
    fn secrets_are_opened_for_their_tenant_after_a_rotation() {
        let ring = |text: &str| KeyRing::parse(text).unwrap();
        let (acme, other): (TenantId, TenantId) = ("acme".parse().unwrap(), "o".parse().unwrap());
        let kept = ring(OLD).seal([1; 24], b"acme", b"s3cret").unwrap();
        let by = |text: &str, tenant| {
            opened(&ring(text), tenant, &kept).map(|secret| secret.expose().to_owned())
        };
        let rotated = [NEW, OLD].join(",");
        assert_eq!(by(OLD, &acme).as_deref(), Some("s3cret"));
        assert_eq!(by(&rotated, &acme).as_deref(), Some("s3cret"));
        assert_eq!(by(&rotated, &other), None, "another's in its place");
        assert_eq!(by(NEW, &acme), None, "the old key is gone");
    }
}
