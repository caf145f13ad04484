//! Erases what is kept of somebody who was asked.

use ::personal::SubjectId;
use bytes::Bytes;
use contract::message::{AuditAction, ContactErased, EraseContact, Recipient};
use host::json;
use http::Response;
use invite::{Input, SuppressionCause};
use problem::{Kind, Problem};
use store::{AuditObject, ContactStore as _, ProfileStore as _, StoredContact};

use super::addresses;
use super::events::contact_keys;
use super::person::Person;
use super::setup::Setups;
use super::whole::whole;
use crate::audit::Acting;
use crate::contacts::profile_of;
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::leavers;
use crate::personal::{Secrets, secrets};

/// Erases everybody of whom an address or a number was ever told: their key goes, and with it all that it has sealed. By a
/// keyed hash it is known that they are not to be asked again.
pub(crate) async fn erase(
    context: &Context<'_>,
    acting: &Acting,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let EraseContact { email, phone } = serde_json::from_slice(body).map_err(unreadable)?;
    if email.is_none() && phone.is_none() {
        return Err(Problem::new(Kind::ParameterRejected)
            .with_invalid("email", "an address or a number is needed"));
    }
    let recipient = Recipient { name: None, email, phone };
    let secrets = secrets(context, &acting.tenant).await?;
    let erased = whole(context, async || {
        let mut invitations = 0;
        let keys = contact_keys(&secrets, &recipient);
        let tenant = &acting.tenant;
        leavers::forget(context, &secrets, &recipient).await?;
        for one in context.store.holders(tenant, keys).await.map_err(store_failed)? {
            invitations += erase_one(context, &secrets, &one).await?;
        }
        // Also who is not known yet is not asked.
        addresses::suppress(context, tenant, &recipient, SuppressionCause::Erased).await?;
        let note = acting.does(context, AuditAction::EraseContact, AuditObject::Contact);
        Ok((ContactErased { invitations }, Some(note)))
    });
    Ok(json(&erased.await?))
}

/// Erases one contact.
pub(crate) async fn remove(
    context: &Context<'_>,
    acting: &Acting,
    id: SubjectId,
) -> Result<Response<Bytes>, Problem> {
    let tenant = &acting.tenant;
    let secrets = secrets(context, tenant).await?;
    let erased = whole(context, async || {
        let found = context.store.read_profile(tenant, id).await.map_err(store_failed)?;
        let found = found.ok_or_else(|| Problem::new(Kind::NotFound))?;
        let invitations = erase_one(context, &secrets, &found.contact).await?;
        let note = acting.does(context, AuditAction::EraseContact, AuditObject::OneContact(id));
        Ok((ContactErased { invitations }, Some(note)))
    });
    Ok(json(&erased.await?))
}

async fn erase_one(
    context: &Context<'_>,
    secrets: &Secrets,
    contact: &StoredContact,
) -> Result<u32, Problem> {
    let tenant = secrets.tenant();
    let mut person = Person::read(context, tenant, contact).await?;
    // Also what they had before they were merged is known by itself then.
    if let Some(profile) = profile_of(context, tenant, contact).await? {
        for recipient in profile.recipients() {
            leavers::forget(context, secrets, &recipient).await?;
            addresses::suppress(context, tenant, &recipient, SuppressionCause::Erased).await?;
        }
    }
    let mut setups = Setups::default();
    let names = person.names();
    for id in &names {
        if let Some(kept) = person.kept(id) {
            leavers::forget(context, secrets, &kept.recipient).await?;
        }
        person.tell(context, &mut setups, id, &Input::Erased).await?;
        person.suppress_recipient(context, id, SuppressionCause::Erased).await?;
    }
    person.forget();
    person.keep(context).await?;
    Ok(u32::try_from(names.len()).unwrap_or(u32::MAX))
}
