//! The host, serving a real component: `fixtures/probe`, built by these tests.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test's helper ends the test"
)]

mod control;
mod forward;
mod outbound;
mod program;
mod refusal;
mod request;
mod reuse;
mod sqlite;
mod support;
mod tls;
mod upstream;
