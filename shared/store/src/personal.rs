//! The port of what seals personal data: tenants' keys, subjects' keys, and what is not sealed yet.

use ::survey::{FileId, Locale, ResponseId, SurveyId, Version};
use contract::Moment;
use credential::TenantId;
use personal::{Generation, SubjectId};

use crate::{SealedFile, SealedRecord, StoreError};

/// What a tenant's personal data is sealed with, itself sealed by the zone's key.
#[derive(Clone, Eq, PartialEq)]
pub struct TenantKeys {
    /// The tenant's keys, the newest first. There is at least one.
    pub keys: Vec<(Generation, String)>,
    /// The secret by which its people are found.
    pub look_up: String,
}

/// The key of a subject, sealed by the tenant's key of a generation.
#[derive(Clone, Eq, PartialEq)]
pub struct StoredSubject {
    /// By which of the tenant's keys.
    pub generation: Generation,
    /// The subject's key.
    pub sealed: Vec<u8>,
}

/// The subject under whose key something was sealed. What is sealed is kept only if that key is, in
/// the same transaction.
#[derive(Clone, Eq, PartialEq)]
pub struct SubjectUse {
    /// The subject.
    pub id: SubjectId,
    /// Its key.
    pub key: StoredSubject,
    /// Whether the key is new, and so to be kept: of a response's own subject. Otherwise it was read.
    pub is_new: bool,
}

/// Something sealed, and by what it is opened.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Locked<T> {
    /// Whose data it is.
    pub tenant: TenantId,
    /// Of whom.
    pub subject: SubjectId,
    /// Their key; none once it was erased.
    pub key: Option<StoredSubject>,
    /// What is sealed.
    pub sealed: T,
}

/// A response from before personal data was sealed.
#[derive(Clone, Eq, PartialEq)]
pub struct ClearResponse {
    /// Its place.
    pub sequence: u64,
    /// Whose survey it is.
    pub tenant: TenantId,
    /// The survey.
    pub survey: SurveyId,
    /// Its name.
    pub id: ResponseId,
    /// The version that was answered.
    pub version: Version,
    /// The language it was answered in.
    pub language: Locale,
    /// Whether its respondent was done.
    pub complete: bool,
    /// All its answers as JSON.
    pub answers: String,
}

/// A file from before personal data was sealed.
#[derive(Clone, Eq, PartialEq)]
pub struct ClearFile {
    /// Its place.
    pub sequence: u64,
    /// Whose survey it is.
    pub tenant: TenantId,
    /// The survey.
    pub survey: SurveyId,
    /// The response that names it, or will.
    pub response: ResponseId,
    /// Its name.
    pub id: FileId,
    /// What it is called.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// What it holds.
    pub content: Vec<u8>,
}

/// What became of sealing what was there.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Sealing {
    /// It is sealed.
    Done,
    /// It is gone, or was sealed meanwhile; nothing is changed.
    Gone,
    /// The subject's key is another by now; nothing is changed.
    KeyChanged,
}

/// Keeps the keys of personal data, and knows what is not sealed with one yet.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait PersonalStore {
    /// A tenant's keys, if it has any yet.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn tenant_keys(&self, tenant: &TenantId) -> Result<Option<TenantKeys>, StoreError>;

    /// Gives a tenant its first keys, unless it has some. Says whether it did.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say; the caller may repeat the call.
    async fn add_tenant_keys(
        &self,
        tenant: &TenantId,
        first: &str,
        look_up: &str,
        now: Moment,
    ) -> Result<bool, StoreError>;

    /// The keys of tenants in the order of their names, after the name `after`.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn list_tenant_keys(
        &self,
        limit: u32,
        after: Option<&str>,
    ) -> Result<Vec<(TenantId, TenantKeys)>, StoreError>;

    /// Puts a tenant's keys, the same ones, in the place of `old`, if they are what is there. Says whether they
    /// were.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say; the caller may repeat the call.
    async fn replace_tenant_keys(
        &self,
        tenant: &TenantId,
        old: &TenantKeys,
        new: &TenantKeys,
    ) -> Result<bool, StoreError>;

    /// The key of a tenant's subject.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn find_subject(
        &self,
        tenant: &TenantId,
        subject: SubjectId,
    ) -> Result<Option<StoredSubject>, StoreError>;

    /// Some responses that are not sealed yet, the oldest first.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn clear_responses(&self, limit: u32) -> Result<Vec<ClearResponse>, StoreError>;

    /// A file that is not sealed yet.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn clear_file(&self) -> Result<Option<ClearFile>, StoreError>;

    /// Seals a response that is there, unless it was sealed meanwhile.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say; the caller may repeat the call.
    async fn seal_response(
        &self,
        response: &ClearResponse,
        sealed: &SealedRecord,
    ) -> Result<Sealing, StoreError>;

    /// Seals a file that is there, unless it was sealed meanwhile.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say; the caller may repeat the call.
    async fn seal_file(&self, file: &ClearFile, sealed: &SealedFile)
    -> Result<Sealing, StoreError>;

    /// Leaves nothing of what was sealed in clear where the medium keeps what is no longer there. It is
    /// asked once all is sealed. Says whether it could; if not, it is asked again.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say; the caller may repeat the call.
    async fn scrub(&self) -> Result<bool, StoreError>;
}

impl core::fmt::Debug for StoredSubject {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("StoredSubject(..)")
    }
}
