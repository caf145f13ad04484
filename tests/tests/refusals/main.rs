//! Who is refused, where, and that storage never hears of it.
//!
//! These tests count the requests that reach storage, or move its clock, so they run one after the
//! other.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "helpers of tests: what they cannot do ends the test that wanted it"
)]

mod bodies;
mod credential_refused;
mod minute;
mod privileges;
mod second_factor;
mod shop;
mod signature;

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Waits until no other test of this suite runs.
pub(crate) fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}
