//! Invitations as they concern whoever they are of: what they say of somebody, and how they become another's.

use ::personal::LookUpSecret;
use contract::message::{ContactAsked, ContactDetail, Recipient};
use credential::TenantId;
use invite::SuppressionCause;
use problem::{Kind, Problem};
use store::{ContactKeys, InvitationStore as _, MergeStore as _, StoredContact};
use survey::Locale;

use super::kept::Kept;
use super::person::{MOST, Person};
use crate::context::Context;
use crate::failure::store_failed;
use crate::personal::{secrets, subject_key};

/// Of how many of somebody's invitations it is looked at whom they are for.
const LOOKED_AT: u32 = 20;

/// Whom the newest of somebody's invitations are for, and in which language. The address and the number by which
/// they are found go before newer ones.
pub(crate) async fn newest_recipient(
    context: &Context<'_>,
    tenant: &TenantId,
    (contact, keys): (&StoredContact, ContactKeys),
) -> Result<Option<(Recipient, Option<Locale>)>, Problem> {
    let store = context.store;
    let stored = store.asked_of(tenant, contact.id, LOOKED_AT).await.map_err(store_failed)?;
    let (secrets, mut newest) = (secrets(context, tenant).await?, None);
    let is_first = |recipient: &Recipient| finds(secrets.look_up(), recipient, keys);
    for stored in &stored {
        let Some(kept) = Kept::of(context, stored).await? else { continue };
        let language = kept.event().language.clone();
        if is_first(&kept.recipient) {
            return Ok(Some((kept.recipient, language)));
        }
        newest = newest.or(Some((kept.recipient, language)));
    }
    Ok(newest)
}

/// Whether somebody is found by all that a recipient has.
fn finds(look_up: &LookUpSecret, recipient: &Recipient, keys: ContactKeys) -> bool {
    let email = recipient.email.as_ref().map(|email| look_up.email(email));
    let phone = recipient.phone.as_ref().map(|phone| look_up.phone(phone));
    (email, phone) == (keys.email, keys.phone)
}

/// Somebody's invitations, the newest first, and why they are not written to by one of their addresses.
pub(crate) async fn asked_of(
    context: &Context<'_>,
    tenant: &TenantId,
    contact: &StoredContact,
    recipients: &[Recipient],
) -> Result<(Vec<ContactAsked>, Vec<SuppressionCause>), Problem> {
    let person = Person::read(context, tenant, contact).await?;
    let mut causes = Vec::new();
    for recipient in recipients {
        for suppression in person.seen(context, recipient).await?.suppressions {
            if !causes.contains(&suppression.cause) {
                causes.push(suppression.cause);
            }
        }
    }
    let most = usize::try_from(ContactDetail::MOST_INVITATIONS).unwrap_or(usize::MAX);
    let asked = |id: credential::InvitationId| {
        let (stored, kept) = (person.stored(&id)?, person.kept(&id)?);
        Some(ContactAsked {
            app: stored.app,
            instance: stored.instance,
            key: kept.event().key.clone(),
            state: stored.state,
            made_at: stored.made_at,
            invitation: id,
        })
    };
    let invitations = person.names().into_iter().take(most).filter_map(asked).collect();
    Ok((invitations, causes))
}

/// Makes all of somebody's invitations another's, sealed under the other's key.
pub(crate) async fn move_all(
    context: &Context<'_>,
    tenant: &TenantId,
    (from, into): (&StoredContact, &StoredContact),
) -> Result<(), Problem> {
    let key = subject_key(context, tenant, from.id, &from.key).await?;
    let other = subject_key(context, tenant, into.id, &into.key).await?;
    loop {
        let stored = context.store.asked_of(tenant, from.id, MOST).await.map_err(store_failed)?;
        if stored.is_empty() {
            return Ok(());
        }
        let mut moved = Vec::with_capacity(stored.len());
        for stored in stored {
            let rest = stored.rest.ok_or_else(|| Problem::new(Kind::Internal))?;
            let kept = Kept::open(&key, &stored.id, &rest.sealed)?;
            moved.push((stored.id, kept.seal(context, &other)?));
        }
        let done = context.store.move_asked(tenant, (from.id, into.id), &moved).await;
        done.map_err(store_failed)?;
    }
}
