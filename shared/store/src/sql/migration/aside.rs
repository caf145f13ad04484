//! The step with which responses came to be taken out of figures.

pub(super) const STEP: &[&str] = &[
    // Why it was, by name; nothing for nearly all. What it counted to before is kept, for it may count again.
    "ALTER TABLE responses ADD COLUMN aside TEXT",
    "ALTER TABLE responses ADD COLUMN aside_tally TEXT",
];
