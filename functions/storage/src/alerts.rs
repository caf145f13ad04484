//! Alerts: what staff are told of responses, and what they do about it.
//!
//! An alert names a response, and nobody who gave it. How it stands is sealed under the key of its instance.

mod claim;
mod due;
mod kept;
mod raised;
mod secret;
mod staff;

pub(crate) use claim::claim;
pub(crate) use due::{is_ours, run as run_due};
pub(crate) use raised::raised;
pub(crate) use secret::read_secret;
pub(crate) use staff::{act, items, list, read};
