//! The port of the audit log.

mod chain;
mod draft;

pub use chain::{AuditMark, hash_of, head_fits, walk};
pub use draft::{AuditActor, AuditDraft, AuditObject, AuditOutcome, response_name};

use contract::message::{AuditEntry, AuditHead, AuditQuery, Limit};
use credential::{KeyRing, TenantId};
use survey::SurveyId;

use crate::StoreError;

/// How long entries are kept: two years.
pub const AUDIT_RETENTION_SECONDS: i64 = 2 * 365 * 24 * 60 * 60;

/// The most entries that go for their age whenever one is added.
pub const AUDIT_FORGOTTEN_AT_ONCE: u32 = 100;

/// Whether the newest entries come first, or the oldest.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AuditOrder {
    /// The newest first.
    NewestFirst,
    /// The oldest first.
    OldestFirst,
}

/// Some entries, and how far the log was looked through for them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AuditListed {
    /// The entries.
    pub entries: Vec<AuditEntry>,
    /// The number of the entry after which more may follow; `None` at the end.
    pub next: Option<u64>,
}

/// A piece of a chain, and its head at the same moment.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AuditPiece {
    /// The head; `None` if the tenant has none.
    pub head: Option<AuditHead>,
    /// The entry before the piece, or what is left of it; `None` if there is no such entry.
    pub before: Option<AuditMark>,
    /// The entries, in the order of their numbers.
    pub entries: Vec<AuditEntry>,
}

/// Keeps the audit log. Entries are added, and go for their age alone, from the old end.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait AuditStore {
    /// Does `work` and adds the entry it gives, in one transaction: neither is there without the
    /// other. Two that add entries to one log never get the same number. `keys` seal the head.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say; nothing is changed then.
    async fn recorded<T>(
        &self,
        keys: &KeyRing,
        work: impl AsyncFnOnce() -> Result<(T, Option<AuditDraft>), StoreError>,
    ) -> Result<T, StoreError>;

    /// The entries of a tenant that `query` asks for.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn list_audit(
        &self,
        tenant: &TenantId,
        query: &AuditQuery,
        order: AuditOrder,
        after: Option<u64>,
    ) -> Result<AuditListed, StoreError>;

    /// How the chain of a tenant stands.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn read_audit_head(&self, tenant: &TenantId) -> Result<Option<AuditHead>, StoreError>;

    /// The entries of a tenant after the one of number `after`, or from the oldest.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn read_audit_piece(
        &self,
        tenant: &TenantId,
        after: Option<u64>,
        limit: Limit,
    ) -> Result<AuditPiece, StoreError>;

    /// Whose a survey is.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn tenant_of(&self, survey: &SurveyId) -> Result<Option<TenantId>, StoreError>;
}
