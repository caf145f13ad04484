//! Dependencies: what may be used, and what is known of it.

use super::Stand;
use crate::progress;
use crate::run::Run;
use crate::setup::CARGO_DENY;
use anyhow::{Context as _, Result};
use std::path::Path;
use std::time::Duration;

/// How long fetching the advisories may take.
const LIMIT: Duration = Duration::from_mins(2);

/// What cargo-deny says, and [`Run`] of a fetch that hangs, if there is no database to look into.
const NO_DATABASE: [&str; 3] =
    ["failed to fetch advisory database", "failed to get 'FETCH_HEAD' metadata", "took too long"];

pub(super) fn check(stand: &mut Stand<'_>) -> Result<()> {
    let program = CARGO_DENY.ensure(stand.checkout)?;
    let root = stand.checkout.root();
    deny(&program, root, &["check", "bans", "licenses", "sources"])
        .quiet()
        .context("see deny.toml")?;
    let Err(error) = deny(&program, root, &["check", "advisories"]).limit(LIMIT).quiet() else {
        return Ok(());
    };
    if !has_no_database(&error) {
        return Err(error).context("an advisory concerns a dependency");
    }
    // One that was fetched before is better than none.
    let Err(error) = deny(&program, root, &["--offline", "check", "advisories"]).quiet() else {
        progress::note(format_args!(
            "the advisories could not be fetched: dependencies were checked against older ones"
        ));
        return Ok(());
    };
    if !has_no_database(&error) {
        return Err(error).context("an advisory concerns a dependency");
    }
    progress::note(format_args!(
        "THE ADVISORIES COULD NOT BE FETCHED: dependencies were not checked against them"
    ));
    Ok(())
}

fn deny(program: &Path, root: &Path, args: &[&str]) -> Run {
    Run::new(program).arg("--locked").args(args).within(root)
}

fn has_no_database(error: &anyhow::Error) -> bool {
    let said = format!("{error:#}");
    NO_DATABASE.iter().any(|words| said.contains(words))
}
