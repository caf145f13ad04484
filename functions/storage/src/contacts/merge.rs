//! One contact made of two.

use ::personal::SubjectId;
use bytes::Bytes;
use contract::message::{AuditAction, ContactsMerged, MergeContacts, OtherMarks};
use host::json;
use http::Response;
use problem::{Kind, Problem};
use store::{
    AuditDraft, AuditObject, InvitationStore as _, MergeStore as _, ProfileStore as _,
    StoredProfile,
};
use table::{Contact, Reason};

use super::keep::change;
use super::profile::{Profile, item};
use crate::audit::Acting;
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::invitations::{move_all, whole};
use crate::personal::secrets;

fn rejected(name: &'static str, reason: impl Into<String>) -> Problem {
    Problem::new(Kind::ParameterRejected).with_invalid(name, reason)
}

/// Makes one of two, or says what would become of them.
pub(crate) async fn merge(
    context: &Context<'_>,
    acting: &Acting,
    into: SubjectId,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let MergeContacts { from, dry_run } = serde_json::from_slice(body).map_err(unreadable)?;
    if into == from {
        return Err(rejected("from", "they are one already"));
    }
    if dry_run {
        let both = Both::read(context, acting, (into, from)).await?;
        let object = AuditObject::OneContact(from);
        let told = acting.does(context, AuditAction::ReadContact, object);
        crate::audit::tell(context, told).await?;
        let Both { into, merged, invitations, .. } = both;
        let (item, others) = (item(&into, merged.contact), merged.others);
        return Ok(json(&ContactsMerged { item, others, invitations }));
    }
    let secrets = secrets(context, &acting.tenant).await?;
    let merged = whole(context, async || {
        let both = Both::read(context, acting, (into, from)).await?;
        let tenant = &acting.tenant;
        move_all(context, tenant, (&both.from.contact, &both.into.contact)).await?;
        context.store.merge(tenant, from, into).await.map_err(store_failed)?;
        change(context, &secrets, &both.into, &both.merged).await?;
        told(context, acting, into, (both.merged, both.invitations)).await
    });
    Ok(json(&merged.await?))
}

/// How they stand by now.
async fn told(
    context: &Context<'_>,
    acting: &Acting,
    into: SubjectId,
    (merged, invitations): (Profile, u32),
) -> Result<(ContactsMerged, Option<AuditDraft>), Problem> {
    let stored = context.store.read_profile(&acting.tenant, into).await;
    let stored = stored.map_err(store_failed)?.ok_or(Kind::Internal)?;
    let object = AuditObject::OneContact(into);
    let note = acting.does(context, AuditAction::MergeContacts, object);
    let (item, others) = (item(&stored, merged.contact), merged.others);
    Ok((ContactsMerged { item, others, invitations }, Some(note)))
}

/// Two people, and what they come to.
struct Both {
    from: StoredProfile,
    into: StoredProfile,
    merged: Profile,
    invitations: u32,
}

impl Both {
    async fn read(
        context: &Context<'_>,
        acting: &Acting,
        (into, from): (SubjectId, SubjectId),
    ) -> Result<Self, Problem> {
        let (store, tenant) = (context.store, &acting.tenant);
        let read = async |id| {
            let stored = store.read_profile(tenant, id).await.map_err(store_failed)?;
            stored.ok_or_else(|| Problem::new(Kind::NotFound))
        };
        let (into, from) = (read(into).await?, read(from).await?);
        let most = MergeContacts::MOST_INVITATIONS;
        let theirs =
            store.asked_of(tenant, from.contact.id, most + 1).await.map_err(store_failed)?;
        let invitations = u32::try_from(theirs.len()).unwrap_or(u32::MAX);
        if invitations > most {
            return Err(rejected("from", "they have too many invitations to be merged"));
        }
        let one = Profile::of(context, tenant, &into).await?;
        let other = Profile::of(context, tenant, &from).await?;
        let merged = merged(one, other).map_err(|reason| rejected("from", reason))?;
        Ok(Self { from, into, merged, invitations })
    }
}

