//! Says what is known of somebody.

use ::personal::SubjectId;
use bytes::Bytes;
use contract::message::{AuditAction, ContactPut, PutContact};
use host::json;
use http::Response;
use problem::{Kind, Problem};
use store::{AuditDraft, AuditObject, Marks, ProfileStore as _, StoredProfile};
use table::{Contact, ContactKey};

use super::keep::{add, change, taken};
use super::profile::{Profile, item, key_hash, marks};
use crate::audit::Acting;
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::invitations::whole;
use crate::personal::{Secrets, secrets};

fn rejected(name: &'static str, reason: impl Into<String>) -> Problem {
    Problem::new(Kind::ParameterRejected).with_invalid(name, reason)
}

fn read(body: &Bytes) -> Result<Contact, Problem> {
    let PutContact { contact } = serde_json::from_slice(body).map_err(unreadable)?;
    match contact.fault() {
        Some(reason) => Err(rejected("contact", reason.to_string())),
        None => Ok(contact),
    }
}

/// Says what is known of whoever the customer's own system calls so; whoever has the address or the number, and is
/// called nothing yet, is called so from then on.
pub(crate) async fn save(
    context: &Context<'_>,
    acting: &Acting,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let contact = read(body)?;
    let key = contact.key.clone().ok_or_else(|| rejected("contact.key", "a key is needed"))?;
    let secrets = secrets(context, &acting.tenant).await?;
    let saved = whole(context, async || {
        if let Some(stored) = keyed(context, &secrets, &contact, &key).await? {
            return replace(context, acting, &secrets, &stored, contact).await;
        }
        let profile = Profile { contact, ..Profile::default() };
        let id = add(context, &secrets, &profile).await?;
        done(context, acting, (id, true)).await
    });
    Ok(json(&saved.await?))
}

/// Who is called so, or is to be.
async fn keyed(
    context: &Context<'_>,
    secrets: &Secrets,
    contact: &Contact,
    key: &ContactKey,
) -> Result<Option<StoredProfile>, Problem> {
    let find = async |marks| context.store.find_profiles(secrets.tenant(), marks).await;
    let key = Some(key_hash(secrets, key));
    let by_key = find(Marks { key, ..Marks::default() }).await.map_err(store_failed)?;
    if let Some(found) = by_key.into_iter().next() {
        return Ok(Some(found));
    }
    let keys = marks(secrets, contact).keys;
    let mut found = find(Marks { keys, key: None }).await.map_err(store_failed)?;
    match (found.pop(), found.is_empty()) {
        (None, _) => Ok(None),
        (Some(one), true) if one.marks.key.is_none() => Ok(Some(one)),
        (Some(_), _) => Err(taken()),
    }
}

/// Says what is known of somebody who is there.
pub(crate) async fn put(
    context: &Context<'_>,
    acting: &Acting,
    id: SubjectId,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let contact = read(body)?;
    let secrets = secrets(context, &acting.tenant).await?;
    let put = whole(context, async || {
        let stored = context.store.read_profile(&acting.tenant, id).await.map_err(store_failed)?;
        let stored = stored.ok_or_else(|| Problem::new(Kind::NotFound))?;
        replace(context, acting, &secrets, &stored, contact).await
    });
    Ok(json(&put.await?))
}

/// Says it in the place of what was known.
async fn replace(
    context: &Context<'_>,
    acting: &Acting,
    secrets: &Secrets,
    stored: &StoredProfile,
    mut contact: Contact,
) -> Result<(ContactPut, Option<AuditDraft>), Problem> {
    let before = Profile::of(context, &acting.tenant, stored).await?;
    if let (Some(own), Some(said)) = (&before.contact.key, &contact.key)
        && before.others.keys.contains(said)
    {
        // They were called so before they were merged: what they are called now stays.
        contact.key = Some(own.clone());
    }
    if stored.told.is_some() && before.contact == contact {
        let item = item(stored, contact);
        return Ok((ContactPut { is_new: false, changed: false, item }, None));
    }
    let profile = Profile { contact, others: before.others };
    change(context, secrets, stored, &profile).await?;
    done(context, acting, (stored.contact.id, false)).await
}

/// How somebody stands by now.
async fn done(
    context: &Context<'_>,
    acting: &Acting,
    (id, is_new): (SubjectId, bool),
) -> Result<(ContactPut, Option<AuditDraft>), Problem> {
    let stored = context.store.read_profile(&acting.tenant, id).await.map_err(store_failed)?;
    let stored = stored.ok_or_else(|| Problem::new(Kind::Internal))?;
    let profile = Profile::of(context, &acting.tenant, &stored).await?;
    let note = acting.does(context, AuditAction::PutContact, AuditObject::OneContact(id));
    let item = item(&stored, profile.contact);
    Ok((ContactPut { is_new, changed: true, item }, Some(note)))
}
