//! A program that runs until it is killed or dropped.

use std::fs::File;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::{env, fs};

use crate::{Client, eventually};

/// A program, with whatever it has started.
#[derive(Debug)]
pub(crate) struct Process {
    child: Child,
    log: PathBuf,
}

impl Process {
    /// Starts a program; what it writes is added to `log`.
    pub(crate) fn start(mut command: Command, log: &Path) -> Self {
        let written = File::options().create(true).append(true).open(log);
        let written = written.expect("a log can be written");
        let both = written.try_clone().expect("a log has two writers");
        // A group of its own, so that what it starts ends with it.
        command.stdin(Stdio::null()).stdout(both).stderr(written).process_group(0);
        let program = command.get_program().to_string_lossy().into_owned();
        let child = command.spawn().unwrap_or_else(|error| panic!("{program}: {error}"));
        Self { child, log: log.to_owned() }
    }

    /// Waits until `path` is answered with 200.
    pub(crate) fn answers(mut self, client: &Client, path: &str) -> Self {
        let written = self.log.clone();
        let log = || fs::read_to_string(&written).unwrap_or_default();
        let what = format!("an answer of {path} by the host that writes {}", written.display());
        eventually(&what, || {
            let ended = self.child.try_wait().expect("a child's state can be asked for");
            assert!(ended.is_none(), "the host ended: {}", log());
            client.get(path).try_send().ok().filter(|answer| answer.status == 200)
        });
        self
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let group = format!("-{}", self.child.id());
        // It may have ended by itself; gone is gone.
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.child.wait();
    }
}

/// The program that serves components.
pub(crate) fn node() -> PathBuf {
    let named = env::var_os("NORDSVAR_NODE").map(PathBuf::from);
    named.expect(
        "this suite starts and kills hosts, and none was named: run `cargo xtask test`, or build \
         tools/node and set NORDSVAR_NODE to it",
    )
}

/// The checkout.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("the workspace is above its member")
}
