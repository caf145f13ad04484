//! A function on workerd, from the bundle that would be deployed.

use std::fmt::Write as _;
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use toml::{Table, Value};

use crate::process::{Process, root};

/// Variables that have `wrangler` ask nothing and tell nobody; nor does it trace requests into a database of its own.
const QUIETLY: [(&str, &str); 4] = [
    ("WRANGLER_SEND_METRICS", "false"),
    ("X_LOCAL_OBSERVABILITY", "false"),
    ("CI", "1"),
    ("NO_COLOR", "1"),
];

/// A function that is to run as a Worker.
pub(crate) struct Worker<'a> {
    /// Its name.
    pub(crate) function: &'a str,
    /// Where to serve.
    pub(crate) listen: SocketAddr,
    /// Where its debugger listens.
    pub(crate) inspector: SocketAddr,
    /// Every function's configuration; a Worker ignores what is not its own.
    pub(crate) variables: &'a [(String, String)],
    /// A folder of its own.
    pub(crate) folder: &'a Path,
}

impl Worker<'_> {
    /// Starts it, without waiting until it answers.
    pub(crate) fn start(&self, log: &Path) -> Process {
        fs::create_dir_all(self.folder).expect("a Worker's folder can be made");
        let configuration = self.folder.join("wrangler.toml");
        fs::write(&configuration, self.configuration()).expect("a Worker's folder can be written");
        let variables = self.folder.join("variables.env");
        fs::write(&variables, self.environment()).expect("a Worker's folder can be written");
        let tools = root().join("tools/web/node_modules");
        let mut command = Command::new(tools.join("node/bin/node"));
        command
            .arg(tools.join("wrangler/bin/wrangler.js"))
            .args(["dev", "--local", "--show-interactive-dev-session=false", "-c"])
            .arg(&configuration)
            .args(["--ip", "127.0.0.1", "--port", &self.listen.port().to_string()])
            .args(["--inspector-port", &self.inspector.port().to_string()])
            .arg("--persist-to")
            .arg(self.folder.join("state"))
            .arg("--env-file")
            .arg(&variables)
            .envs(QUIETLY)
            .current_dir(self.folder);
        Process::start(command, log)
    }

    /// What it is deployed by, to be read from another folder.
    fn configuration(&self) -> String {
        let own = root().join("functions").join(self.function).join("wrangler.toml");
        let path = if own.exists() { own } else { root().join("wrangler.toml") };
        let text =
            fs::read_to_string(&path).expect("every function at the edge has a wrangler file");
        let mut table: Table = text.parse().expect("a wrangler file is TOML");
        for deployment in ["build", "route", "routes", "workers_dev"] {
            table.remove(deployment);
        }
        let main = table.get("main").and_then(Value::as_str).expect("a Worker has a main module");
        let main = path.with_file_name(main).display().to_string();
        table.insert("main".to_owned(), Value::String(main));
        toml::to_string(&table).expect("a table is TOML")
    }

    fn environment(&self) -> String {
        let mut text = String::new();
        for (name, value) in self.variables {
            // Writing to a text does not fail.
            let _ = writeln!(text, "{name}={value}");
        }
        text
    }
}
