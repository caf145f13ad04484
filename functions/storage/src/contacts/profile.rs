//! What is sealed of somebody.

use std::collections::BTreeSet;

use ::personal::{LookUp, Place, SubjectKey};
use contract::message::{ContactItem, OtherMarks, Recipient};
use credential::TenantId;
use problem::{Kind, Problem};
use serde::{Deserialize, Serialize};
use store::{ContactKeys, Marks, ProfileStore as _, StoredContact, StoredProfile};
use table::{Contact, ContactKey, Group};
use zeroize::Zeroizing;

use crate::context::Context;
use crate::failure::store_failed;
use crate::invitations::newest_recipient;
use crate::personal::{Secrets, closed, subject_key};
use crate::second_factor::random;

/// Where it is sealed.
const PLACE: Place<'_> = Place::Contact("profile");

/// The most words of a name by which somebody is found.
const MAX_WORDS: usize = 16;

/// What is sealed of somebody.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Profile {
    pub(crate) contact: Contact,
    /// By what else they are found, since they were merged.
    #[serde(default)]
    pub(crate) others: OtherMarks,
}

impl Profile {
    /// What is known of somebody. Of whoever is known by events alone it is what the newest of them says.
    pub(crate) async fn of(
        context: &Context<'_>,
        tenant: &TenantId,
        stored: &StoredProfile,
    ) -> Result<Self, Problem> {
        let Some((sealed, _)) = &stored.told else {
            let recipient =
                newest_recipient(context, tenant, (&stored.contact, stored.marks.keys)).await?;
            let (Recipient { name, email, phone }, language) = recipient.unwrap_or_default();
            let contact = Contact { name, email, phone, language, ..Contact::default() };
            return Ok(Self { contact, others: OtherMarks::default() });
        };
        let StoredContact { id, key, .. } = &stored.contact;
        let key = subject_key(context, tenant, *id, key).await?;
        let text = key.open(PLACE, sealed).map_err(|_| closed("a contact"))?;
        let unreadable = |_| Problem::new(Kind::Internal).with_cause("a contact's JSON");
        serde_json::from_slice(&text).map_err(unreadable)
    }

    pub(super) fn seal(&self, context: &Context<'_>, key: &SubjectKey) -> Result<Vec<u8>, Problem> {
        let text = serde_json::to_vec(self).map(Zeroizing::new).map_err(|_| Kind::Internal)?;
        let sealed = key.seal(PLACE, random(context)?, &text);
        sealed.map_err(|_| Problem::new(Kind::Internal))
    }

    /// Everybody whom their addresses and numbers reach.
    pub(crate) fn recipients(&self) -> Vec<Recipient> {
        let Contact { email, phone, .. } = &self.contact;
        let emails = email
            .iter()
            .chain(&self.others.emails)
            .map(|email| Recipient { email: Some(email.clone()), ..Recipient::default() });
        let phones = phone
            .iter()
            .chain(&self.others.phones)
            .map(|phone| Recipient { phone: Some(phone.clone()), ..Recipient::default() });
        emails.chain(phones).collect()
    }
}

/// What is known of somebody who is asked, if anybody has told anything of them.
pub(crate) async fn profile_of(
    context: &Context<'_>,
    tenant: &TenantId,
    contact: &StoredContact,
) -> Result<Option<Profile>, Problem> {
    let stored = context.store.read_profile(tenant, contact.id).await.map_err(store_failed)?;
    match stored.filter(|stored| stored.told.is_some()) {
        Some(stored) => Profile::of(context, tenant, &stored).await.map(Some),
        None => Ok(None),
    }
}

/// Somebody, as they are told.
pub(super) fn item(stored: &StoredProfile, contact: Contact) -> ContactItem {
    let changed_at = stored.told.as_ref().map(|(_, at)| *at);
    ContactItem { id: stored.contact.id, contact, made_at: stored.made_at, changed_at }
}

/// By what somebody is found first.
pub(super) fn marks(secrets: &Secrets, contact: &Contact) -> Marks {
    let look_up = secrets.look_up();
    Marks {
        keys: ContactKeys {
            email: contact.email.as_ref().map(|email| look_up.email(email)),
            phone: contact.phone.as_ref().map(|phone| look_up.phone(phone)),
        },
        key: contact.key.as_ref().map(|key| key_hash(secrets, key)),
    }
}

pub(super) fn key_hash(secrets: &Secrets, key: &ContactKey) -> [u8; 32] {
    hash(secrets, b"contact key", key.as_str())
}

pub(super) fn group_hash(secrets: &Secrets, group: &Group) -> [u8; 32] {
    hash(secrets, b"contact group", group.as_str())
}

pub(super) fn word_hash(secrets: &Secrets, word: &str) -> [u8; 32] {
    hash(secrets, b"contact word", word)
}

fn hash(secrets: &Secrets, what: &[u8], text: &str) -> [u8; 32] {
    secrets.look_up().hash(LookUp::ExternalKey, &[what, text.as_bytes()])
}

/// The words of a name, in whichever case they are written.
pub(super) fn words(name: &str) -> BTreeSet<String> {
    let words = name.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).take(MAX_WORDS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_names() {
        for (name, want) in [
            ("Anna-Karin  BERG", &["anna", "berg", "karin"][..]),
            ("O'Neill Åsa", &["neill", "o", "åsa"]),
            (" - ", &[]),
        ] {
            assert_eq!(words(name).into_iter().collect::<Vec<_>>(), want, "{name}");
        }
        assert_eq!(words(&"ab cd ".repeat(20)).len(), 2);
    }
}
