//! Personal data, sealed.

use serde::{Deserialize, Serialize};

/// What became of a stretch of the personal data that was kept before it was sealed.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PersonalSealed {
    /// How many responses and files were sealed.
    pub sealed: u32,
    /// Whether nothing is left, also where it was.
    pub done: bool,
}
