//! Installs what building, running and testing need. Each part does nothing if it is there.

mod cargo_tool;
mod chromium;
mod web;

pub(crate) use cargo_tool::{CARGO_DENY, CARGO_FUZZ, OHA, WorkerTools, worker_tools};
pub(crate) use chromium::{chromium, windowless_chromium};
pub(crate) use web::{axe, lighthouse, mail_server, node_program, npm, npm_script, provider};
