//! The port of files.

use ::survey::{FileId, ResponseId, SurveyId};
use contract::Moment;
use contract::message::FileHead;
use credential::TenantId;

use crate::{Locked, StoreError, SubjectUse};

/// How long a file is kept that no response names, in milliseconds.
pub const LOOSE_MILLIS: u64 = 48 * 60 * 60 * 1000;

/// How many files may be sent of a response, with those that its respondent took back: twice as
/// many as it may name.
pub const MAX_SENT_FILES: u32 = 2 * ::survey::MAX_FILES;

/// How many bytes they may have together.
pub const MAX_SENT_BYTES: u32 = 2 * ::survey::MAX_FILES_BYTES;

/// What a file counts for beside its bytes, where those of a survey are counted: so that a bound on
/// their bytes is one on how many they are as well.
pub const FILE_OVERHEAD_BYTES: u64 = 64 * 1024;

/// A file on its way into the store.
#[derive(Clone, Copy)]
pub struct NewFile<'a> {
    /// The response that will name it.
    pub response: ResponseId,
    /// Its name among the response's files; the idempotency key.
    pub id: FileId,
    /// What it is called, and its media type.
    pub head: &'a FileHead,
    /// What it holds.
    pub content: &'a [u8],
    /// What is kept of it instead.
    pub sealed: Option<&'a SealedFile>,
    /// How many bytes those of the survey that no response names may have together with it, each
    /// counted with [`FILE_OVERHEAD_BYTES`]: whoever makes up responses fills this, not the disk.
    pub most_loose_bytes: u64,
}

/// What is kept of a file that is sealed.
#[derive(Clone, Eq, PartialEq)]
pub struct SealedFile {
    /// Under whose key it is.
    pub subject: SubjectUse,
    /// What it is called, sealed.
    pub name: Vec<u8>,
    /// A keyed hash of that, by which its response names it.
    pub name_hash: [u8; 32],
    /// What it holds, sealed.
    pub content: Vec<u8>,
    /// A keyed hash of all of it: two sends with one are one file.
    pub digest: [u8; 32],
}

/// What became of a file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PutFile {
    /// It is kept, durably.
    Now,
    /// An earlier send of the same file had been kept; nothing is changed.
    Already,
    /// The id holds another file; nothing is changed.
    Conflict,
    /// The response is complete, and names its files.
    Complete,
    /// The response has as many files, or as large ones, as may be sent of it.
    Full,
    /// The survey has as many files that no response names as it may have; later it has fewer.
    Crowded,
    /// The survey takes no more answers.
    Closed,
    /// There is no such survey.
    NotFound,
    /// The name held a response that its respondent took away.
    Withdrawn,
    /// The key that it is sealed under is another by now; nothing is changed. It is to be sealed anew.
    KeyChanged,
}

/// A file that is read back.
pub struct StoredFile {
    /// What it is called, and its media type.
    pub head: FileHead,
    /// What it holds; sealed, if it is locked.
    pub content: Vec<u8>,
    /// By what it is opened, with what it is called, if it is sealed.
    pub locked: Option<Locked<Vec<u8>>>,
}

/// Keeps files. A file is loose until a response that is kept names it; what stays loose is removed
/// when its time is up, and all go with their response.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait FileStore {
    /// Keeps `file` unless its id is taken, durably before it answers. Safe to repeat. Some of what
    /// is loose for too long is removed on the way.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say; the caller may repeat the call.
    async fn put_file(
        &self,
        survey: &SurveyId,
        file: NewFile<'_>,
        now: Moment,
    ) -> Result<PutFile, StoreError>;

    /// A file that a response of a tenant's survey names.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn read_file(
        &self,
        tenant: &TenantId,
        survey: &SurveyId,
        response: ResponseId,
        file: FileId,
    ) -> Result<Option<StoredFile>, StoreError>;

    /// A file that a respondent's own response names. Whether it is theirs is for the caller to
    /// know.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn read_own_file(
        &self,
        survey: &SurveyId,
        response: ResponseId,
        file: FileId,
    ) -> Result<Option<StoredFile>, StoreError>;
}
