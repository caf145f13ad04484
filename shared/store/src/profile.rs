//! The port of what is known of people, beside what they are asked: sealed, with keyed hashes of what finds it.

use contract::Moment;
use credential::{InvitationId, TenantId};
use personal::SubjectId;

use crate::{ContactKeys, StoreError, StoredContact};

/// By what somebody is found: keyed hashes.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Marks {
    /// Of the address and of the number.
    pub keys: ContactKeys,
    /// Of what the customer's own system calls them.
    pub key: Option<[u8; 32]>,
}

/// Somebody, with what is known of them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredProfile {
    /// Who.
    pub contact: StoredContact,
    /// By what they are found first.
    pub marks: Marks,
    /// Since when they are known.
    pub made_at: Moment,
    /// What is known, sealed, and since when; nothing of whoever is known by events alone.
    pub told: Option<(Vec<u8>, Moment)>,
}

/// What is known of somebody from now on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NewProfile {
    /// Who: they are there.
    pub contact: SubjectId,
    /// By what they are found first.
    pub marks: Marks,
    /// Keyed hashes of the words of their name.
    pub words: Vec<[u8; 32]>,
    /// Keyed hashes of their groups.
    pub groups: Vec<[u8; 32]>,
    /// What is known, sealed.
    pub sealed: Vec<u8>,
}

/// What became of telling something of somebody.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PutProfile {
    /// It is so.
    Done,
    /// Somebody else is found by the address, the number or the key; nothing is changed.
    Taken,
    /// Nobody is there of this name.
    NotFound,
}

/// Which people are listed.
#[derive(Clone, Debug, Default)]
pub struct ProfileFilter {
    /// Those whose name has all of these words: a few.
    pub words: Vec<[u8; 32]>,
    /// Those of this group.
    pub group: Option<[u8; 32]>,
    /// Those before this one, by when they came and by name.
    pub before: Option<(Moment, SubjectId)>,
    /// How many at most.
    pub limit: u32,
}

/// A group, with how many are in it and one of them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredGroup {
    /// Its keyed hash.
    pub group: [u8; 32],
    /// How many are in it.
    pub contacts: u64,
    /// One of them, who says what it is called.
    pub one: StoredProfile,
}

/// Keeps what is known of people. Whoever is forgotten has nothing here.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait ProfileStore {
    /// All who are found by any of these, also since they were merged, those who came first before the others.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn find_profiles(
        &self,
        tenant: &TenantId,
        marks: Marks,
    ) -> Result<Vec<StoredProfile>, StoreError>;

    /// Somebody, by name.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn read_profile(
        &self,
        tenant: &TenantId,
        contact: SubjectId,
    ) -> Result<Option<StoredProfile>, StoreError>;

    /// People, the newest first.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn list_profiles(
        &self,
        tenant: &TenantId,
        filter: &ProfileFilter,
    ) -> Result<Vec<StoredProfile>, StoreError>;

    /// The groups that most are in, those with most first.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn list_groups(
        &self,
        tenant: &TenantId,
        limit: u32,
    ) -> Result<Vec<StoredGroup>, StoreError>;

    /// Says what is known of somebody.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn put_profile(
        &self,
        tenant: &TenantId,
        profile: &NewProfile,
        now: Moment,
    ) -> Result<PutProfile, StoreError>;
}

/// Makes one person of two.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait MergeStore {
    /// Makes invitations of one person another's, each with what is sealed anew. What is not theirs stays.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn move_asked(
        &self,
        tenant: &TenantId,
        from_into: (SubjectId, SubjectId),
        asked: &[(InvitationId, Vec<u8>)],
    ) -> Result<(), StoreError>;

    /// Has the other person be found by all that found the one, and hold what they held. The one is gone then,
    /// with their key; what changes of the other's invitations was read before counts no more.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say; or if the one has invitations that were not moved.
    async fn merge(
        &self,
        tenant: &TenantId,
        from: SubjectId,
        into: SubjectId,
    ) -> Result<(), StoreError>;
}
