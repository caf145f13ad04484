//! Storage that is stopped, and storage that is killed.
//!
//! Each test has an edge and storage of its own.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "helpers of tests: what they cannot do ends the test that wanted it"
)]

mod alerts;
mod apps;
mod asked_mail;
mod before;
mod calls;
mod changed;
mod crash;
mod dump;
mod erased;
mod flood;
mod flows;
mod hooks;
mod intake;
mod invitations;
mod invited;
mod letters;
mod mail;
mod relay;
mod rotation;
mod stop;
mod story;
mod win_back;

use std::path::{Path, PathBuf};

use tests::{Sample, System};

/// Where compiled components are kept for the next test.
pub(crate) fn compiled() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("compiled")
}

/// A system with a survey.
pub(crate) fn system() -> (System, Sample) {
    let system = System::start(&compiled());
    let sample = Sample::publish(&system.site, &system.api_key);
    (system, sample)
}
