//! The commands and their options.

use crate::bounce::{self, NotTaken};
use crate::commands;
use anyhow::Result;
use clap::{Args, Parser, Subcommand, ValueEnum};
use contract::message::{ClientId, Email, Issuer};
use credential::{ApiKeyId, Role, TenantId, ZoneId};
use letter::Domain;
use nordsvar::Failure;
use std::path::PathBuf;
use std::process::ExitCode;
use survey::SurveyId;

/// Storage did not answer.
const UNREACHABLE: u8 = 3;

/// Storage refused.
const REFUSED: u8 = 4;

/// A report was not taken, as mail servers are told to try again (`EX_TEMPFAIL` of sysexits.h).
const AGAIN: u8 = 75;

/// Runs a zone of Nordsvar: its tenants, their first owners, API keys, and the zone's keys.
///
/// Nothing secret is taken as an argument. What is made and is secret is printed once, alone, to the
/// standard output; everything else that is said goes to the standard error.
#[derive(Debug, Parser)]
#[command(
    version,
    after_help = "Exit codes: 0 done, 1 something here is amiss, 2 the command line is not \
                  understood, 3 storage does not answer, 4 storage refused, 75 a report is to be piped in \
                  again.\n\
                  docs/operator.md walks through the first owner and through a rotation."
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) zone: Zone,

    #[command(subcommand)]
    command: Command,
}

/// Which zone.
#[derive(Debug, Args)]
pub(crate) struct Zone {
    /// Folder with the zone's master key. Whoever reads it can do everything.
    #[arg(long, value_name = "DIR", env = "NORDSVAR_KEYS", global = true, default_value = "keys")]
    pub(crate) keys: PathBuf,

    /// The zone's name.
    #[arg(
        id = "zone",
        long,
        value_name = "NAME",
        env = "NORDSVAR_ZONE",
        global = true,
        default_value = "se"
    )]
    pub(crate) name: ZoneId,

    /// Where storage answers, as scheme://host:port.
    #[arg(
        long,
        value_name = "URL",
        env = "NORDSVAR_STORAGE",
        global = true,
        default_value = "http://127.0.0.1:3001"
    )]
    pub(crate) storage: String,

    /// Where people sign in, as scheme://host:port; links begin so.
    #[arg(
        long,
        value_name = "URL",
        env = "NORDSVAR_LOGIN_URL",
        global = true,
        default_value = "http://localhost:3000"
    )]
    pub(crate) login: String,

    /// File with the certificates that storage's is signed by, where no public authority has.
    #[arg(long, value_name = "FILE", env = "NORDSVAR_CA", global = true)]
    pub(crate) ca: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make the zone's master key, and write what each function is configured by.
    Init,
    /// Write what each function is configured by, again.
    Config,
    /// Make and list tenants.
    #[command(subcommand)]
    Tenant(Tenant),
    /// Make a tenant's first owner, and links by which owners choose a password.
    #[command(subcommand)]
    Owner(Owner),
    /// Make, list and revoke API keys.
    #[command(subcommand)]
    ApiKey(Key),
    /// Seal the personal data that was kept before it was sealed, and leave nothing of it in clear.
    SealPersonal,
    /// The counts of which figures are made.
    #[command(subcommand)]
    Rollups(Rollups),
    /// Tell the courier of a report of mail that came back, read from the standard input as mail servers pipe it.
    Bounce(Bounce),
    /// Rotate the keys of every function, in three steps; nobody is signed out.
    #[command(subcommand)]
    Rotate(Rotate),
}

