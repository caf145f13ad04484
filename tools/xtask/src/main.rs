#![doc = include_str!("../README.md")]

mod checkout;
mod cli;
mod progress;
mod run;
mod wasm_std;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
