//! Where things are: the checkout, what cargo builds, what is kept for the next time.

use anyhow::{Context as _, Result};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The folders every command works with.
#[derive(Clone, Debug)]
pub(crate) struct Checkout {
    root: PathBuf,
    target: PathBuf,
    cache: PathBuf,
}

impl Checkout {
    /// The checkout this program was built from, unless cargo says it runs in another.
    pub(crate) fn find() -> Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest.ancestors().nth(2).context("the checkout's folder is gone")?;
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
        Ok(Self { root: root.to_owned(), target: root.join(target), cache: cache()? })
    }

    /// The folder with the workspace's Cargo.toml.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A path in the checkout.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Where cargo puts what it builds.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// A path that outlives the checkout, for tools and downloads.
    pub(crate) fn cache(&self, relative: &str) -> PathBuf {
        self.cache.join(relative)
    }

    /// The npm package `name` of the web tools.
    pub(crate) fn npm_package(&self, name: &str) -> PathBuf {
        self.path("tools/web/node_modules").join(name)
    }
}

fn cache() -> Result<PathBuf> {
    let base = match env::var_os("XDG_CACHE_HOME").filter(|value| !value.is_empty()) {
        Some(base) => PathBuf::from(base),
        None => {
            env::home_dir().context("set HOME or XDG_CACHE_HOME: neither is set")?.join(".cache")
        }
    };
    Ok(base.join("nordsvar"))
}

/// Finds a program the way a shell does.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|candidate| candidate.is_file())
}

/// Removes a file or a folder with all in it; it is no error if nothing is there.
pub(crate) fn remove(path: &Path) -> Result<()> {
    let gone = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => Err(error),
        Ok(about) if about.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
    };
    gone.with_context(|| format!("removing {}", path.display()))
}

/// Makes a folder and those above it.
pub(crate) fn make_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).with_context(|| format!("making the folder {}", path.display()))
}
