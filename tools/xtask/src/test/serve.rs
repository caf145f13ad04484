//! The whole platform, running while suites ask it things.

use super::Stand;
use crate::checkout::{Checkout, make_folder, remove};
use crate::dev::free;
use anyhow::{Context as _, Result, bail};
use std::env;
use std::fmt;
use std::fs::{self, File};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long starting may take; it may build.
const START: Duration = Duration::from_mins(15);

/// How long ending may take.
const END: Duration = Duration::from_secs(20);

const GLANCE: Duration = Duration::from_millis(50);

/// What runs the functions at the edge.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Edge {
    /// Our host of Spin components.
    Spin,
    /// workerd.
    Workers,
}

/// `cargo xtask dev`, as a child. It ends when this is dropped.
#[derive(Debug)]
pub(super) struct Served {
    child: Child,
    edge: Edge,
    ready: PathBuf,
}

impl Stand<'_> {
    /// Serves everything, instead of what was served before.
    pub(super) fn serve(&mut self, edge: Edge) -> Result<()> {
        self.served = None;
        self.served = Some(Served::start(self.checkout, edge)?);
        Ok(())
    }

    /// The file that says what is served where.
    pub(super) fn ready_file(&mut self, edge: Edge) -> Result<PathBuf> {
        let served = self.served.as_mut().filter(|served| served.edge == edge);
        let served = served.with_context(|| format!("nothing is served from {edge}"))?;
        if let Some(status) = served.child.try_wait()? {
            bail!("what was served from {edge} has ended with {status}");
        }
        Ok(served.ready.clone())
    }
}

impl Served {
    fn start(checkout: &Checkout, edge: Edge) -> Result<Self> {
        let folder = checkout.target().join("test").join(edge.to_string());
        remove(&folder)?;
        make_folder(&folder)?;
        let (ready, log) = (folder.join("ready.json"), folder.join("dev.log"));
        let output = File::create(&log).with_context(|| format!("writing {}", log.display()))?;
        let [port, storage_port, demo_port] = free_ports()?;
        let mut command = Command::new(env::current_exe().context("this program has no path")?);
        command.args(["dev", "--control"]).args(["--port", &port, "--storage-port", &storage_port]);
        command.args(["--demo-port", &demo_port, "--identity-provider", "0"]);
        // Suites sign in side by side as often as a whole town does.
        command.args(["--hashes-per-second", "1000"]);
        command.arg("--data").arg(folder.join("data")).arg("--ready-file").arg(&ready);
        command.args(match edge {
            Edge::Spin => &[][..],
            Edge::Workers => &["--workers"],
        });
        command.stdin(Stdio::null()).stdout(output.try_clone()?).stderr(output);
        let child = command.spawn().context("cannot start `cargo xtask dev`")?;
        let mut served = Self { child, edge, ready };
        served.wait(&log)?;
        Ok(served)
    }

    fn wait(&mut self, log: &Path) -> Result<()> {
        let begun = Instant::now();
        while !self.ready.exists() {
            let said = || fs::read_to_string(log).unwrap_or_default();
            if let Some(status) = self.child.try_wait()? {
                bail!("`cargo xtask dev` ended with {status}:\n{}", said().trim_end());
            }
            if begun.elapsed() > START {
                bail!("`cargo xtask dev` is not ready after {START:?}:\n{}", said().trim_end());
            }
            thread::sleep(GLANCE);
        }
        Ok(())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        ask_to_end(&self.child);
        let begun = Instant::now();
        while matches!(self.child.try_wait(), Ok(None)) && begun.elapsed() < END {
            thread::sleep(GLANCE);
        }
        // It has ended, unless it cannot.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(unix)]
fn ask_to_end(child: &Child) {
    use rustix::process::{Pid, Signal, kill_process};
    if let Some(id) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
        // One that has ended already needs no asking.
        let _ = kill_process(id, Signal::TERM);
    }
}

#[cfg(not(unix))]
fn ask_to_end(_: &Child) {}

/// Ports that nobody listens on.
fn free_ports() -> Result<[String; 3]> {
    let addresses: [SocketAddr; 3] = free()?;
    Ok(addresses.map(|address| address.port().to_string()))
}

impl fmt::Display for Edge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Spin => "spin",
            Self::Workers => "workers",
        })
    }
}