#[derive(Clone, Copy, Debug, Subcommand)]
pub(crate) enum Rollups {
    /// Count what was answered before there were figures, and make all counts anew.
    Rebuild,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Tenant {
    /// Make a tenant, or rename it.
    Make {
        /// Its name in addresses and commands, such as acme.
        tenant: TenantId,
        /// The company's name, such as "Acme AB".
        name: String,
        /// Whether its people must have a second factor. Left out, it stays as it is.
        #[arg(long)]
        second_factor: Option<SecondFactor>,
    },
    /// List the tenants.
    List,
    /// Say by which identity provider a tenant's people may sign in.
    #[command(subcommand)]
    Identity(Identity),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Identity {
    /// Say which. What was said before is forgotten, with its secret; with another issuer or client ID, also whom it had named.
    Set {
        /// The tenant.
        tenant: TenantId,
        /// What the provider calls itself: an address of a public host, with its scheme, letter by letter.
        #[arg(long)]
        issuer: Issuer,
        /// What the provider calls Nordsvar.
        #[arg(long)]
        client_id: ClientId,
        /// File with the client secret; - for the standard input. Without it, a public client.
        #[arg(long, value_name = "FILE")]
        secret_file: Option<PathBuf>,
    },
    /// Show which; never its secret.
    Show {
        /// The tenant.
        tenant: TenantId,
    },
    /// Have nobody sign in by it any more.
    Remove {
        /// The tenant.
        tenant: TenantId,
    },
}

/// Whether people must have a second factor.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SecondFactor {
    /// They may.
    Optional,
    /// They must.
    Required,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Owner {
    /// Make an owner, and print a link by which they choose a password. It holds for a day.
    Make {
        /// The tenant.
        tenant: TenantId,
        /// The owner's address.
        email: Email,
    },
    /// Print a new link for an account that is there: one that was lost, or where no mail comes.
    Link {
        /// The account's address.
        email: Email,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Key {
    /// Make an API key, and print it.
    Make(MakeKey),
    /// List a tenant's API keys, the newest first.
    List {
        /// The tenant.
        tenant: TenantId,
    },
    /// End an API key, at once and for good.
    Revoke {
        /// The tenant.
        tenant: TenantId,
        /// The key's name, as it is listed.
        key: ApiKeyId,
    },
}

#[derive(Debug, Args)]
pub(crate) struct MakeKey {
    /// The tenant.
    pub(crate) tenant: TenantId,
    /// What it may do: owner, administrator, editor, analyst, viewer ..
    #[arg(long)]
    pub(crate) role: Role,
    /// A survey it may do that with, instead of all; may be said more than once.
    #[arg(long, value_name = "SURVEY")]
    pub(crate) survey: Vec<SurveyId>,
    /// After how many days it ends.
    #[arg(long, default_value_t = 365, value_parser = clap::value_parser!(u64).range(1..=3650))]
    pub(crate) days: u64,
    /// What it is for.
    #[arg(long, default_value = "")]
    pub(crate) label: String,
}

#[derive(Debug, Args)]
pub(crate) struct Bounce {
    /// The address that the report came to.
    pub(crate) recipient: String,
    /// Where the courier is: scheme, host and port.
    #[arg(long, value_name = "URL")]
    pub(crate) courier: String,
    /// File with the secret that the courier has as `returned_secret`.
    #[arg(long, value_name = "FILE")]
    pub(crate) secret_file: PathBuf,
    /// The domain that mail comes back to, where the report came to an address of another.
    #[arg(long)]
    pub(crate) domain: Option<Domain>,
}

#[derive(Clone, Copy, Debug, Subcommand)]
pub(crate) enum Rotate {
    /// Say where the rotation stands.
    Status,
    /// 1: make a key that every function knows, and none signs with.
    Prepare,
    /// 2: sign with it, once every function has it. The one before it holds still.
    Switch,
    /// 3: take the keys before it away. What they signed holds no more.
    Finish,
}

/// Reads the command line and does what it says.
pub(crate) fn main() -> ExitCode {
    let Cli { zone, command } = Cli::parse();
    match run(&zone, command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            match error.downcast_ref::<Failure>() {
                None if error.is::<NotTaken>() => ExitCode::from(AGAIN),
                None => ExitCode::FAILURE,
                Some(failure) if failure.is_unreachable() => ExitCode::from(UNREACHABLE),
                Some(_) => ExitCode::from(REFUSED),
            }
        }
    }
}

fn run(zone: &Zone, command: Command) -> Result<()> {
    match command {
        Command::Init => commands::init(zone),
        Command::Config => commands::config(zone),
        Command::Tenant(tenant) => commands::tenant(zone, tenant),
        Command::Owner(owner) => commands::owner(zone, owner),
        Command::ApiKey(key) => commands::api_key(zone, key),
        Command::SealPersonal => commands::seal_personal(zone),
        Command::Rollups(Rollups::Rebuild) => commands::rebuild_rollups(zone),
        Command::Bounce(wish) => bounce::run(&wish, zone.ca.as_deref()),
        Command::Rotate(step) => commands::rotate(zone, step),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_whole() {
        Cli::command().debug_assert();
    }
}
