//! What comes in, held against the published vectors.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "what is not so ends the test")]

mod deliveries;
mod intake;
mod printed;
mod stays;
mod support;
mod webhooks;
mod why_cancel;
mod why_cancel_flows;
