//! What can go wrong in a store.

/// The store cannot say. Outcomes a caller can act on are not errors; each call has its own.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum StoreError {
    /// The backend does not answer, or answers that it cannot now; the call may be repeated. The
    /// words are the backend's, for the log.
    #[error("the store is unavailable: {0}")]
    Unavailable(String),
    /// A row is not what was written.
    #[error("a stored row is unreadable: {0}")]
    Unreadable(&'static str),
}
