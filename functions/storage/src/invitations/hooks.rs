//! Webhooks of shops' platforms. Their secrets stay here: an app brings what a platform has signed, and gets to know
//! what it is for.

use ::app::{Platform, Secret};
use ::personal::Place;
use bytes::Bytes;
use contract::message::{
    AuditAction, EventItem, EventsTaken, HookItem, HookOpened, HookPlatform, HookRead, HookRefusal,
    HookRefused, HookRemoved, Hooks, PutHook, SignedHook, TakeHooked,
};
use credential::{AppName, Function, Grants, HookId, InstanceName};
use host::json;
use http::Response;
use problem::{Kind, Problem};
use store::{AuditActor, AuditObject, HookStore as _, NewHook, PutHook as Put, StoredHook};
use zeroize::Zeroizing;

use super::events::take_all;
use super::instances::is_there;
use super::setup::{Setups, subject};
use super::whole::whole;
use crate::audit::Acting;
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::personal::{Known, closed, sealing_key, secrets, subject_key};
use crate::second_factor::random;

/// How often it is written down that a webhook was not signed: whoever knows its address can send one.
const NOTED_EVERY_SECONDS: i64 = 60;

/// An app's instance.
type Of<'a> = (&'a AppName, &'a InstanceName);

/// Where a webhook's secret is sealed.
fn place(app: &AppName, instance: &InstanceName, platform: HookPlatform) -> String {
    format!("webhook {app} {instance} {platform}")
}

/// Sets a platform's webhook up, or changes what it is signed with.
pub(crate) async fn put(
    context: &Context<'_>,
    acting: &Acting,
    (app, instance): Of<'_>,
    platform: HookPlatform,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let PutHook { secret } = serde_json::from_slice(body).map_err(unreadable)?;
    let secret = Zeroizing::new(match secret {
        Some(secret) => secret,
        None => format!("{:032x}", u128::from_be_bytes(random(context)?)),
    });
    if let Err(error) = Secret::try_from(secret.as_str()) {
        let problem = Problem::new(Kind::ParameterRejected);
        return Err(problem.with_invalid("secret", error.to_string()));
    }
    let tenant = &acting.tenant;
    // Before the transaction: keys that an instance remembers are kept, whatever becomes of it.
    let secrets = secrets(context, tenant).await?;
    let own = subject(&secrets, app, instance);
    let drawn = u128::from_be_bytes(random(context)?);
    let id: HookId = format!("{drawn:032x}").parse().map_err(|_| Kind::Internal)?;
    whole(context, async || {
        let (key, subject) = sealing_key(context, &secrets, own, Known::Perhaps).await?;
        let at = place(app, instance, platform);
        let sealed = key.seal(Place::Contact(&at), random(context)?, secret.as_bytes());
        let sealed = sealed.map_err(|_| Kind::Internal)?;
        let new = NewHook { id: &id, app, instance, platform, sealed: &sealed, subject: &subject };
        let put = context.store.put_hook(tenant, new, context.now).await;
        match put.map_err(store_failed)? {
            Put::Done => {}
            Put::NoInstance => return Err(Problem::new(Kind::NotFound)),
            Put::KeyChanged => return Err(Problem::new(Kind::StorageUnavailable)),
        }
        let object = AuditObject::Instance(app.clone(), instance.clone());
        Ok(((), Some(acting.does(context, AuditAction::PutInstance, object))))
    })
    .await?;
    let all = items(context, acting, (app, instance)).await?;
    let item = all.into_iter().find(|item| item.platform == platform);
    Ok(json(&item.ok_or(Kind::NotFound)?))
}

/// An instance's webhooks.
pub(crate) async fn list(
    context: &Context<'_>,
    acting: &Acting,
    of: Of<'_>,
) -> Result<Response<Bytes>, Problem> {
    is_there(context, acting, of).await?;
    Ok(json(&Hooks { items: items(context, acting, of).await? }))
}

async fn items(
    context: &Context<'_>,
    acting: &Acting,
    (app, instance): Of<'_>,
) -> Result<Vec<HookItem>, Problem> {
    let stored = context.store.list_hooks(&acting.tenant, app, instance).await;
    let mut items = Vec::new();
    for stored in stored.map_err(store_failed)? {
        let secret = opened(context, &stored).await?.as_str().to_owned();
        let StoredHook { id, platform, made_at, taken_at, refused, .. } = stored;
        let refused = refused.map(|(count, at, why)| HookRefused { count, at, why });
        items.push(HookItem { hook: id, platform, secret, made_at, taken_at, refused });
    }
    Ok(items)
}

/// Takes no more webhooks of a platform.
pub(crate) async fn remove(
    context: &Context<'_>,
    acting: &Acting,
    (app, instance): Of<'_>,
    platform: HookPlatform,
) -> Result<Response<Bytes>, Problem> {
    is_there(context, acting, (app, instance)).await?;
    let changed = whole(context, async || {
        let removed = context.store.remove_hook(&acting.tenant, (app, instance), platform).await;
        let changed = removed.map_err(store_failed)?;
        let object = AuditObject::Instance(app.clone(), instance.clone());
        let note = acting.does(context, AuditAction::PutInstance, object);
        Ok((changed, changed.then_some(note)))
    });
    Ok(json(&HookRemoved { changed: changed.await? }))
}

