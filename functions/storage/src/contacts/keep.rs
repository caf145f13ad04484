//! Keeps what is known of somebody, in the transaction that is open.

use ::personal::SubjectId;
use problem::{Kind, Problem};
use store::{
    AddContact, ContactStore as _, Marks, NewProfile, ProfileStore as _, PutProfile, StoredContact,
    StoredProfile,
};

use super::profile::{Profile, group_hash, marks, word_hash, words};
use crate::context::Context;
use crate::failure::store_failed;
use crate::personal::{Known, Secrets, sealing_key, subject_key};
use crate::second_factor::random;

/// Somebody else has what would find them.
pub(super) fn taken() -> Problem {
    Problem::new(Kind::ParameterRejected).with_invalid(
        "contact",
        "the address, the number or the key is another contact's: change that one, or merge the two",
    )
}

/// Keeps what is known of somebody who is new. Gives their name.
pub(super) async fn add(
    context: &Context<'_>,
    secrets: &Secrets,
    profile: &Profile,
) -> Result<SubjectId, Problem> {
    let id = SubjectId::from_bytes(random(context)?);
    let (key, subject) = sealing_key(context, secrets, id, Known::Hardly).await?;
    let contact = StoredContact { id, revision: 0, key: subject.key };
    let (tenant, marks) = (secrets.tenant(), marks(secrets, &profile.contact));
    let added = context.store.add_contact(tenant, &contact, marks.keys, context.now).await;
    match added.map_err(store_failed)? {
        AddContact::Done => {}
        AddContact::Taken => return Err(taken()),
        AddContact::KeyChanged => return Err(Problem::new(Kind::StorageUnavailable)),
    }
    let sealed = profile.seal(context, &key)?;
    put(context, secrets, new(secrets, id, marks, profile, sealed)).await?;
    Ok(id)
}

/// Keeps what is known of somebody who is there.
pub(super) async fn change(
    context: &Context<'_>,
    secrets: &Secrets,
    stored: &StoredProfile,
    profile: &Profile,
) -> Result<(), Problem> {
    let tenant = secrets.tenant();
    let StoredContact { id, key, .. } = &stored.contact;
    let key = subject_key(context, tenant, *id, key).await?;
    let mut marks = marks(secrets, &profile.contact);
    if stored.told.is_none() {
        // What events have told need not be in clear by now.
        let before = stored.marks.keys;
        marks.keys.email = marks.keys.email.or(before.email);
        marks.keys.phone = marks.keys.phone.or(before.phone);
    }
    let sealed = profile.seal(context, &key)?;
    put(context, secrets, new(secrets, *id, marks, profile, sealed)).await
}

fn new(
    secrets: &Secrets,
    contact: SubjectId,
    marks: Marks,
    profile: &Profile,
    sealed: Vec<u8>,
) -> NewProfile {
    let name = profile.contact.name.as_ref().map(|name| words(name.as_str())).unwrap_or_default();
    NewProfile {
        contact,
        marks,
        words: name.iter().map(|word| word_hash(secrets, word)).collect(),
        groups: profile.contact.groups.iter().map(|group| group_hash(secrets, group)).collect(),
        sealed,
    }
}

async fn put(context: &Context<'_>, secrets: &Secrets, profile: NewProfile) -> Result<(), Problem> {
    let put = context.store.put_profile(secrets.tenant(), &profile, context.now).await;
    match put.map_err(store_failed)? {
        PutProfile::Done => Ok(()),
        PutProfile::Taken => Err(taken()),
        PutProfile::NotFound => Err(Problem::new(Kind::NotFound)),
    }
}
