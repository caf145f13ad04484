//! What manifests may say.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

/// Crates that know a host; what is shared knows none.
const HOSTS: [&str; 4] = ["spin-sdk", "tokio", "wasm-bindgen", "worker"];

pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("the workspace is above its member").to_owned()
}

pub(crate) fn read_toml(path: &Path) -> Table {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.parse().unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Each member's folder, from the root, with its manifest.
fn members() -> Vec<(String, Table)> {
    let workspace = read_toml(&root().join("Cargo.toml"));
    let members = workspace["workspace"]["members"].as_array().expect("members is a list");
    members
        .iter()
        .map(|member| {
            let folder = member.as_str().expect("a member is a path").to_owned();
            let manifest = read_toml(&root().join(&folder).join("Cargo.toml"));
            (folder, manifest)
        })
        .collect()
}

/// The crates a manifest depends on, for whatever purpose and target, by their own names.
fn dependencies(manifest: &Table) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (key, value) in manifest {
        let Value::Table(table) = value else { continue };
        if key.ends_with("dependencies") {
            found.extend(table.iter().map(|(name, dependency)| {
                let package = dependency.get("package").and_then(Value::as_str);
                package.unwrap_or(name).to_owned()
            }));
        } else {
            found.extend(dependencies(table));
        }
    }
    found
}

/// The functions' names: their folders, less those that are what functions share.
pub(crate) fn functions() -> BTreeSet<String> {
    let members = members().into_iter();
    let functions =
        members.filter_map(|(folder, _)| Some(folder.strip_prefix("functions/")?.to_owned()));
    functions.filter(|name| !["app-room", "host", "room"].contains(&name.as_str())).collect()
}

#[test]
fn t1_every_member_inherits_the_lints() {
    for (folder, manifest) in members() {
        let inherits = manifest.get("lints").and_then(|lints| lints.get("workspace"));
        assert_eq!(
            inherits.and_then(Value::as_bool),
            Some(true),
            "{folder}/Cargo.toml lacks `[lints] workspace = true`, so nothing lints it"
        );
    }
}

#[test]
fn t2_what_is_shared_knows_no_host() {
    for (folder, manifest) in members() {
        if folder.starts_with("shared/") {
            let named = dependencies(&manifest);
            let hosts: Vec<_> = HOSTS.iter().filter(|host| named.contains(**host)).collect();
            assert!(hosts.is_empty(), "{folder}/Cargo.toml names {hosts:?}");
        }
    }
}

#[test]
fn t4_no_function_depends_on_another() {
    let functions = functions();
    for (folder, manifest) in members() {
        if folder.starts_with("functions/") {
            let named = dependencies(&manifest);
            let others: Vec<_> = functions.intersection(&named).collect();
            assert!(others.is_empty(), "{folder}/Cargo.toml names {others:?}");
        }
    }
}

#[test]
fn dependencies_are_found_in_every_table() {
    let manifest = r#"
        [dependencies]
        a.workspace = true
        [dev-dependencies]
        b = { package = "tokio", version = "1" }
        [target.'cfg(unix)'.build-dependencies]
        c = "1"
    "#;
    let found = dependencies(&manifest.parse().unwrap());
    assert_eq!(found, ["a", "c", "tokio"].map(str::to_owned).into());
}
