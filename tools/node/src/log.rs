//! The host's own log lines: one JSON object a line on standard error, as the components write.

use std::fmt::Display;
use std::io::Write as _;

/// How much a line matters.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Level {
    /// Someone must act.
    Error,
    /// Worth knowing when something else is looked into.
    Warning,
}

/// Writes one line. `component` is whose doing it was, if any one's. Never pass what a request
/// carried: no bodies, no headers, no queries.
pub(crate) fn write(level: Level, component: Option<&str>, message: impl Display) {
    let level = match level {
        Level::Error => "error",
        Level::Warning => "warning",
    };
    let line = serde_json::json!({
        "level": level,
        "function": component,
        "message": message.to_string(),
    });
    // With standard error gone there is nowhere left to say so.
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}
