//! Wrangler files and the Workers they deploy.

use super::artefact;
use super::jsonc;
use super::report::{Call, Function, Platform, Store};
use anyhow::{Context as _, Result};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What stands before a function's name in a Worker's.
const PREFIX: &str = "nordsvar-";

/// The only variable that may hold an address.
const STORAGE_URL: &str = "STORAGE_URL";

/// Keys that give a Worker nothing to keep or call with. Whatever is not in this list is a
/// binding, or counts as one until it is put here.
const HARMLESS: [&str; 31] = [
    "$schema",
    "account_id",
    "alias",
    "base_dir",
    "build",
    "compatibility_date",
    "compatibility_flags",
    "compliance_region",
    "define",
    "dev",
    "find_additional_modules",
    "keep_names",
    "keep_vars",
    "limits",
    "main",
    "minify",
    "name",
    "no_bundle",
    "placement",
    "preserve_file_names",
    "preview_urls",
    "route",
    "routes",
    "rules",
    "secrets",
    "send_metrics",
    "triggers",
    "tsconfig",
    "upload_source_maps",
    "version_metadata",
    "workers_dev",
];

/// Words in a Worker's script by which it keeps or calls without any binding.
const IN_SCRIPT: [(&str, &str); 2] =
    [("caches.", "the platform's cache"), ("cloudflare:sockets", "sockets")];

/// The Worker of a wrangler file, with what the file and the built script give it.
pub(super) fn read(root: &Path, file: &Path) -> Result<Function> {
    let table = parse(file)?;
    let name = table.get("name").and_then(Value::as_str).context("it has no name")?;
    let name = name.strip_prefix(PREFIX).unwrap_or(name).to_owned();
    let main = table.get("main").and_then(Value::as_str).context("it has no main")?;
    let main = file.parent().context("it is in no folder")?.join(main);
    let file = file.strip_prefix(root).unwrap_or(file).display().to_string();
    let mut found = Found { file, stores: BTreeSet::new(), calls: BTreeSet::new() };
    found.table("", &table);
    found.script(root, &main, &name)?;
    let Found { stores, calls, .. } = found;
    Ok(Function { name, platform: Platform::Workers, stores, calls })
}

fn parse(file: &Path) -> Result<Map<String, Value>> {
    let text = fs::read_to_string(file).context("it cannot be read")?;
    if file.extension().is_some_and(|extension| extension == "toml") {
        return toml::from_str(&text).context("it is not TOML");
    }
    serde_json::from_str(&jsonc::plain(&text)).context("it is not JSON")
}

struct Found {
    file: String,
    stores: BTreeSet<Store>,
    calls: BTreeSet<Call>,
}

impl Found {
    /// Reads the keys of the file, or of one of its environments below `path`.
    fn table(&mut self, path: &str, table: &Map<String, Value>) {
        for (key, value) in table {
            let at = format!("{path}{key}");
            match (key.as_str(), value) {
                ("env", Value::Object(environments)) => self.environments(&at, environments),
                ("previews", Value::Object(previews)) => self.table(&format!("{at}."), previews),
                ("vars", Value::Object(vars)) => self.vars(&at, vars),
                ("observability", Value::Object(table)) => self.observability(&at, table),
                (key, value) if HARMLESS.contains(&key) || is_empty(value) => {}
                (key, _) => self.store(key, &at),
            }
        }
    }

    fn environments(&mut self, path: &str, environments: &Map<String, Value>) {
        for (name, environment) in environments {
            if let Value::Object(table) = environment {
                self.table(&format!("{path}.{name}."), table);
            }
        }
    }

    fn vars(&mut self, path: &str, vars: &Map<String, Value>) {
        for (name, value) in vars {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            if text.contains("://") && name != STORAGE_URL {
                let by = format!("{}: {path}.{name}", self.file);
                self.calls.insert(Call { host: text, by });
            }
        }
    }

    /// What the platform itself writes down of a request has the address with its query, and may
    /// be sent elsewhere.
    fn observability(&mut self, path: &str, table: &Map<String, Value>) {
        let on = |part: Option<&Value>| part.and_then(|part| part.get("enabled")?.as_bool());
        let (logs, traces) = (table.get("logs"), table.get("traces"));
        let enabled = table.get("enabled").and_then(Value::as_bool) == Some(true);
        let silent = logs.and_then(|logs| logs.get("invocation_logs")?.as_bool()) == Some(false);
        if (enabled || on(logs) == Some(true)) && !silent {
            let at = format!("{path}.logs.invocation_logs is not false");
            self.store("addresses in logs", &at);
        }
        if on(traces) == Some(true) {
            self.store("addresses in traces", &format!("{path}.traces.enabled"));
        }
        for (name, part) in table {
            if part.get("destinations").is_some_and(|list| !is_empty(list)) {
                self.store("logs elsewhere", &format!("{path}.{name}.destinations"));
            }
        }
    }

    fn store(&mut self, kind: &str, at: &str) {
        let by = format!("{}: {at}", self.file);
        self.stores.insert(Store { kind: kind.to_owned(), by });
    }

    fn script(&mut self, root: &Path, main: &Path, function: &str) -> Result<()> {
        let script = artefact::read(root, main, function)?;
        artefact::read(root, &main.with_file_name("index_bg.wasm"), function)?;
        let script = String::from_utf8_lossy(&script);
        for (word, kind) in IN_SCRIPT {
            if script.contains(word) {
                let by = format!("{word} in {}", main.strip_prefix(root).unwrap_or(main).display());
                self.stores.insert(Store { kind: kind.to_owned(), by });
            }
        }
        Ok(())
    }
}

/// Whether a binding binds nothing.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Array(list) => list.is_empty(),
        Value::Object(table) => table.values().all(is_empty),
        Value::Bool(on) => !on,
        Value::Null => true,
        Value::Number(_) | Value::String(_) => false,
    }
}
