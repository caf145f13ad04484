//! The targets of `fuzz/`, for a while: they begin with the vectors, and go the same way each time.

use super::Stand;
use crate::checkout::{make_folder, remove};
use crate::lanes;
use crate::progress;
use crate::run::Run;
use crate::setup::CARGO_FUZZ;
use anyhow::{Context as _, Result};
use std::path::Path;

/// The targets, as `fuzz/Cargo.toml` calls them.
const TARGETS: [&str; 9] = [
    "expression",
    "definition",
    "answers",
    "passkey",
    "openid",
    "invite",
    "letter",
    "app",
    "table",
];

/// How many inputs each is given.
const RUNS: u32 = 20_000;

pub(super) fn check(stand: &mut Stand<'_>) -> Result<()> {
    let program = CARGO_FUZZ.ensure(stand.checkout)?;
    lanes::each(&TARGETS, |target| {
        run(stand, &program, target)
            .with_context(|| format!("{target}: fuzz/artifacts has the input, if one was found"))
    })?;
    progress::note(format_args!("{} targets, {RUNS} inputs each", TARGETS.len()));
    Ok(())
}

fn run(stand: &Stand<'_>, program: &Path, target: &str) -> Result<()> {
    let folder = stand.checkout.target().join("fuzz-inputs").join(target);
    remove(&folder)?;
    let (found, seeds) = (folder.join("found"), folder.join("seeds"));
    make_folder(&found)?;
    make_folder(&seeds)?;
    Run::new(program)
        // No sanitizer: there is no unsafe code, and panics are what is looked for.
        .args(["run", "--sanitizer", "none", "--target-dir"])
        .arg(stand.checkout.target().join("fuzz"))
        .arg(target)
        .args([&found, &seeds])
        .arg("--")
        .arg(format!("-runs={RUNS}"))
        .args(["-seed=1", "-max_len=8192", "-timeout=10", "-verbosity=0"])
        // What counts the branches taken is not stable, but it is there.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("NORDSVAR_SEEDS", &seeds)
        .within(stand.checkout.root())
        .quiet()
}
