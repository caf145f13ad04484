//! An identity provider on this machine, for development and tests.

use super::Client;
use super::address::{free, local};
use super::process::Processes;
use crate::checkout::Checkout;
use crate::setup::{node_program, provider};
use anyhow::{Result, bail};
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

/// How long it may take until it answers: it makes keys.
const PATIENCE: Duration = Duration::from_secs(30);

/// An identity provider that runs until this is dropped.
pub(crate) struct Provider {
    processes: Processes,
    issuer: String,
}

impl Provider {
    /// Starts one at `port`, or a free one if that is 0; it sends browsers back to `site`.
    ///
    /// # Errors
    ///
    /// If it cannot be installed, or does not answer.
    pub(crate) fn start(checkout: &Checkout, logs: &Path, port: u16, site: &str) -> Result<Self> {
        provider(checkout)?;
        let listen: SocketAddr = if port == 0 {
            let [listen] = free()?;
            listen
        } else {
            local(port, "--identity-provider")?
        };
        let issuer = format!("http://127.0.0.1:{}", listen.port());
        let mut command = Command::new(node_program(checkout));
        command
            .arg("provider.mjs")
            .current_dir(checkout.path("tests/provider"))
            .env("PORT", listen.port().to_string())
            .env("REDIRECT_URI", format!("{site}/identity/back"));
        let mut processes = Processes::default();
        processes.start("identity provider", command, &logs.join("provider.log"))?;
        let (client, begun) = (Client::new(None)?, Instant::now());
        let metadata = format!("{issuer}/.well-known/openid-configuration");
        while !client.answers(&metadata) {
            processes.check()?;
            if begun.elapsed() > PATIENCE {
                bail!("{metadata} does not answer; see {}", logs.display());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(Self { processes, issuer })
    }

    /// Sees to it that it still runs.
    pub(crate) fn check(&mut self) -> Result<()> {
        self.processes.check()
    }

    /// What it calls itself, which is also all that may be called of it.
    pub(crate) fn issuer(&self) -> &str {
        &self.issuer
    }
}
