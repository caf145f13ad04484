//! Erases what is kept of somebody who was asked.

use bytes::Bytes;
use contract::message::{AuditAction, ContactErased, EraseContact, Recipient};
use host::json;
use http::Response;
use invite::{Input, SuppressionCause};
use problem::{Kind, Problem};
use store::{AuditObject, ContactKeys, ContactStore as _};

use super::events::contact_keys;
use super::person::Person;
use super::setup::Setups;
use super::whole::whole;
use crate::audit::Acting;
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::personal::{Secrets, secrets};

/// Erases whoever has an address or a number: their key goes, and with it all that it has sealed. By a
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
        // The address may be one person's, and the number another's.
        for keys in each(contact_keys(&secrets, &recipient)) {
            invitations += erase_one(context, &secrets, &recipient, keys).await?;
        }
        let note = acting.does(context, AuditAction::EraseContact, AuditObject::Contact);
        Ok((ContactErased { invitations }, Some(note)))
    });
    Ok(json(&erased.await?))
}

fn each(keys: ContactKeys) -> [ContactKeys; 2] {
    let none = ContactKeys::default();
    [ContactKeys { email: keys.email, ..none }, ContactKeys { phone: keys.phone, ..none }]
}

async fn erase_one(
    context: &Context<'_>,
    secrets: &Secrets,
    recipient: &Recipient,
    keys: ContactKeys,
) -> Result<u32, Problem> {
    let tenant = secrets.tenant();
    let found = context.store.find_contact(tenant, keys).await.map_err(store_failed)?;
    let Some(found) = found else { return Ok(0) };
    let mut person = Person::read(context, tenant, &found).await?;
    let mut setups = Setups::default();
    let names = person.names();
    for id in &names {
        person.tell(context, &mut setups, id, &Input::Erased).await?;
        person.suppress_recipient(context, id, SuppressionCause::Erased).await?;
    }
    person.forget(context, recipient).await?;
    person.keep(context).await?;
    Ok(u32::try_from(names.len()).unwrap_or(u32::MAX))
}