/// What two come to: what the one says holds, and what it does not say the other does. Of consent the later holds.
fn merged(one: Profile, other: Profile) -> Result<Profile, String> {
    let (mut contact, with) = (one.contact, other.contact);
    let mut others = joined(one.others, other.others);
    if contact.email.is_some() {
        others.emails.extend(with.email.clone());
    }
    if contact.phone.is_some() {
        others.phones.extend(with.phone.clone());
    }
    if contact.key.is_some() {
        others.keys.extend(with.key.clone());
    }
    contact.groups.extend(with.groups);
    for (name, text) in with.extra {
        contact.extra.entry(name).or_insert(text);
    }
    let consent = match (contact.consent, with.consent) {
        (Some(own), Some(theirs)) if theirs.holds_against(&own) => Some(theirs),
        (Some(own), _) => Some(own),
        (None, theirs) => theirs,
    };
    let contact = Contact {
        email: contact.email.or(with.email),
        phone: contact.phone.or(with.phone),
        name: contact.name.or(with.name),
        language: contact.language.or(with.language),
        key: contact.key.or(with.key),
        consent,
        ..contact
    };
    if let Some(reason) = contact.fault().filter(|reason| *reason != Reason::Unreachable) {
        return Err(reason.to_string());
    }
    once(&mut others, &contact);
    let most = OtherMarks::MOST;
    if [others.emails.len(), others.phones.len(), others.keys.len()].iter().any(|len| *len > most) {
        return Err("they were merged with too many".to_owned());
    }
    Ok(Profile { contact, others })
}

fn joined(mut one: OtherMarks, other: OtherMarks) -> OtherMarks {
    one.emails.extend(other.emails);
    one.phones.extend(other.phones);
    one.keys.extend(other.keys);
    one
}

/// Leaves out what stands there twice, and what finds them first.
fn once(others: &mut OtherMarks, contact: &Contact) {
    let mut emails: Vec<_> = contact.email.iter().map(::personal::Email::look_up).collect();
    others.emails.retain(|email| {
        let is_new = !emails.contains(&email.look_up());
        emails.push(email.look_up());
        is_new
    });
    let mut phones: Vec<_> = contact.phone.iter().cloned().collect();
    others.phones.retain(|phone| {
        let is_new = !phones.contains(phone);
        phones.push(phone.clone());
        is_new
    });
    let mut keys: Vec<_> = contact.key.iter().cloned().collect();
    others.keys.retain(|key| {
        let is_new = !keys.contains(key);
        keys.push(key.clone());
        is_new
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(json: &str) -> Profile {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn what_two_come_to() {
        let one = r#"{"contact":{"email":"a@example.com","name":"Anna","groups":["vip"],"key":"1",
            "extra":{"shop":"A"},"consent":{"given":true,"source":"x","at":"2026-01-01"}},
            "others":{"emails":["c@example.com"]}}"#;
        let other = r#"{"contact":{"email":"B@example.com","phone":"+46701740605","name":"Ann",
            "groups":["new"],"key":"2","extra":{"shop":"B","size":"L"},
            "consent":{"given":false,"at":"2026-02-01"}},
            "others":{"emails":["A@example.com","C@example.com"],"keys":["3"]}}"#;
        let want = r#"{"contact":{"email":"a@example.com","phone":"+46701740605","name":"Anna",
            "groups":["new","vip"],"key":"1","extra":{"shop":"A","size":"L"},
            "consent":{"given":false,"at":"2026-02-01"}},
            "others":{"emails":["c@example.com","B@example.com"],"keys":["3","2"]}}"#;
        let merged = merged(profile(one), profile(other)).unwrap();
        assert_eq!(merged.contact, profile(want).contact);
        assert_eq!(merged.others, profile(want).others);
    }

    #[test]
    fn nobody_is_in_too_many_groups() {
        let groups = |from: u32| {
            let all: Vec<_> = (from..from + 30).map(|number| format!("g{number}")).collect();
            let contact = serde_json::json!({"email": "a@example.com", "groups": all});
            profile(&serde_json::json!({"contact": contact}).to_string())
        };
        assert!(merged(groups(0), groups(10)).is_ok());
        assert!(merged(groups(0), groups(30)).is_err());
    }
}
