//! Files, as they come: held against published vectors, workbooks that are built here, and chance.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "what is not so ends the test")]

mod packed;
mod plans;
mod properties;
mod support;
mod vectors;
mod workbooks;
