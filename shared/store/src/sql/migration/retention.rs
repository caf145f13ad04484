//! The step with which invitations that are over came to be removed after a time.

pub(super) const STEP: &[&str] =
    &["CREATE INDEX asked_closed ON asked (made_at) WHERE next_due IS NULL"];
