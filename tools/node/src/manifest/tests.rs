use super::*;

const WHOLE: &str = r#"
spin_manifest_version = 2

[application]
name = "survey"
version = "1.0.0"
authors = ["Someone"]

[variables]
storage_url = { default = "http://127.0.0.1:3001" }
submit_key = { required = true, secret = true }

[[trigger.http]]
route = "/s/..."
component = "submit"

[[trigger.http]]
id = "hidden"
route = { private = true }
component = "storage"

[component.submit]
description = "takes answers"
source = "target/submit.wasm"
allowed_outbound_hosts = ["{{ storage_url }}"]
variables = { storage_url = "{{ storage_url }}", submit_key = "{{ submit_key }}" }
environment = { RUST_BACKTRACE = "1" }

[component.submit.build]
command = "cargo build"
watch = ["src"]

[component.storage]
source = "target/storage.wasm"
sqlite_databases = ["default"]
"#;

#[test]
fn a_whole_manifest_is_read() {
    let manifest = Manifest::parse(WHOLE).unwrap();
    assert_eq!(manifest.components.keys().collect::<Vec<_>>(), ["storage", "submit"]);
    assert_eq!(manifest.routes.len(), 1, "a private route is no route");
    let submit = &manifest.components["submit"];
    assert_eq!(submit.source, PathBuf::from("target/submit.wasm"));
    assert_eq!(submit.environment["RUST_BACKTRACE"], "1");
    assert!(submit.databases.is_empty());
    assert!(manifest.components["storage"].databases.contains("default"));
}

#[test]
fn components_can_be_picked() {
    let mut manifest = Manifest::parse(WHOLE).unwrap();
    manifest.retain(&[]).unwrap();
    assert_eq!(manifest.components.len(), 2, "none picked is all");
    manifest.retain(&["storage".to_owned()]).unwrap();
    assert_eq!(manifest.components.keys().collect::<Vec<_>>(), ["storage"]);
    assert!(manifest.routes.is_empty(), "the routes of the others are gone");
    let refused = manifest.retain(&["submit".to_owned()]).unwrap_err().to_string();
    assert!(refused.contains("\"submit\" is not in the manifest, which has: storage"), "{refused}");
}

/// The manifest with `from` replaced by `to` must be refused with a text that has all of `words`.
fn check(name: &str, from: &str, to: &str, words: &[&str]) {
    assert!(WHOLE.contains(from), "{name}: the manifest has no {from}");
    let refused = Manifest::parse(&WHOLE.replacen(from, to, 1)).err();
    let refused = refused.unwrap_or_else(|| panic!("{name} was accepted")).to_string();
    for word in words {
        assert!(refused.contains(word), "{name}: no {word:?} in: {refused}");
    }
}

#[test]
fn what_is_not_acted_on_is_refused() {
    let component = "description = \"takes answers\"";
    for key in ["files = []", "key_value_stores = [\"default\"]", "dependencies = {}"] {
        let name = key.split(' ').next().unwrap();
        check(name, component, key, &[&format!("unknown field `{name}`"), "expected one of"]);
    }
    check("top level", "[variables]", "[other]\n[variables]", &["unknown field `other`"]);
    check("application", "authors = ", "trigger = ", &["unknown field `trigger`"]);
    check("variable", "secret = true", "hidden = true", &["unknown field `hidden`"]);
    check("trigger", "id = \"hidden\"", "executor = {}", &["unknown field `executor`"]);
    check("other triggers", "[[trigger.http]]", "[[trigger.redis]]", &["unknown field `redis`"]);
}

#[test]
fn what_makes_no_sense_is_refused() {
    check("version", "= 2", "= 1", &["spin_manifest_version is 1", "reads version 2"]);
    check("not TOML", "[variables]", "[variables", &["not a manifest"]);
    check("both", "required = true", "required = true, default = \"\"", &["submit_key", "either"]);
    check("neither", "required = true, ", "", &["submit_key", "either"]);
    check("name", "submit_key =", "Submit =", &["\"Submit\" is not a variable name"]);
    check("relative route", "/s/...", "s/...", &["\"s/...\" does not begin with '/'"]);
    check("odd route", "{ private = true }", "7", &["a route is a path or { private = true }"]);
    check("not private", "private = true", "private = false", &["private = false"]);
    check("no component", "component = \"storage\"", "component = \"store\"", &["\"store\""]);
    check("component id", "[component.storage]", "[component.\"a b\"]", &["\"a b\" is not"]);
    check("undeclared", "{{ storage_url }}", "{{ url }}", &["submit", "outbound", "\"url\""]);
    check("unclosed", "{{ storage_url }}", "{{ storage_url", &["submit", "no '}}' after it"]);
    check("database", "[\"default\"]", "[\"other\"]", &["storage", "\"other\""]);
    check("no source", "source = \"target/storage.wasm\"", "", &["missing field `source`"]);
    check("remote source", "source = \"target/storage.wasm\"", "source = {}", &["source"]);
}
