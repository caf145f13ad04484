//! survey-core's word on what is ours to decide: on expressions, on the corpus, on random surveys.

use super::Stand;
use super::cargo::tested;
use crate::builds;
use crate::progress;
use crate::run::Run;
use crate::setup::{node_program, windowless_chromium};
use anyhow::{Context as _, Result};

/// What holds the vectors against survey-core.
const SCRIPTS: [&str; 2] = ["tests/oracle/expressions.mjs", "tests/oracle/corpus.mjs"];

pub(super) fn check(stand: &mut Stand<'_>) -> Result<()> {
    let program = node_program(stand.checkout);
    for script in SCRIPTS {
        let run = Run::new(&program).arg(script).env("TZ", "UTC").within(stand.checkout.root());
        let said = run.text().with_context(|| format!("{script} on what survey-core says"))?;
        progress::note(format_args!("{}", said.trim()));
    }
    page(stand)?;
    let args = ["test", "--locked", "-p", "tests", "--test", "generated", "--", "--nocapture"];
    let said = tested(stand.cargo(&args).env("NORDSVAR_NODEJS", program).env("TZ", "UTC"))?;
    // With its seed a run can be repeated.
    let seed = said.lines().find(|line| line.contains(" seed ")).context("it names no seed")?;
    progress::note(format_args!("{seed}"));
    Ok(())
}

/// Holds the page itself, with its script in Chromium, against the same corpus.
fn page(stand: &Stand<'_>) -> Result<()> {
    let run = Run::new(node_program(stand.checkout))
        .arg("tests/oracle/page.mjs")
        .arg(builds::renderer(stand.checkout)?)
        .env("TZ", "UTC")
        .env("NORDSVAR_CHROMIUM", windowless_chromium()?)
        .within(stand.checkout.root());
    let said = run.text().context("tests/oracle/page.mjs on what the page shows")?;
    progress::note(format_args!("{}", said.trim()));
    Ok(())
}
