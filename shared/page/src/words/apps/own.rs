//! What each app says of its own.

mod en;
mod sv;

pub(super) use en::EN;
pub(super) use sv::SV;
