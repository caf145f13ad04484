//! Files that are written whole or not at all.

use anyhow::{Context as _, Result};
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;

/// Who may read a file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Readers {
    /// Everybody whom the system lets in.
    All,
    /// Its owner only.
    Owner,
}

/// Writes `bytes` to `path`, in place of what may be there.
///
/// # Errors
///
/// If it cannot be written; what was there stays.
pub fn write(path: &Path, readers: Readers, bytes: &[u8]) -> Result<()> {
    let unfinished = path.with_extension(format!("{}.part", std::process::id()));
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    match readers {
        Readers::All => {}
        Readers::Owner => restrict(&mut options),
    }
    let written = options.open(&unfinished).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&unfinished, path)
    });
    written.with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(unix)]
fn restrict(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o600);
}

#[cfg(not(unix))]
fn restrict(_: &mut OpenOptions) {}
