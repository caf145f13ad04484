//! Tools that come as crates, each version in a folder of its own outside the checkout.

use crate::checkout::{Checkout, make_folder, remove};
use crate::run::Run;
use anyhow::{Context as _, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};

/// Checks dependencies: licences, advisories, sources.
pub(crate) const CARGO_DENY: CargoTool<'static> =
    CargoTool { package: "cargo-deny", program: "cargo-deny", version: "0.20.2" };

/// Fuzzes.
pub(crate) const CARGO_FUZZ: CargoTool<'static> =
    CargoTool { package: "cargo-fuzz", program: "cargo-fuzz", version: "0.13.2" };

/// Makes load.
pub(crate) const OHA: CargoTool<'static> =
    CargoTool { package: "oha", program: "oha", version: "1.16.0" };

/// Makes a Worker of a function.
const WORKER_BUILD: CargoTool<'static> =
    CargoTool { package: "worker-build", program: "worker-build", version: "0.8.7" };

/// A program that `cargo install` makes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CargoTool<'a> {
    /// The crate.
    pub(crate) package: &'a str,
    /// The program it brings.
    pub(crate) program: &'a str,
    /// Its exact version.
    pub(crate) version: &'a str,
}

impl CargoTool<'_> {
    /// Installs it if it is not there, and returns the program's path.
    ///
    /// # Errors
    ///
    /// A sentence that says what to do, if cargo cannot install it.
    pub(crate) fn ensure(&self, checkout: &Checkout) -> Result<PathBuf> {
        let path = self.path(checkout);
        if path.is_file() {
            return Ok(path);
        }
        let Self { package, version, .. } = *self;
        make_folder(&checkout.cache("tools"))?;
        let lock = fs::File::create(checkout.cache(&format!("tools/{package}.lock")))?;
        lock.lock().with_context(|| format!("waiting for another install of {package}"))?;
        if path.is_file() {
            return Ok(path);
        }
        let build = checkout.cache(&format!("tools/build-{package}-{version}"));
        let locked = self.install(checkout, &build, &["--locked"]);
        // A registry may lack a version that the tool's own lock file names.
        locked.or_else(|_| self.install(checkout, &build, &[])).with_context(|| {
            format!(
                "{package} {version} could not be installed; see that `cargo install {package}` \
                 reaches a registry, then run this again"
            )
        })?;
        ensure!(path.is_file(), "{package} {version} brought no {}", path.display());
        remove(&build)?;
        Ok(path)
    }

    fn install(&self, checkout: &Checkout, build: &Path, how: &[&str]) -> Result<()> {
        Run::cargo()
            .args(["install", "--force", self.package, "--version", &format!("={}", self.version)])
            .args(how)
            .arg("--root")
            .arg(self.root(checkout))
            .arg("--target-dir")
            .arg(build)
            .without_env(&["CARGO_TARGET_DIR", "CARGO_BUILD_TARGET", "CARGO_ENCODED_RUSTFLAGS"])
            .within(&checkout.cache("tools"))
            .quiet()
    }

    fn root(&self, checkout: &Checkout) -> PathBuf {
        checkout.cache(&format!("tools/{}-{}", self.package, self.version))
    }

    fn path(&self, checkout: &Checkout) -> PathBuf {
        let program = format!("{}{}", self.program, std::env::consts::EXE_SUFFIX);
        self.root(checkout).join("bin").join(program)
    }
}

/// What makes Workers.
#[derive(Clone, Debug)]
pub(crate) struct WorkerTools {
    /// worker-build.
    pub(crate) worker_build: PathBuf,
    /// wasm-bindgen, of exactly the version of the crate.
    pub(crate) wasm_bindgen: PathBuf,
}

/// Installs what makes Workers.
///
/// # Errors
///
/// See [`CargoTool::ensure`].
pub(crate) fn worker_tools(checkout: &Checkout) -> Result<WorkerTools> {
    let lock = fs::read_to_string(checkout.path("Cargo.lock")).context("reading Cargo.lock")?;
    let version = locked(&lock, "wasm-bindgen").context("Cargo.lock has no wasm-bindgen")?;
    let wasm_bindgen =
        CargoTool { package: "wasm-bindgen-cli", program: "wasm-bindgen", version: &version };
    Ok(WorkerTools {
        worker_build: WORKER_BUILD.ensure(checkout)?,
        wasm_bindgen: wasm_bindgen.ensure(checkout)?,
    })
}

/// The version of `package` in a Cargo.lock.
fn locked(lock: &str, package: &str) -> Option<String> {
    let wanted = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != wanted).skip(1);
    let version = lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_files_version_is_read() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"9.9.9\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked(lock, "wasm-pack"), None);
    }
}
