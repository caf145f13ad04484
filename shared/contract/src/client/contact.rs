//! What is asked about contacts.

use personal::SubjectId;
use problem::Problem;

use super::{StorageClient, Transport};
use crate::Target;
use crate::message::{
    ContactDetail, ContactErased, ContactGroups, ContactItem, ContactPut, ContactsImported,
    ContactsMerged, ImportContacts, ListContacts, Listing, MergeContacts, PutContact,
};

impl<T: Transport> StorageClient<'_, T> {
    /// Lists contacts, the newest first.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::ParameterRejected`].
    pub async fn list_contacts(
        &self,
        message: &ListContacts,
    ) -> Result<Listing<ContactItem>, Problem> {
        self.call_with(&Target::ListContacts, message).await
    }

    /// Lists the groups that contacts are in.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn list_contact_groups(&self) -> Result<ContactGroups, Problem> {
        self.call(&Target::ListContactGroups, None).await
    }

    /// Reads what is known of somebody.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`].
    pub async fn read_contact(&self, contact: SubjectId) -> Result<ContactDetail, Problem> {
        self.call(&Target::ReadContact(contact), None).await
    }

    /// Says what is known of whoever has the key. Safe to repeat.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::ParameterRejected`] if there is no key, or the address or the number is
    /// somebody else's.
    pub async fn save_contact(&self, message: &PutContact) -> Result<ContactPut, Problem> {
        self.call_with(&Target::SaveContact, message).await
    }

    /// Says what is known of somebody who is there. Safe to repeat.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`], [`problem::Kind::ParameterRejected`] if the key, the address or
    /// the number is somebody else's.
    pub async fn put_contact(
        &self,
        contact: SubjectId,
        message: &PutContact,
    ) -> Result<ContactPut, Problem> {
        self.call_with(&Target::PutContact(contact), message).await
    }

    /// Erases somebody.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`].
    pub async fn remove_contact(&self, contact: SubjectId) -> Result<ContactErased, Problem> {
        self.call(&Target::RemoveContact(contact), None).await
    }

    /// Makes one of two, or says what would become of them.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`], [`problem::Kind::ParameterRejected`] if they are one already.
    pub async fn merge_contacts(
        &self,
        contact: SubjectId,
        message: MergeContacts,
    ) -> Result<ContactsMerged, Problem> {
        self.call_with(&Target::MergeContacts(contact), &message).await
    }

    /// Takes people from a file, all of them or none, or says what would become of them. Safe to repeat.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::ParameterRejected`] if there are too many.
    pub async fn import_contacts(
        &self,
        message: &ImportContacts,
    ) -> Result<ContactsImported, Problem> {
        self.call_with(&Target::ImportContacts, message).await
    }
}
