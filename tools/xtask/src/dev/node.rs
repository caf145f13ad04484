//! Functions as Spin components, on Spin where it is installed and on the local host elsewhere.

use super::certificate::Certificate;
use super::{Component, Variable};
use crate::checkout::{Checkout, program};
use crate::run::Run;
use anyhow::{Context as _, Result};
use serde::Deserialize;
use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

/// The first Spin with the final WASI 0.3.0, which our components are made for.
const OLDEST_SPIN: (u32, u32) = (4, 1);

const SPIN_LIMIT: Duration = Duration::from_secs(10);

/// A host that is to run.
pub(crate) struct Node<'a> {
    /// Its program.
    pub(crate) program: &'a Program,
    /// The components it serves.
    pub(crate) components: &'a [Component],
    /// Where to serve.
    pub(crate) listen: SocketAddr,
    /// A folder for its database, its compiled components and its ready file.
    pub(crate) folder: PathBuf,
    /// What the components are configured by.
    pub(crate) variables: &'a [Variable],
    /// What it serves TLS with, if it does.
    pub(crate) certificate: Option<&'a Certificate>,
    /// Paths that other servers answer.
    pub(crate) forwards: &'a [(&'static str, SocketAddr)],
}

/// What serves components.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Program {
    /// Our own host, built.
    Node(PathBuf),
    /// Spin itself; it has no control port, and sends nothing on to other servers.
    Spin(PathBuf),
}

impl Program {
    /// Spin, if it is installed and new enough for our components.
    pub(crate) fn installed_spin() -> Option<Self> {
        let path = program("spin")?;
        let said = Run::new(&path).arg("--version").limit(SPIN_LIMIT).text().ok()?;
        is_new_enough(&said).then_some(Self::Spin(path))
    }
}

/// What the host says once it answers.
#[derive(Deserialize)]
struct Listening {
    control: Option<String>,
}

impl Node<'_> {
    /// The command that serves until it is ended. Secrets are in its environment, which only this
    /// user can read; a command line is read by all.
    pub(crate) fn command(&self, checkout: &Checkout) -> Command {
        let mut command = self.program_command();
        command
            .arg("--from")
            .arg(checkout.path("spin.toml"))
            .args(["--listen", &self.listen.to_string(), "--state-dir"])
            .arg(&self.folder)
            .current_dir(checkout.root());
        for component in self.components {
            command.args(["--component-id", component.name()]);
        }
        if let Some(Certificate { chain, key }) = self.certificate {
            command.arg("--tls-cert").arg(chain).arg("--tls-key").arg(key);
        }
        for (name, value) in self.variables {
            command.env(format!("SPIN_VARIABLE_{}", name.to_uppercase()), value.as_str());
        }
        command
    }

    /// The program with what only it understands.
    fn program_command(&self) -> Command {
        match self.program {
            Program::Node(path) => {
                let mut command = Command::new(path);
                command.args(["--control", "127.0.0.1:0", "--ready-file"]).arg(self.ready_file());
                for (path, address) in self.forwards {
                    command.arg("--forward").arg(format!("{path}={address}"));
                }
                command
            }
            Program::Spin(path) => {
                let mut command = Command::new(path);
                // What components write is in our log already.
                command.args(["up", "--log-dir", ""]);
                command
            }
        }
    }

    /// The file that our own host writes once it answers.
    pub(crate) fn ready_file(&self) -> PathBuf {
        self.folder.join("ready.json")
    }

    /// Its control port as a URL, once it answers.
    pub(crate) fn control(&self) -> Result<String> {
        let path = self.ready_file();
        let text = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let listening: Listening = serde_json::from_slice(&text)
            .with_context(|| format!("{} is not what the host writes", path.display()))?;
        let control = listening.control.context("the host has no control port")?;
        Ok(format!("http://{control}"))
    }
}

/// `spin 4.1.0 (1f2e3d4 2026-08-21)` is; an earlier one, or what speaks otherwise, is not.
fn is_new_enough(said: &str) -> bool {
    let version = said.strip_prefix("spin ").map(|rest| rest.split(['.', ' ', '-', '\n']));
    let Some(mut parts) = version else { return false };
    let mut part = || parts.next().and_then(|part| part.parse::<u32>().ok());
    part().zip(part()).is_some_and(|version| version >= OLDEST_SPIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::OsStr;

    #[test]
    fn only_a_spin_that_can_run_our_components_is_used() {
        for (said, want) in [
            ("spin 4.1.0 (1f2e3d4 2026-08-21)\n", true),
            ("spin 4.1.0-pre0 (1f2e3d4 2026-08-21)\n", true),
            ("spin 4.10.2\n", true),
            ("spin 5.0\n", true),
            ("spin 4.0.2 (1f2e3d4 2026-05-01)\n", false),
            ("spin 3.6.3\n", false),
            ("Spin 6.5.2 -- a model checker\n", false),
            ("", false),
        ] {
            assert_eq!(is_new_enough(said), want, "{said:?}");
        }
    }

    #[test]
    fn each_program_is_told_what_it_understands() {
        let checkout = Checkout::find().unwrap();
        let arguments = |program: Program| {
            let node = Node {
                program: &program,
                components: &[Component::Login, Component::Api],
                listen: ([127, 0, 0, 1], 3000).into(),
                folder: PathBuf::from("state"),
                variables: &[],
                certificate: None,
                forwards: &[],
            };
            let command = node.command(&checkout);
            let args = command.get_args().map(|arg| arg.to_string_lossy().into_owned());
            (command.get_program().to_owned(), args.collect::<Vec<_>>().join(" "))
        };
        let manifest = checkout.path("spin.toml");
        let both = format!(
            "--from {} --listen 127.0.0.1:3000 --state-dir state --component-id login --component-id api",
            manifest.display()
        );
        let (program, spin) = arguments(Program::Spin("/bin/spin".into()));
        assert_eq!(
            (program.as_os_str(), spin),
            (OsStr::new("/bin/spin"), format!("up --log-dir  {both}"))
        );
        let (_, node) = arguments(Program::Node("/bin/node".into()));
        let control = "--control 127.0.0.1:0 --ready-file state/ready.json";
        assert_eq!(node, format!("{control} {both}"));
    }
}
