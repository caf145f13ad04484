//! What staff and the customer's own systems see of contacts.

use std::collections::BTreeSet;

use ::personal::SubjectId;
use bytes::Bytes;
use contract::Moment;
use contract::message::{
    AuditAction, ContactDetail, ContactGroups, ContactItem, Cursor, GroupItem, ListContacts,
    Listing,
};
use host::json;
use http::Response;
use problem::{Kind, Problem};
use store::{
    AuditObject, ContactKeys, ContactStore as _, Marks, ProfileFilter, ProfileStore as _,
    StoredProfile,
};
use table::Contact;

use super::profile::{Profile, group_hash, item, key_hash, word_hash, words};
use crate::audit::{Acting, tell};
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::invitations::asked_of;
use crate::personal::{Secrets, secrets};

/// How many are listed, if it is not said.
const USUAL: u32 = 50;

fn rejected(name: &'static str, reason: &'static str) -> Problem {
    Problem::new(Kind::ParameterRejected).with_invalid(name, reason)
}

/// Contacts, the newest first.
pub(crate) async fn list(
    context: &Context<'_>,
    acting: &Acting,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let asked: ListContacts = serde_json::from_slice(body).map_err(unreadable)?;
    let limit = asked.limit.unwrap_or(USUAL);
    if !(1..=ListContacts::MOST).contains(&limit) {
        return Err(rejected("limit", "1 to 200 are listed at once"));
    }
    let named = asked.name.as_deref().map(words).unwrap_or_default();
    if named.len() > ListContacts::MAX_WORDS {
        return Err(rejected("name", "up to four words are looked for"));
    }
    if asked.name.is_some() && named.is_empty() {
        return Err(rejected("name", "there is no word in it"));
    }
    let before = asked.cursor.as_ref().map(place).transpose()?;
    let secrets = secrets(context, &acting.tenant).await?;
    let told = acting.does(context, AuditAction::ListContacts, AuditObject::Contact);
    tell(context, told).await?;
    let listing = if asked.email.is_some() || asked.phone.is_some() || asked.key.is_some() {
        Listing { items: marked(context, &secrets, &asked, &named).await?, next: None }
    } else {
        let words = named.iter().map(|word| word_hash(&secrets, word)).collect();
        let group = asked.group.as_ref().map(|group| group_hash(&secrets, group));
        stretch(context, acting, &ProfileFilter { words, group, before, limit }).await?
    };
    Ok(json(&listing))
}

/// The place that a cursor names.
fn place(cursor: &Cursor) -> Result<(Moment, SubjectId), Problem> {
    let parts = cursor.key().split_once('.');
    let read = parts.and_then(|(millis, id)| Some((millis.parse().ok()?, id.parse().ok()?)));
    let (millis, id) = read.ok_or_else(|| rejected("cursor", "not one that this listing gave"))?;
    Ok((Moment::from_unix_millis(millis), id))
}

async fn stretch(
    context: &Context<'_>,
    acting: &Acting,
    filter: &ProfileFilter,
) -> Result<Listing<ContactItem>, Problem> {
    let stored = context.store.list_profiles(&acting.tenant, filter).await.map_err(store_failed)?;
    let full = u32::try_from(stored.len()).is_ok_and(|count| count == filter.limit);
    let last = stored.last().filter(|_| full);
    let next = last.map(|last| {
        let place = format!("{}.{}", last.made_at.unix_millis(), last.contact.id);
        Cursor::after(&place)
    });
    let mut items = Vec::with_capacity(stored.len());
    for stored in &stored {
        let profile = Profile::of(context, &acting.tenant, stored).await?;
        items.push(item(stored, profile.contact));
    }
    Ok(Listing { items, next })
}

