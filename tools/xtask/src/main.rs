#![doc = include_str!("../README.md")]

mod bench;
mod builds;
mod checkout;
mod cli;
mod deploy;
mod dev;
mod digest;
mod lanes;
mod progress;
mod residency;
mod run;
mod setup;
mod test;
mod wasm_std;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
