//! `spin.toml` and the components it names.

use super::artefact;
use super::imports;
use super::report::{Call, Function, Platform, Store};
use anyhow::{Context as _, Result};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use toml::{Table, Value};

/// Keys of a component that grant nothing.
const HARMLESS: [&str; 6] = ["build", "description", "environment", "source", "tool", "variables"];

/// Keys of a component that let it keep data.
const STORES: [(&str, &str); 4] = [
    ("sqlite_databases", "sqlite"),
    ("key_value_stores", "key-value"),
    ("files", "files"),
    ("ai_models", "language model"),
];

/// Keys of a component that let it call somebody.
const CALLS: [&str; 2] = ["allowed_outbound_hosts", "allowed_http_hosts"];

/// Every component of `spin.toml` in `root`, with what its manifest and its imports give it.
pub(super) fn read(root: &Path) -> Result<Vec<Function>> {
    let text = fs::read_to_string(root.join("spin.toml")).context("reading spin.toml")?;
    let manifest: Table = text.parse().context("spin.toml is not TOML")?;
    let wide_storage = wide_storage(&manifest);
    let components = manifest.get("component").and_then(Value::as_table);
    let components = components.context("spin.toml has no [component.<name>]")?;
    let mut functions = Vec::new();
    for (name, component) in components {
        let component = component.as_table().with_context(|| format!("component.{name}"))?;
        let mut function = granted(name, component)?;
        if !function.calls.is_empty() {
            let by = "spin.toml: the default of storage_url";
            function.calls.extend(wide_storage.iter().map(|host| call(host, by)));
        }
        let source = component.get("source").and_then(Value::as_str);
        let source = source.with_context(|| format!("component.{name}: source is no path"))?;
        let wasm = artefact::read(root, &root.join(source), name)?;
        let stores = imports::stores(&wasm).with_context(|| format!("{source} is no component"))?;
        function.stores.extend(stores);
        functions.push(function);
    }
    Ok(functions)
}

/// The address of storage, if the manifest itself gives one that is more than one address.
fn wide_storage(manifest: &Table) -> Option<String> {
    let declared = manifest.get("variables")?.get("storage_url")?;
    let default = declared.get("default")?.as_str()?;
    default.contains('*').then(|| default.to_owned())
}

fn granted(name: &str, component: &Table) -> Result<Function> {
    let (mut stores, mut calls) = (BTreeSet::new(), BTreeSet::new());
    for (key, value) in component {
        if HARMLESS.contains(&key.as_str()) {
            continue;
        }
        let by = format!("spin.toml: {key}");
        if CALLS.contains(&key.as_str()) {
            let hosts = value.as_array().with_context(|| format!("{key} is no list"))?;
            for host in hosts {
                let host = host.as_str().with_context(|| format!("{key} has more than text"))?;
                calls.insert(call(host, &by));
            }
        } else if value.as_array().is_none_or(|list| !list.is_empty()) {
            let known = STORES.iter().find(|(store, _)| store == key);
            let kind = known.map_or("something unknown", |(_, kind)| kind).to_owned();
            stores.insert(Store { kind, by });
        }
    }
    Ok(Function { name: name.to_owned(), platform: Platform::Spin, stores, calls })
}

fn call(host: &str, by: &str) -> Call {
    Call { host: host.to_owned(), by: by.to_owned() }
}
