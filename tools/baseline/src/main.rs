#![doc = include_str!("../README.md")]

mod answer;
mod count;
mod definition;
mod hash;
mod options;
mod responses;
mod server;
mod writer;

use clap::Parser as _;
use options::{Command, Options};

fn main() -> anyhow::Result<()> {
    match Options::parse().command {
        Command::Serve(serve) => server::run(&serve),
        Command::Count(count) => count::run(&count),
        Command::Hash(hash) => hash::run(&hash),
    }
}
