//! The sources std is built from: Rust's own, and the C library for WASI.

use super::Compiler;
use super::archive::Archive;
use crate::checkout::{make_folder, remove};
use crate::progress::note;
use anyhow::{Context as _, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// Newest first where it matters little, smallest surprise first where it matters: backports keep
/// several releases of Rust side by side.
const SUITES: [&str; 3] = ["trixie-backports", "forky", "sid"];

/// Unpacked sources.
pub(crate) struct Sources {
    folder: PathBuf,
    /// The folder that has `library/`.
    pub(crate) rust: PathBuf,
}

impl Sources {
    /// Where the C library's objects for wasm32-wasip2 are.
    pub(crate) fn wasi_libc(&self) -> PathBuf {
        self.folder.join("unpacked/usr/lib/wasm32-wasip2")
    }

    /// A folder to build in.
    pub(crate) fn build_folder(&self) -> PathBuf {
        self.folder.join("build")
    }

    /// Removes what is of no use once std is installed.
    pub(crate) fn remove(self) -> Result<()> {
        remove(&self.folder)
    }
}

/// Downloads and unpacks the sources of exactly this compiler's release.
pub(crate) fn fetch(compiler: &Compiler, folder: &Path) -> Result<Sources> {
    // Whatever an interrupted run left is not trusted.
    remove(folder)?;
    let archive = Archive::of_this_machine(&folder.join("apt"))?;
    let release = &compiler.release;
    for suite in SUITES {
        if let Err(error) = archive.read(suite) {
            note(format_args!("skipping {suite}: {error:#}"));
            continue;
        }
        let rust = archive.versions("rust-src")?.into_iter().find(|v| is_release(v, release));
        let Some(rust) = rust else { continue };
        let libc = archive.versions("wasi-libc")?.into_iter().next();
        let libc = libc.with_context(|| format!("{suite} has no wasi-libc"))?;
        note(format_args!("downloading rust-src {rust} and wasi-libc {libc} from {suite}"));
        let unpacked = folder.join("unpacked");
        make_folder(&unpacked)?;
        archive.unpack("rust-src", &rust, &unpacked)?;
        archive.unpack("wasi-libc", &libc, &unpacked)?;
        let rust = library_parent(&unpacked)?;
        return Ok(Sources { folder: folder.to_owned(), rust });
    }
    bail!("none of Debian's suites {} has the sources of Rust {release}", SUITES.join(", "))
}

/// `1.95.0+dfsg1-2~bpo13+1` is release 1.95.0; `1.95.0` of another package is not `1.95.01`.
fn is_release(version: &str, release: &str) -> bool {
    let rest = version.strip_prefix(release);
    rest.is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_digit() || next == '.'))
}

fn library_parent(unpacked: &Path) -> Result<PathBuf> {
    for entry in fs::read_dir(unpacked.join("usr/src"))? {
        let path = entry?.path();
        if path.join("library/std/Cargo.toml").exists() {
            return Ok(path);
        }
    }
    bail!("the package rust-src has no library/std")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_release_will_do() {
        for (version, want) in [
            ("1.95.0+dfsg1-2~bpo13+1", true),
            ("1.95.0-1", true),
            ("1.95.0", true),
            ("1.95.1+dfsg1-2", false),
            ("1.95.01-1", false),
            ("1.94.1+dfsg1-1~bpo13+3", false),
        ] {
            assert_eq!(is_release(version, "1.95.0"), want, "{version}");
        }
    }
}
