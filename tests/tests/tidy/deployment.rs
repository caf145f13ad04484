//! What is deployed: one function, one name, on both platforms.

use std::collections::BTreeSet;
use std::path::PathBuf;

use toml::{Table, Value};

use crate::manifest::{functions, read_toml, root};

/// The function of a Spin component's trigger, with its route.
fn spin_routes(manifest: &Table) -> Vec<(String, String)> {
    let triggers = manifest["trigger"]["http"].as_array().expect("triggers are a list");
    let text = |trigger: &Value, key: &str| trigger[key].as_str().unwrap().to_owned();
    triggers.iter().map(|trigger| (text(trigger, "component"), text(trigger, "route"))).collect()
}

/// Each function that runs on Workers, with its wrangler file.
fn wranglers() -> Vec<(String, Table)> {
    let public = ("submit".to_owned(), root().join("wrangler.toml"));
    let beside = functions().into_iter().map(|function| {
        let path = root().join("functions").join(&function).join("wrangler.toml");
        (function, path)
    });
    let found: Vec<(String, PathBuf)> =
        std::iter::once(public).chain(beside.filter(|(_, path)| path.exists())).collect();
    found.into_iter().map(|(function, path)| (function, read_toml(&path))).collect()
}

#[test]
fn spin_runs_every_function_under_its_own_name() {
    let manifest = read_toml(&root().join("spin.toml"));
    let components = manifest["component"].as_table().unwrap();
    let named: BTreeSet<_> = components.keys().cloned().collect();
    assert_eq!(named, functions());
    for (name, component) in components {
        let source = component["source"].as_str().unwrap();
        assert!(source.ends_with(&format!("/{name}.wasm")), "{name} runs {source}");
    }
    let triggered: BTreeSet<_> = spin_routes(&manifest).into_iter().map(|(name, _)| name).collect();
    assert_eq!(triggered, named, "a component without a route is never asked");
}
