//! Figures: what was answered, and what became of invitations, in numbers.

mod read;
mod rebuild;

pub(crate) use read::read;
pub(crate) use rebuild::rebuild;
