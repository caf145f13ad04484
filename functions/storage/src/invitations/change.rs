//! What is to be changed of a person's invitations, while nothing is.

use ::personal::SubjectId;
use credential::TenantId;
use store::PersonChange;

/// That nothing is, yet.
pub(super) fn empty(tenant: &TenantId, contact: SubjectId, revision: u32) -> PersonChange {
    PersonChange {
        tenant: tenant.clone(),
        contact,
        revision,
        changed: Vec::new(),
        added: None,
        removed: None,
        messages: Vec::new(),
        suppressed: Vec::new(),
        linked: None,
        forget: false,
    }
}
