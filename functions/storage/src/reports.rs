//! Figures: what was answered, and what became of invitations, in numbers.

mod badge;
mod benchmarks;
mod read;
mod rebuild;

pub(crate) use badge::badge;
pub(crate) use benchmarks::{benchmarks, share};
pub(crate) use read::read;
pub(crate) use rebuild::rebuild;
