//! What is asked about the audit log.

use problem::Problem;

use super::{StorageClient, Transport};
use crate::Target;
use crate::message::{AuditQuery, AuditStretch, AuditVerified, Stretch};

impl<T: Transport> StorageClient<'_, T> {
    /// Lists the tenant's audit log, newest first.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn list_audit(&self, query: &AuditQuery) -> Result<AuditStretch, Problem> {
        self.call(&Target::ListAudit, Some(query.to_query())).await
    }

    /// Takes the tenant's audit log out, oldest first.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn export_audit(&self, query: &AuditQuery) -> Result<AuditStretch, Problem> {
        self.call(&Target::ExportAudit, Some(query.to_query())).await
    }

    /// Walks the chain of the tenant's audit log, a stretch at a time.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn verify_audit(&self, stretch: &Stretch) -> Result<AuditVerified, Problem> {
        self.call(&Target::VerifyAudit, Some(stretch.to_query())).await
    }
}
