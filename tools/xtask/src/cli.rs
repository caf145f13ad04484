//! The commands and their options.

use crate::checkout::Checkout;
use crate::{bench, builds, deploy, dev, residency, test, wasm_std};
use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Nordsvar's tasks. Each command installs what it needs and says so.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run everything on this machine, with a demo tenant, until ctrl-c.
    Dev(dev::Options),

    /// Build what runs, and nothing else.
    Build(builds::Options),

    /// Do everything that is checked before a change is taken.
    Test(test::Options),

    /// Measure submissions, signing in and sizes.
    Bench(bench::Options),

    /// Show what each function could store and call, and fail if it is too much.
    Residency(residency::Options),

    /// Deploy the edge to Cloudflare, and put everything for Spin into dist/spin.
    Deploy(deploy::Options),

    /// Tell a courier that it is time to look for mail, as a timer does.
    Tick(dev::TickOptions),

    /// Install what building needs, and nothing else.
    Setup,
}

/// Reads the command line and does what it says.
pub(crate) fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> Result<ExitCode> {
    let checkout = Checkout::find()?;
    match cli.command {
        Command::Dev(options) => dev::run(&checkout, &options)?,
        Command::Build(options) => builds::run(&checkout, &options)?,
        Command::Test(options) => return test::run(&checkout, &options),
        Command::Bench(options) => bench::run(&checkout, &options)?,
        Command::Deploy(options) => deploy::run(&checkout, &options)?,
        Command::Residency(options) => residency::build_and_run(&checkout, &options)?,
        Command::Tick(options) => dev::tick(&options)?,
        Command::Setup => wasm_std::ensure(&checkout)?,
    }
    Ok(ExitCode::SUCCESS)
}
