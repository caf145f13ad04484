//! Functions as Spin components, on the local host.

use super::certificate::Certificate;
use super::keys::{Component, Variable};
use crate::checkout::Checkout;
use anyhow::{Context as _, Result};
use serde::Deserialize;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A local host that is to run.
pub(crate) struct Node<'a> {
    /// The built host.
    pub(crate) program: &'a Path,
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

/// What the host says once it answers.
#[derive(Deserialize)]
struct Listening {
    control: Option<String>,
}

impl Node<'_> {
    /// The command that serves until it is ended. Secrets are in its environment, which only this
    /// user can read; a command line is read by all.
    pub(crate) fn command(&self, checkout: &Checkout) -> Command {
        let mut command = Command::new(self.program);
        command
            .arg("--from")
            .arg(checkout.path("spin.toml"))
            .args(["--listen", &self.listen.to_string(), "--control", "127.0.0.1:0"])
            .arg("--state-dir")
            .arg(&self.folder)
            .arg("--ready-file")
            .arg(self.ready_file())
            .current_dir(checkout.root());
        for component in self.components {
            command.args(["--component-id", component.name()]);
        }
        for (path, address) in self.forwards {
            command.arg("--forward").arg(format!("{path}={address}"));
        }
        if let Some(Certificate { chain, key }) = self.certificate {
            command.arg("--tls-cert").arg(chain).arg("--tls-key").arg(key);
        }
        for (name, value) in self.variables {
            command.env(format!("SPIN_VARIABLE_{}", name.to_uppercase()), value.as_str());
        }
        command
    }

    /// The file it writes once it answers.
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
