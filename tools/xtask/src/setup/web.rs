//! Tools that come from npm, all from one lock file.

use crate::checkout::{Checkout, program};
use crate::digest::digest;
use crate::run::Run;
use anyhow::{Context as _, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};

/// The oldest Node.js that can install the tools; they then run on one of their own.
const OLDEST_NODE: u32 = 20;

/// Installs the packages of `tools/web` if they are not there as its lock file has them.
///
/// # Errors
///
/// A sentence that says what to do, if there is no Node.js or npm cannot install.
pub(crate) fn npm(checkout: &Checkout) -> Result<()> {
    packages(&checkout.path("tools/web"))
}

/// Installs Lighthouse, which only the bench needs, and gives its script.
pub(crate) fn lighthouse(checkout: &Checkout) -> Result<PathBuf> {
    let folder = checkout.path("tools/lighthouse");
    packages(&folder)?;
    Ok(folder.join("node_modules/lighthouse/cli/index.js"))
}

/// Installs axe-core, which only the browser's suites need.
pub(crate) fn axe(checkout: &Checkout) -> Result<()> {
    packages(&checkout.path("tools/axe"))
}

/// Installs the identity provider of development and tests.
pub(crate) fn provider(checkout: &Checkout) -> Result<()> {
    packages(&checkout.path("tests/provider"))
}

/// Installs the mail relay of tests.
pub(crate) fn mail_server(checkout: &Checkout) -> Result<()> {
    packages(&checkout.path("tests/smtp"))
}

fn packages(folder: &Path) -> Result<()> {
    let lock = fs::read(folder.join("package-lock.json")).context("reading package-lock.json")?;
    let wanted = digest([lock.as_slice()]);
    let marker = folder.join("node_modules/.nordsvar-lock");
    if fs::read_to_string(&marker).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let version = Run::new("node").arg("--version").text().ok();
    let major = version.as_deref().and_then(major);
    ensure!(
        major.is_some_and(|major| major >= OLDEST_NODE) && program("npm").is_some(),
        "install Node.js {OLDEST_NODE} or newer, with npm: {}",
        version.map_or_else(|| "none was found".into(), |v| format!("found {}", v.trim()))
    );
    Run::new("npm").args(["ci", "--no-audit", "--no-fund"]).within(folder).quiet().context(
        "the web tools could not be installed; see that npm reaches a registry, then run this again",
    )?;
    fs::write(&marker, wanted).with_context(|| format!("writing {}", marker.display()))
}

/// The Node.js that the tools run on, of one version everywhere.
pub(crate) fn node_program(checkout: &Checkout) -> PathBuf {
    checkout.npm_package("node").join("bin").join(format!("node{}", std::env::consts::EXE_SUFFIX))
}

/// Runs the script `script` of an npm package, such as `wrangler/bin/wrangler.js`.
pub(crate) fn npm_script(checkout: &Checkout, script: &str) -> Run {
    Run::new(node_program(checkout)).arg(checkout.npm_package(script))
}

/// The 20 of `v20.20.2`.
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_says_its_version_in_one_way() {
        for (said, want) in [("v20.20.2\n", Some(20)), ("v8.0.0", Some(8)), ("20", None)] {
            assert_eq!(major(said), want, "{said}");
        }
    }
}
