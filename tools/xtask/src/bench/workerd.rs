//! A Worker as workerd takes it: the bundle that would be deployed, and a configuration for it.

use std::fmt::Write as _;
use std::fs;
use std::net::SocketAddr;
use std::path::Path;

use anyhow::{Context as _, ensure};

/// The configuration's file, beside the bundle's files.
pub(crate) const CONFIGURATION: &str = "workerd.capnp";

/// What a bundle needs to be served.
pub(crate) struct Worker<'a> {
    /// The folder that `wrangler deploy --dry-run --outdir` filled.
    pub(crate) bundle: &'a Path,
    /// `compatibility_date` of the wrangler file.
    pub(crate) compatibility_date: &'a str,
    /// `compatibility_flags` of the wrangler file.
    pub(crate) compatibility_flags: &'a [String],
    /// Names of variables; workerd takes their values from its environment.
    pub(crate) variables: &'a [String],
    /// Where to serve.
    pub(crate) listen: SocketAddr,
}

/// A file of a bundle, as workerd tells them apart.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Module {
    EsModule,
    Wasm,
}

impl Module {
    /// What the file `name` is; `None` for what is not loaded, such as source maps.
    fn of(name: &str) -> Option<Self> {
        match Path::new(name).extension()?.to_str()? {
            "js" | "mjs" => Some(Self::EsModule),
            "wasm" => Some(Self::Wasm),
            _ => None,
        }
    }

    const fn field(self) -> &'static str {
        match self {
            Self::EsModule => "esModule",
            Self::Wasm => "wasm",
        }
    }
}

impl Worker<'_> {
    /// Writes the configuration beside the bundle's files.
    pub(crate) fn write(&self) -> anyhow::Result<()> {
        let bundle = self.bundle.display();
        let mut names = Vec::new();
        for entry in fs::read_dir(self.bundle).with_context(|| format!("cannot list {bundle}"))? {
            names.push(entry?.file_name().to_string_lossy().into_owned());
        }
        let text = self.text(names)?;
        let file = self.bundle.join(CONFIGURATION);
        fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))
    }

    /// The configuration for a bundle of these files.
    fn text(&self, mut names: Vec<String>) -> anyhow::Result<String> {
        // The first module is the entry; the bundle has one script and what that imports.
        names.sort_by_key(|name| (Module::of(name) != Some(Module::EsModule), name.clone()));
        let mut modules = String::new();
        for name in &names {
            if let Some(module) = Module::of(name) {
                let (name, field) = (quoted(name), module.field());
                writeln!(modules, "    (name = {name}, {field} = embed {name}),")?;
            }
        }
        ensure!(!modules.is_empty(), "the bundle in {} is empty", self.bundle.display());
        let flags: Vec<_> = self.compatibility_flags.iter().map(|flag| quoted(flag)).collect();
        let mut bindings = String::new();
        for name in self.variables {
            let name = quoted(name);
            writeln!(bindings, "    (name = {name}, fromEnvironment = {name}),")?;
        }
        Ok(TEMPLATE
            .replace("{listen}", &self.listen.to_string())
            .replace("{modules}", &modules)
            .replace("{bindings}", &bindings)
            .replace("{date}", &quoted(self.compatibility_date))
            .replace("{flags}", &flags.join(", ")))
    }
}

/// A text in Cap'n Proto's notation.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The Worker may reach this machine's own addresses, which is where storage is.
const TEMPLATE: &str = r#"using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "internet", network = (allow = ["local"])),
  ],
  sockets = [(name = "http", address = "{listen}", http = (), service = "main")],
);

const main :Workerd.Worker = (
  modules = [
{modules}  ],
  bindings = [
{bindings}  ],
  compatibilityDate = {date},
  compatibilityFlags = [{flags}],
);
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_comes_first_and_maps_are_left_out() {
        let worker = Worker {
            bundle: Path::new("bundle"),
            compatibility_date: "2026-01-01",
            compatibility_flags: &[],
            variables: &["ZONE".to_owned()],
            listen: SocketAddr::from(([127, 0, 0, 1], 3000)),
        };
        let names = ["a.wasm", "index.js", "index.js.map", "README.md"].map(str::to_owned);
        let text = worker.text(names.to_vec()).unwrap();
        let at = |part: &str| text.find(part).unwrap_or(usize::MAX);
        assert!(at("esModule = embed \"index.js\"") < at("wasm = embed \"a.wasm\""));
        assert_eq!(at("index.js.map"), usize::MAX);
        assert_ne!(at("(name = \"ZONE\", fromEnvironment = \"ZONE\")"), usize::MAX);
        assert!(worker.text(vec!["README.md".to_owned()]).is_err());
    }
}
