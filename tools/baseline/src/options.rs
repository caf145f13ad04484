//! The command line.

use std::net::SocketAddr;
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
