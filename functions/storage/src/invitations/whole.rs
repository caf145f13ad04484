//! What is done as one transaction, whatever it fails by.

use core::cell::RefCell;

use problem::Problem;
use store::{AuditDraft, AuditStore as _, StoreError};

use crate::context::Context;
use crate::failure::store_failed;

/// Does `work` in one transaction, and tells of it in the log by what it gives besides; if it fails, nothing is
/// changed.
pub(crate) async fn whole<T>(
    context: &Context<'_>,
    work: impl AsyncFnOnce() -> Result<(T, Option<AuditDraft>), Problem>,
) -> Result<T, Problem> {
    let failed = RefCell::new(None);
    let recorded = context.store.recorded(&context.settings.fake_salt_key, async || {
        work().await.map_err(|problem| {
            failed.replace(Some(problem));
            StoreError::Unavailable("undone".to_owned())
        })
    });
    recorded.await.map_err(|error| failed.take().unwrap_or_else(|| store_failed(error)))
}