/// Those who are found by an address, a number or a key: few, so that all of them are told.
async fn marked(
    context: &Context<'_>,
    secrets: &Secrets,
    asked: &ListContacts,
    named: &BTreeSet<String>,
) -> Result<Vec<ContactItem>, Problem> {
    let look_up = secrets.look_up();
    let email = asked.email.as_ref().map(|email| look_up.email(email));
    let phone = asked.phone.as_ref().map(|phone| look_up.phone(phone));
    let key = asked.key.as_ref().map(|key| key_hash(secrets, key));
    let mut found: Option<Vec<StoredProfile>> = None;
    for marks in [
        Marks { keys: ContactKeys { email, phone: None }, key: None },
        Marks { keys: ContactKeys { email: None, phone }, key: None },
        Marks { keys: ContactKeys::default(), key },
    ] {
        if marks == Marks::default() {
            continue;
        }
        let those = held(context, secrets, marks).await?;
        let both = |one: &StoredProfile| those.iter().any(|other| other.contact == one.contact);
        found = Some(match found {
            None => those,
            Some(before) => before.into_iter().filter(both).collect(),
        });
    }
    let mut items = Vec::new();
    for stored in found.unwrap_or_default() {
        let profile = Profile::of(context, secrets.tenant(), &stored).await?;
        if is_so(&profile.contact, asked, named) {
            items.push(item(&stored, profile.contact));
        }
    }
    Ok(items)
}

fn is_so(contact: &Contact, asked: &ListContacts, named: &BTreeSet<String>) -> bool {
    let own = contact.name.as_ref().map(|name| words(name.as_str())).unwrap_or_default();
    asked.group.as_ref().is_none_or(|group| contact.groups.contains(group)) && named.is_subset(&own)
}

/// All who have ever been told with it.
async fn held(
    context: &Context<'_>,
    secrets: &Secrets,
    marks: Marks,
) -> Result<Vec<StoredProfile>, Problem> {
    let (store, tenant) = (context.store, secrets.tenant());
    let mut found = store.find_profiles(tenant, marks).await.map_err(store_failed)?;
    for holder in store.holders(tenant, marks.keys).await.map_err(store_failed)? {
        if found.iter().all(|one| one.contact.id != holder.id) {
            let read = store.read_profile(tenant, holder.id).await.map_err(store_failed)?;
            found.extend(read);
        }
    }
    Ok(found)
}

/// What is known of somebody, and what they are asked.
pub(crate) async fn read(
    context: &Context<'_>,
    acting: &Acting,
    id: SubjectId,
) -> Result<Response<Bytes>, Problem> {
    let tenant = &acting.tenant;
    let stored = context.store.read_profile(tenant, id).await.map_err(store_failed)?;
    let stored = stored.ok_or_else(|| Problem::new(Kind::NotFound))?;
    let object = AuditObject::OneContact(id);
    tell(context, acting.does(context, AuditAction::ReadContact, object)).await?;
    let profile = Profile::of(context, tenant, &stored).await?;
    let recipients = profile.recipients();
    let (invitations, suppressed) = asked_of(context, tenant, &stored.contact, &recipients).await?;
    let Profile { contact, others } = profile;
    let item = item(&stored, contact);
    Ok(json(&ContactDetail { item, others, suppressed, invitations }))
}

/// The groups that contacts are in.
pub(crate) async fn groups(
    context: &Context<'_>,
    acting: &Acting,
) -> Result<Response<Bytes>, Problem> {
    let tenant = &acting.tenant;
    let secrets = secrets(context, tenant).await?;
    let told = acting.does(context, AuditAction::ListContacts, AuditObject::Contact);
    tell(context, told).await?;
    let found = context.store.list_groups(tenant, ContactGroups::MOST).await;
    let mut items = Vec::new();
    for stored in found.map_err(store_failed)? {
        // What a group is called, whoever is in it says.
        let profile = Profile::of(context, tenant, &stored.one).await?;
        let mut names = profile.contact.groups.into_iter();
        if let Some(group) = names.find(|group| group_hash(&secrets, group) == stored.group) {
            items.push(GroupItem { group, contacts: stored.contacts });
        }
    }
    items.sort_by(|one, other| one.group.cmp(&other.group));
    Ok(json(&ContactGroups { items }))
}
