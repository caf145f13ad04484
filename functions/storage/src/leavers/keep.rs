//! A cancellation that is told.

use contract::message::{EventResult, Left, Recipient};
use credential::{AppName, InstanceName, InvitationId, TenantId};
use invite::{EventKey, Skip, SuppressionCause};
use problem::Problem;
use store::{ContactKeys, LeaverStore as _, StoredLeaver};

use super::Kept;
use crate::context::Context;
use crate::failure::store_failed;
use crate::flows::{bounded, is_about};
use crate::invitations::{Setup, event_hash, instance_key, is_erased};
use crate::personal::Secrets;
use crate::second_factor::random;

/// How many of a subscription's cancellations are looked through for the one that is told again.
const LOOKED_THROUGH: u32 = 50;

/// What has become of a cancellation for those who are asked.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct Became {
    /// The invitation by which somebody is asked.
    asked: Option<InvitationId>,
    /// Why nobody is.
    why: Option<String>,
    /// Whether somebody was asked about the subscription before, and is not asked again.
    before: bool,
}

impl Became {
    /// That nobody is asked, for this reason.
    pub(crate) const fn nothing(why: Option<String>) -> Self {
        Self { asked: None, why, before: false }
    }

    /// What storage says of an event; nothing where nothing is kept of it.
    pub(crate) fn of(result: &EventResult) -> Option<Self> {
        let asked = |invitation: &InvitationId, before| Self {
            asked: Some(invitation.clone()),
            why: None,
            before,
        };
        match result {
            EventResult::Scheduled { invitation, .. } => {
                Some(Self { asked: invitation.clone(), why: None, before: false })
            }
            EventResult::Skipped { reason, .. } if is_erased(reason) => None,
            EventResult::Skipped { invitation, reason } => {
                let why = Some(Skip::name(reason).to_owned());
                Some(Self { asked: invitation.clone(), why, before: false })
            }
            EventResult::Changed { invitation, .. } => Some(asked(invitation, false)),
            EventResult::Duplicate { invitation, .. }
            | EventResult::Unchanged { invitation, .. } => Some(asked(invitation, true)),
            EventResult::Cancelled { .. }
            | EventResult::Passed(_)
            | EventResult::Unknown
            | EventResult::NoInstance
            | EventResult::Refused => None,
        }
    }
}

/// Keeps a cancellation. Told again, it is as it was told last. Of whoever was erased nothing is kept.
pub(crate) async fn keep(
    context: &Context<'_>,
    (secrets, setup): (&Secrets, &Setup),
    (key, recipient, left): (&EventKey, Recipient, &Left),
    became: Became,
) -> Result<(), Problem> {
    let tenant = secrets.tenant();
    let (app, instance) = (&setup.stored.app, &setup.stored.instance);
    let keys = keys_of(secrets, &recipient);
    if was_erased(context, tenant, &recipient).await? {
        return Ok(());
    }
    let event = event_hash(secrets, (app, instance), key);
    let at = left.at.min(context.now);
    let all = context.store.leavers_of(tenant, &event, LOOKED_THROUGH).await;
    let same = |one: &StoredLeaver| one.test == left.test && is_about(one.cancelled_at, at);
    let known = all.map_err(store_failed)?.into_iter().find(same);
    // Whoever was asked of an earlier cancellation is not asked of this one.
    let (asked, why) = match &known {
        Some(known) => (became.asked.or_else(|| known.asked.clone()), became.why),
        None if became.before => (None, Some("asked-before".to_owned())),
        None => (became.asked, became.why),
    };
    let id = match &known {
        Some(known) => known.id,
        None => random(context)?,
    };
    let kept = Kept {
        key: key.clone(),
        recipient,
        facts: bounded(&left.facts),
        reason: left.reason.clone().filter(|reason| reason.len() <= Left::MAX_REASON_BYTES),
        by: left.by,
        why,
    };
    let sealed = kept.seal(context, &instance_key(context, &setup.stored).await?, id)?;
    let leaver = StoredLeaver {
        id,
        tenant: tenant.clone(),
        app: app.clone(),
        instance: instance.clone(),
        event,
        keys,
        asked,
        sealed,
        cancelled_at: known.as_ref().map_or(at, |known| known.cancelled_at),
        made_at: known.as_ref().map_or(context.now, |known| known.made_at),
        resumed_at: None,
        test: left.test,
    };
    context.store.keep_leaver(&leaver).await.map_err(store_failed).map(|_| ())
}

/// Keeps that a subscription goes on after all.
pub(crate) async fn resumed(
    context: &Context<'_>,
    secrets: &Secrets,
    (of, key): ((&AppName, &InstanceName), &EventKey),
) -> Result<(), Problem> {
    let event = event_hash(secrets, of, key);
    let latest = context.store.leavers_of(secrets.tenant(), &event, 1).await;
    let Some(latest) = latest.map_err(store_failed)?.pop() else { return Ok(()) };
    if latest.resumed_at.is_some() {
        return Ok(());
    }
    let leaver = StoredLeaver { resumed_at: Some(context.now), ..latest };
    context.store.keep_leaver(&leaver).await.map_err(store_failed).map(|_| ())
}

/// Removes what is kept of whoever has these addresses.
pub(crate) async fn forget(
    context: &Context<'_>,
    secrets: &Secrets,
    recipient: &Recipient,
) -> Result<(), Problem> {
    let keys = keys_of(secrets, recipient);
    context.store.forget_leavers(secrets.tenant(), keys).await.map_err(store_failed)
}

fn keys_of(secrets: &Secrets, recipient: &Recipient) -> ContactKeys {
    crate::invitations::contact_keys(secrets, recipient)
}

async fn was_erased(
    context: &Context<'_>,
    tenant: &TenantId,
    recipient: &Recipient,
) -> Result<bool, Problem> {
    let found = crate::invitations::suppressed(context, tenant, recipient).await?;
    Ok(found.iter().any(|one| one.cause == SuppressionCause::Erased))
}
