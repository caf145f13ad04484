//! Functions as Workers, on workerd by `wrangler dev`.

use super::{Component, Variable};
use super::{Readers, write};
use crate::checkout::{Checkout, make_folder};
use crate::setup::node_program;
use anyhow::{Context as _, Result, bail};
use std::fmt::Write as _;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use toml::{Table, Value};

/// Keys of a wrangler file that are for deployment: what builds, and where it is to be reached.
const DEPLOYMENT: [&str; 4] = ["build", "route", "routes", "workers_dev"];

/// What begins the lines in which `wrangler` says which address was asked for. The link of an invitation is its token, which
/// is in no log.
pub(crate) const ADDRESSES: &str = "[wrangler:info] ";

/// Variables that have it ask nothing and tell nobody; nor does it trace requests into a database of its own.
const QUIETLY: [(&str, &str); 4] = [
    ("WRANGLER_SEND_METRICS", "false"),
    ("X_LOCAL_OBSERVABILITY", "false"),
    ("CI", "1"),
    ("NO_COLOR", "1"),
];

/// A Worker that is to run.
pub(crate) struct Worker<'a> {
    /// The function.
    pub(crate) component: Component,
    /// Where to serve.
    pub(crate) listen: SocketAddr,
    /// Where its debugger listens.
    pub(crate) inspector: SocketAddr,
    /// What it is configured by.
    pub(crate) variables: &'a [Variable],
    /// A folder for what it leaves behind.
    pub(crate) folder: &'a Path,
}

impl Worker<'_> {
    /// The command that serves it until it is ended.
    pub(crate) fn command(&self, checkout: &Checkout) -> Result<Command> {
        make_folder(self.folder)?;
        let configuration = self.folder.join("wrangler.toml");
        let deployed = deployed_configuration(checkout, self.component);
        write(&configuration, Readers::All, development(&deployed)?.as_bytes())?;
        let variables = self.folder.join("variables.env");
        write(&variables, Readers::Owner, environment(self.variables).as_bytes())?;
        let mut command = Command::new(node_program(checkout));
        command
            .arg(checkout.npm_package("wrangler/bin/wrangler.js"))
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
        Ok(command)
    }
}

/// The wrangler file that the function is deployed by.
pub(crate) fn deployed_configuration(checkout: &Checkout, component: Component) -> PathBuf {
    let name = component.name();
    let own = checkout.path("functions").join(name).join("wrangler.toml");
    // The public Worker's file is the one that is found without being named.
    if own.exists() { own } else { checkout.path("wrangler.toml") }
}

/// The same configuration without what is for deployment, to be read from any folder.
pub(crate) fn development(path: &Path) -> Result<String> {
    let shown = path.display();
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {shown}"))?;
    let mut table: Table = text.parse().with_context(|| format!("{shown} is not TOML"))?;
    for key in DEPLOYMENT {
        table.remove(key);
    }
    let folder = path.parent().context("a file is in a folder")?;
    let Some(Value::String(main)) = table.get("main") else {
        bail!("{shown} does not say what its main module is")
    };
    let main = folder.join(main);
    if !main.exists() {
        bail!("{} is not built; {shown} names it", main.display());
    }
    table.insert("main".to_owned(), Value::String(main.display().to_string()));
    toml::to_string(&table).context("a configuration does not print")
}

/// Variables as an environment file; their values are key rings, names and addresses, which need
/// no quoting.
fn environment(variables: &[Variable]) -> String {
    let mut text = String::new();
    for (name, value) in variables {
        // Writing to a text does not fail.
        let _ = writeln!(text, "{}={}", name.to_uppercase(), value.as_str());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkout::remove;
    use zeroize::Zeroizing;

    #[test]
    fn nothing_is_built_again_and_paths_hold_from_everywhere() {
        let folder = std::env::temp_dir().join(format!("xtask-worker-{}", std::process::id()));
        make_folder(&folder.join("build")).unwrap();
        fs::write(folder.join("build/index.js"), "").unwrap();
        let file = folder.join("wrangler.toml");
        let deployed = "name = \"api\"\nmain = \"build/index.js\"\nroutes = [\"a.example/*\"]\n\
                        compatibility_flags = [\"f\"]\n[build]\ncommand = \"worker-build\"\n";
        fs::write(&file, deployed).unwrap();
        let table: Table = development(&file).unwrap().parse().unwrap();
        assert_eq!(table.keys().collect::<Vec<_>>(), ["compatibility_flags", "main", "name"]);
        let main = table.get("main").and_then(Value::as_str).unwrap();
        assert!(Path::new(main).is_absolute() && main.ends_with("build/index.js"), "{main}");
        remove(&folder).unwrap();
    }

    #[test]
    fn variables_have_the_names_that_workers_use() {
        let variables = [("zone", Zeroizing::new("se".to_owned()))];
        assert_eq!(environment(&variables), "ZONE=se\n");
    }
}
