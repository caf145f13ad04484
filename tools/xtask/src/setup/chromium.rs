//! The browser of the browser tests.

use crate::checkout::program;
use crate::run::Run;
use anyhow::{Context as _, Result};
use std::path::PathBuf;
use std::time::Duration;

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Chromium without its windows and settings: the same engine, and suites take two thirds of the time.
const WINDOWLESS: &str = "chromium-headless-shell";

const LIMIT: Duration = Duration::from_mins(15);

/// Finds Chromium, or installs it where that is Debian's to do and ours to ask.
///
/// # Errors
///
/// A sentence that says what to install.
pub(crate) fn chromium() -> Result<PathBuf> {
    if let Some(found) = NAMES.into_iter().find_map(program) {
        return Ok(found);
    }
    by_apt("chromium")
        .context("install Chromium so that `chromium` is in PATH; it could not be done here")?;
    program("chromium").context("install Chromium so that `chromium` is in PATH")
}

/// Chromium's engine alone, where it is to be had, and Chromium otherwise.
///
/// # Errors
///
/// As [`chromium`].
pub(crate) fn windowless_chromium() -> Result<PathBuf> {
    let found = program(WINDOWLESS).or_else(|| {
        by_apt(WINDOWLESS).ok()?;
        program(WINDOWLESS)
    });
    found.map_or_else(chromium, Ok)
}

fn by_apt(package: &str) -> Result<()> {
    program("apt-get").context("this is no Debian machine")?;
    let who = Run::new("id").arg("-u").text()?;
    anyhow::ensure!(who.trim() == "0", "only root may install packages");
    let apt = |args: &[&str]| {
        let run = Run::new("apt-get").arg("-qq").args(args);
        run.env("DEBIAN_FRONTEND", "noninteractive").limit(LIMIT)
    };
    apt(&["update"]).quiet()?;
    apt(&["install", "-y", "--no-install-recommends", package]).quiet()
}
