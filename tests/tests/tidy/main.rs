//! Rules of the house that no lint knows.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "helpers of tests: what they cannot do ends the test that wanted it"
)]

mod deployment;
mod manifest;
mod openapi;
mod source;
