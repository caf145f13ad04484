//! Contacts: whom a tenant knows, as its staff and its own systems see them.

use ::survey::Locale;
use credential::{AppName, InstanceName, InvitationId};
use invite::{EventKey, State, SuppressionCause};
use personal::{Email, Phone, SubjectId};
use serde::{Deserialize, Serialize};
use table::{Contact, ContactKey, Counts, Group, Person, Report};

use super::Cursor;
use crate::Moment;

/// Asks for contacts, the newest first. Of what it says more than once, all must be so.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ListContacts {
    /// Whoever has had this address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    /// Whoever has had this number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// Whoever the customer's own system calls so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<ContactKey>,
    /// Those whose name has all of these words, whole: up to [`Self::MAX_WORDS`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Those of this group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Group>,
    /// Where the stretch begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
    /// How many at most, 1 to [`Self::MOST`]; without it, 50.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

impl ListContacts {
    /// The most that are listed at once.
    pub const MOST: u32 = 200;
    /// The most words of a name that are looked for.
    pub const MAX_WORDS: usize = 4;
}

/// Somebody.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ContactItem {
    /// The name that we have given them.
    pub id: SubjectId,
    /// What is known of them.
    pub contact: Contact,
    /// Since when they are known.
    pub made_at: Moment,
    /// When somebody has told something of them last; nothing of whoever is known by events alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<Moment>,
}

/// Somebody, with all that is known of them.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ContactDetail {
    /// Who.
    pub item: ContactItem,
    /// By what else they are found, since they were merged.
    #[serde(default)]
    pub others: OtherMarks,
    /// Why one of their addresses or numbers is not written to any more.
    pub suppressed: Vec<SuppressionCause>,
    /// Their invitations, the newest first: up to [`Self::MOST_INVITATIONS`].
    pub invitations: Vec<ContactAsked>,
}

impl ContactDetail {
    /// The most invitations that are told of somebody.
    pub const MOST_INVITATIONS: u32 = 50;
}

/// By what else somebody is found: what those had who were merged into them.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct OtherMarks {
    /// Addresses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<Email>,
    /// Numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// Keys of the customer's own system.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<ContactKey>,
}

impl OtherMarks {
    /// The most of each. Whoever has as many is merged with nobody any more.
    pub const MOST: usize = 50;
}

/// An invitation of somebody.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ContactAsked {
    /// The app.
    pub app: AppName,
    /// The instance.
    pub instance: InstanceName,
    /// Its name.
    pub invitation: InvitationId,
    /// What the customer's system calls what happened.
    pub key: EventKey,
    /// How it stands.
    pub state: State,
    /// When the event came in.
    pub made_at: Moment,
}

/// Says all that is known of somebody, in the place of what was known before. There is an address or a number
/// at least.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PutContact {
    /// What is known of them. Where nobody is named by the path, the key says who.
    pub contact: Contact,
}

/// What became of it.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ContactPut {
    /// Whether nobody was known by it.
    pub is_new: bool,
    /// Whether something else was known of them, or nothing.
    pub changed: bool,
    /// Who.
    pub item: ContactItem,
}

/// Makes one of two: whoever the path names stays.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MergeContacts {
    /// Whose invitations, keys and groups become theirs. Nobody is known by this name then.
    pub from: SubjectId,
    /// Whether it is only said what would become of it.
    #[serde(default)]
    pub dry_run: bool,
}

impl MergeContacts {
    /// The most invitations of whoever is merged into another.
    pub const MOST_INVITATIONS: u32 = 5_000;
}

/// What two come to.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ContactsMerged {
    /// Who they are.
    pub item: ContactItem,
    /// By what else they are found.
    pub others: OtherMarks,
    /// How many invitations have become theirs.
    pub invitations: u32,
}

/// Takes people from a file, all of them or none.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ImportContacts {
    /// Whether it is only said what would become of them.
    #[serde(default)]
    pub dry_run: bool,
    /// The language of new people whose row names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Locale>,
    /// What somebody has agreed to: if it comes to something else by now, nothing is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed: Option<Counts>,
    /// The people, each once: up to [`Self::MOST`].
    pub people: Vec<Person>,
}

impl ImportContacts {
    /// The most people of one import.
    pub const MOST: usize = 1_000;
}

/// What became of them.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ContactsImported {
    /// Whether it is done.
    pub done: bool,
    /// What each came to, or would. The rows are those that were told.
    pub report: Report,
}

/// The groups of a tenant's contacts, by name.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ContactGroups {
    /// The groups that most are in: up to [`Self::MOST`].
    pub items: Vec<GroupItem>,
}

impl ContactGroups {
    /// The most groups that are listed.
    pub const MOST: u32 = 200;
}

/// A group. It is there as long as somebody is in it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct GroupItem {
    /// Its name.
    pub group: Group,
    /// How many are in it.
    pub contacts: u64,
}
