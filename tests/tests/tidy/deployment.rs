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
        assert!(
            source.ends_with(&format!("/{}.wasm", name.replace('-', "_"))),
            "{name} runs {source}"
        );
    }
    let triggered: BTreeSet<_> = spin_routes(&manifest).into_iter().map(|(name, _)| name).collect();
    assert_eq!(triggered, named, "a component without a route is never asked");
}

#[test]
fn workers_are_every_function_that_needs_not_be_beside_the_data() {
    let files = wranglers();
    let named: BTreeSet<_> = files.iter().map(|(function, _)| function.clone()).collect();
    let mut edge = functions();
    for beside in ["courier", "identity", "storage", "tool"] {
        edge.remove(beside);
    }
    assert_eq!(named, edge);
    for (function, file) in &files {
        assert_eq!(file["name"].as_str(), Some(format!("nordsvar-{function}").as_str()));
        let folder = if function == "submit" { "functions/submit/" } else { "" };
        assert_eq!(file["main"].as_str(), Some(format!("{folder}build/index.js").as_str()));
    }
}

/// The path of a Worker's route, as spin.toml writes it.
fn as_spin(pattern: &str) -> String {
    let path = pattern.find('/').map_or("/", |at| &pattern[at..]);
    path.strip_suffix('*').map_or(path.to_owned(), |prefix| format!("{prefix}..."))
}

#[test]
fn workers_have_the_routes_that_spin_gives_them() {
    let spin = spin_routes(&read_toml(&root().join("spin.toml")));
    for (function, file) in wranglers() {
        let routes = file.get("routes").and_then(Value::as_array).into_iter().flatten();
        for route in routes.chain(file.get("route")) {
            let pattern = route.as_str().or_else(|| route.get("pattern")?.as_str());
            let path = as_spin(pattern.expect("a route has a pattern"));
            assert!(spin.contains(&(function.clone(), path.clone())), "{function} has {path}");
        }
    }
}

#[test]
fn routes_are_compared_as_spin_writes_them() {
    for (pattern, want) in
        [("example.com/login/*", "/login/..."), ("example.com/*", "/..."), ("example.com/a", "/a")]
    {
        assert_eq!(as_spin(pattern), want);
    }
}
