//! The command line.

use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use survey::SurveyId;

/// Takes submissions to one survey in one native process, to measure the functions against.
#[derive(Clone, Debug, Parser)]
#[command(name = "baseline", version)]
pub(crate) struct Options {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve until the process is ended.
    Serve(Serve),
    /// Print how many responses to a survey a database holds: this program's or storage's.
    Count(Count),
    /// Print how long Argon2id takes for one password, in microseconds: the median of several.
    Hash(Hash),
}

/// What is served, and where.
#[derive(Args, Clone, Debug)]
pub(crate) struct Serve {
    /// Address to serve on. Port 0 takes a free one; the first line printed says which.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:3002")]
    pub(crate) listen: SocketAddr,

    /// Folder for the database, baseline.db. It is made if it is not there.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) data: PathBuf,

    /// The survey's definition, JSON as SurveyJS has it.
    #[arg(long, value_name = "FILE")]
    pub(crate) definition: PathBuf,

    /// The survey's name in the address.
    #[arg(long, value_name = "NAME", default_value = "sus")]
    pub(crate) survey: SurveyId,
}

/// What is counted, and where.
#[derive(Args, Clone, Debug)]
pub(crate) struct Count {
    /// The database.
    #[arg(long, value_name = "FILE")]
    pub(crate) database: PathBuf,

    /// The survey.
    #[arg(long, value_name = "NAME", default_value = "sus")]
    pub(crate) survey: SurveyId,
}

/// What Argon2id (RFC 9106) costs.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct Hash {
    /// How much memory it takes, in KiB.
    #[arg(long, value_name = "KIB")]
    pub(crate) memory_kib: u32,

    /// How often it goes over the memory.
    #[arg(long, value_name = "COUNT")]
    pub(crate) passes: u32,

    /// In how many lanes.
    #[arg(long, value_name = "COUNT", default_value = "1")]
    pub(crate) lanes: u32,

    /// How many passwords are hashed, one after the other.
    #[arg(long, value_name = "COUNT", default_value = "20")]
    pub(crate) times: NonZeroUsize,
}
