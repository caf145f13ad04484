//! Which function could store or call what, read from what is deployed: the built components'
//! imports, `spin.toml` and every wrangler file. A grant that lets an edge function keep an answer
//! outside its zone fails.

mod artefact;
mod files;
mod imports;
mod jsonc;
mod report;
mod spin;
mod wrangler;

use crate::builds;
use crate::checkout::Checkout;
use anyhow::{Context as _, Result, bail};
use report::{Report, check};
use std::path::{Path, PathBuf};

/// What `cargo xtask residency` is told.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Options {
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,

    /// The tree to read instead of this checkout, as it was built.
    #[arg(long, value_name = "FOLDER")]
    root: Option<PathBuf>,
}

/// Builds what is deployed, if it is that of this checkout, and reports on it.
///
/// # Errors
///
/// See [`run`].
pub(crate) fn build_and_run(checkout: &Checkout, options: &Options) -> Result<()> {
    if options.root.is_none() {
        builds::run(checkout, &builds::Options::deployed())?;
    }
    run(checkout, options)
}

/// Prints the table, then what is wrong with it.
///
/// # Errors
///
/// If anything is wrong, or if what is deployed has not been built.
pub(crate) fn run(checkout: &Checkout, options: &Options) -> Result<()> {
    let report = read(options.root.as_deref().unwrap_or(checkout.root()))?;
    let problems = check(&report);
    if options.json {
        println!("{}", serde_json::to_string_pretty(&report.with(&problems))?);
    } else {
        print!("{report}");
    }
    if problems.is_empty() { Ok(()) } else { bail!("{}", problems.join("\n")) }
}

/// The report on the tree at `root`.
fn read(root: &Path) -> Result<Report> {
    let mut functions = spin::read(root)?;
    for file in files::wrangler_files(root)? {
        let read = wrangler::read(root, &file);
        functions.extend([read.with_context(|| format!("{}", file.display()))?]);
    }
    Ok(Report { functions })
}

#[cfg(test)]
mod tests;