/// What a webhook is for, if it is signed.
pub(crate) async fn open(
    (context, function): (&Context<'_>, Function),
    hook: &HookId,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let sent: SignedHook = serde_json::from_slice(body).map_err(unreadable)?;
    let stored = signed((context, function), hook, &sent).await?;
    let (tenant, of) = (&stored.locked.tenant, (&stored.app, &stored.instance));
    let setup = Setups::default().find(context, tenant, of).await?.ok_or(Kind::NotFound)?;
    Ok(json(&HookOpened {
        platform: stored.platform,
        instance: stored.instance.clone(),
        policy: setup.config.policy.clone(),
        settings: setup.config.settings.clone(),
    }))
}

/// Takes what a webhook comes to.
pub(crate) async fn take(
    (context, function): (&Context<'_>, Function),
    hook: &HookId,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let TakeHooked { sent, read } = serde_json::from_slice(body).map_err(unreadable)?;
    let stored = signed((context, function), hook, &sent).await?;
    let (refusal, items) = match read {
        HookRead::Event(item) => (None, vec![*item]),
        HookRead::Nothing => (None, Vec::new()),
        HookRead::Unreadable => (Some(HookRefusal::Unreadable), Vec::new()),
    };
    // A webhook speaks for its own instance alone.
    let is_own = |item: &EventItem| match item {
        EventItem::Ask(item) => item.event.instance == stored.instance,
        EventItem::Parcels(item) => {
            let asks = item.ask.as_ref().map(|ask| &ask.event.instance);
            item.instance == stored.instance && asks.is_none_or(|of| *of == stored.instance)
        }
        EventItem::Cancel { instance, .. } | EventItem::Settle { instance, .. } => {
            *instance == stored.instance
        }
    };
    if !items.iter().all(is_own) {
        return Err(Problem::new(Kind::NotPermitted));
    }
    let items = if items.is_empty() {
        Vec::new()
    } else {
        let actor = AuditActor::Function(function);
        let tenant = stored.locked.tenant.clone();
        let acting = Acting { tenant, actor, grants: Grants::default() };
        take_all(context, &acting, (&stored.app, false), items).await?
    };
    context.store.note_hook(hook, refusal, context.now).await.map_err(store_failed)?;
    Ok(json(&EventsTaken { items }))
}

/// The webhook of this name, if what was sent is signed with its secret. One of another app is none.
async fn signed(
    (context, function): (&Context<'_>, Function),
    hook: &HookId,
    sent: &SignedHook,
) -> Result<StoredHook, Problem> {
    let stored = context.store.find_hook(hook).await.map_err(store_failed)?;
    let is_own = |stored: &StoredHook| function.app() == Some(stored.app.as_str());
    let stored = stored.filter(is_own).ok_or(Kind::NotFound)?;
    let is_bounded = sent.signature.len() <= SignedHook::MAX_SIGNATURE_BYTES
        && sent.body.len() <= SignedHook::MAX_BODY_BYTES;
    let secret = opened(context, &stored).await?;
    let secret = Secret::try_from(secret.as_str()).map_err(|_| closed("a webhook's secret"))?;
    let platform = match stored.platform {
        HookPlatform::PrestaShop => Platform::PrestaShop,
        HookPlatform::Shopify => Platform::Shopify,
        HookPlatform::WooCommerce => Platform::WooCommerce,
    };
    let verified = platform.verify(&[secret], &sent.signature, "", sent.body.as_bytes());
    if is_bounded && verified.is_ok() {
        return Ok(stored);
    }
    let noted = stored.refused.map(|(_, at, _)| at.moved_by_seconds(NOTED_EVERY_SECONDS));
    if noted.is_none_or(|until| until <= context.now) {
        let refusal = Some(HookRefusal::NotSigned);
        context.store.note_hook(hook, refusal, context.now).await.map_err(store_failed)?;
    }
    Err(Problem::new(Kind::CredentialRefused)
        .with_detail("The webhook is not signed with its secret."))
}

/// What a webhook is signed with.
async fn opened(context: &Context<'_>, stored: &StoredHook) -> Result<Zeroizing<String>, Problem> {
    let locked = &stored.locked;
    let key = locked.key.as_ref().ok_or_else(|| closed("a webhook's secret"))?;
    let key = subject_key(context, &locked.tenant, locked.subject, key).await?;
    let at = place(&stored.app, &stored.instance, stored.platform);
    let text = key.open(Place::Contact(&at), &locked.sealed);
    let text = text.map_err(|_| closed("a webhook's secret"))?;
    let text = core::str::from_utf8(&text).map_err(|_| closed("a webhook's secret"))?;
    Ok(Zeroizing::new(text.to_owned()))
}
