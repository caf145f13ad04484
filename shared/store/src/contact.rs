//! The port of people who are asked: known by keyed hashes alone.

use contract::Moment;
use credential::TenantId;
use invite::{Channel, SuppressionCause};
use personal::SubjectId;

use crate::{StoreError, StoredSubject};

/// By what a person is found: keyed hashes of their address and their number.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct ContactKeys {
    /// Of the address.
    pub email: Option<[u8; 32]>,
    /// Of the number.
    pub phone: Option<[u8; 32]>,
}

/// Somebody who is asked.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredContact {
    /// The subject that they are.
    pub id: SubjectId,
    /// Goes up with every change of any of their invitations.
    pub revision: u32,
    /// The key of all that is kept of them.
    pub key: StoredSubject,
}

/// What became of adding somebody.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AddContact {
    /// They are there.
    Done,
    /// Somebody is there by the address or the number.
    Taken,
    /// The tenant's key is another by now; nothing is changed.
    KeyChanged,
}

/// An address or a number that is not written to any more.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Suppressed {
    /// Its keyed hash, which stays when the person is erased.
    pub hash: [u8; 32],
    /// Why.
    pub cause: SuppressionCause,
    /// By which channel it is not; none for whoever it is the address of, at all.
    pub channel: Option<Channel>,
}

/// Keeps who is asked, and who is not to be.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait ContactStore {
    /// Whoever has this address, and else whoever has this number.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn find_contact(
        &self,
        tenant: &TenantId,
        keys: ContactKeys,
    ) -> Result<Option<StoredContact>, StoreError>;

    /// Adds somebody, with their key.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say; the caller may repeat the call.
    async fn add_contact(
        &self,
        tenant: &TenantId,
        contact: &StoredContact,
        keys: ContactKeys,
        now: Moment,
    ) -> Result<AddContact, StoreError>;

    /// Learns an address and a number of somebody. They are found by them from then on, where there was
    /// none and it is nobody else's; they hold them in any case.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn learn_contact(
        &self,
        tenant: &TenantId,
        contact: SubjectId,
        keys: ContactKeys,
    ) -> Result<(), StoreError>;

    /// All of whom this address or this number was ever told, those who came first before the others.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn holders(
        &self,
        tenant: &TenantId,
        keys: ContactKeys,
    ) -> Result<Vec<StoredContact>, StoreError>;

    /// Writes to these addresses and numbers no more, whosever they are. Safe to repeat.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn suppress_all(
        &self,
        tenant: &TenantId,
        addresses: &[Suppressed],
    ) -> Result<(), StoreError>;

    /// Which of these addresses and numbers are not written to.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn suppressed(
        &self,
        tenant: &TenantId,
        hashes: &[[u8; 32]],
    ) -> Result<Vec<Suppressed>, StoreError>;
}
