//! `nordsvar`: the operator's command line.

mod cli;
mod commands;
mod configuration;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
