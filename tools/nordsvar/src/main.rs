//! `nordsvar`: the operator's command line.

mod bounce;
mod cli;
mod commands;
mod configuration;
mod identity;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
