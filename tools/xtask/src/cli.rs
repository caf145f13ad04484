//! The commands and their options.

use crate::checkout::Checkout;
use crate::wasm_std;
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
        Command::Setup => wasm_std::ensure(&checkout)?,
    }
    Ok(ExitCode::SUCCESS)
}
