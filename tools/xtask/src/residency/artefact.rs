//! Things that are built.

use anyhow::{Context as _, Result};
use std::fs;
use std::path::Path;

/// The bytes of a built file.
///
/// # Errors
///
/// A sentence that says what to run, if it is not there.
pub(super) fn read(root: &Path, path: &Path, function: &str) -> Result<Vec<u8>> {
    let shown = path.strip_prefix(root).unwrap_or(path).display();
    fs::read(path).with_context(|| {
        format!("{function} has not been built, {shown} is missing: run `cargo xtask build`")
    })
}
