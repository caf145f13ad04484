//! Whether what was built is still what would be built.

use crate::checkout::{Checkout, make_folder, remove};
use crate::digest::digest;
use anyhow::{Context as _, Result};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders that hold what was made, and tests, of which nothing is built.
const LEFT_OUT: [&str; 4] = ["build", "node_modules", "target", "tests"];

/// Something that was built, or is to be, from sources with a fingerprint.
#[derive(Debug)]
pub(crate) struct Built {
    marker: PathBuf,
    sources: String,
}

impl Built {
    /// What is called `name` and built from `sources`.
    pub(crate) fn at(checkout: &Checkout, name: &str, sources: String) -> Self {
        Self { marker: checkout.path("target/xtask").join(name), sources }
    }

    /// Whether it was built from just these sources.
    pub(crate) fn is_current(&self) -> bool {
        fs::read_to_string(&self.marker).is_ok_and(|built| built == self.sources)
    }

    /// To be said before it is built: what an interrupted build leaves is not current.
    pub(crate) fn forget(&self) -> Result<()> {
        remove(&self.marker)
    }

    /// To be said once it is built.
    pub(crate) fn remember(&self) -> Result<()> {
        self.marker.parent().map_or(Ok(()), make_folder)?;
        let written = fs::write(&self.marker, &self.sources);
        written.with_context(|| format!("cannot write {}", self.marker.display()))
    }
}

/// Another text if a file in one of `places` has changed, come or gone, or a program is another.
pub(crate) fn fingerprint(
    checkout: &Checkout,
    places: &[&str],
    programs: &[&Path],
) -> Result<String> {
    let mut files = BTreeMap::new();
    for place in places {
        read(&checkout.path(place), &mut files)?;
    }
    let programs = programs.iter().map(|path| path.as_os_str().as_encoded_bytes());
    let sources = files.iter().flat_map(|(path, bytes)| [path.as_bytes(), bytes.as_slice()]);
    Ok(digest(programs.chain(sources)))
}

fn read(path: &Path, files: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    if !path.is_dir() {
        let bytes = fs::read(path).with_context(|| format!("reading {}", path.display()))?;
        files.insert(path.display().to_string(), bytes);
        return Ok(());
    }
    for entry in fs::read_dir(path).with_context(|| format!("listing {}", path.display()))? {
        let entry = entry?;
        let name = entry.file_name();
        let left_out = LEFT_OUT.iter().any(|folder| name == *folder);
        if !left_out && !name.as_encoded_bytes().starts_with(b".") {
            read(&entry.path(), files)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_and_what_does_not() {
        let folder = std::env::temp_dir().join(format!("xtask-built-{}", std::process::id()));
        make_folder(&folder.join("build")).unwrap();
        fs::write(folder.join("a.rs"), "one").unwrap();
        let of = || {
            let mut files = BTreeMap::new();
            read(&folder, &mut files).unwrap();
            files
        };
        let first = of();
        fs::write(folder.join("build/made.js"), "made").unwrap();
        fs::write(folder.join(".hidden"), "hidden").unwrap();
        assert_eq!(of(), first);
        fs::write(folder.join("a.rs"), "two").unwrap();
        assert_ne!(of(), first);

        let built = |sources: &str| Built {
            marker: folder.join("markers/part"),
            sources: sources.to_owned(),
        };
        assert!(!built("1").is_current());
        built("1").remember().unwrap();
        assert!(built("1").is_current() && !built("2").is_current());
        built("2").forget().unwrap();
        assert!(!built("1").is_current());
        remove(&folder).unwrap();
    }
}
