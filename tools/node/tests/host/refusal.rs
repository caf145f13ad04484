//! What a component is not given, and what a host does not start with.

use crate::support::{Host, PLAIN, manifest, options};
use std::fs;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_variable_must_be_the_component_s_own() {
    let own = "variables = { place = \"in {{ zone }}\", key = \"{{ key }}\" }";
    let host = Host::start("refusal-variable", own, &["--variable", "key=k 1"]).await;
    assert_eq!(host.get("/variable?name=place").await, "value: in se");
    assert_eq!(host.get("/variable?name=key").await, "value: k 1");
    for (name, error) in [
        ("zone", "error: Error::Undefined"),
        ("nothing", "error: Error::Undefined"),
        ("Place", "error: Error::InvalidName"),
        ("", "error: Error::InvalidName"),
    ] {
        let told = host.get(&format!("/variable?name={name}")).await;
        assert!(told.starts_with(error), "{name:?}: {told}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_must_be_granted() {
    let without = Host::start("refusal-database", PLAIN, &[]).await;
    for path in ["/sqlite?database=default", "/sqlite-sync?database=default"] {
        assert_eq!(without.post(path, "1 SELECT 1").await, "open: Error::AccessDenied", "{path}");
    }
    assert!(!without.folder.join("state").exists(), "no file is made for nothing");

    let granted = "sqlite_databases = [\"default\"]";
    let with = Host::start("refusal-other-database", granted, &[]).await;
    let other = with.post("/sqlite?database=other", "1 SELECT 1").await;
    assert_eq!(other, "open: Error::AccessDenied");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_environment_is_the_manifest_s() {
    let given = "environment = { A = \"1\", B = \"two\" }";
    let host = Host::start("refusal-environment", given, &[]).await;
    assert_eq!(host.get("/env").await, "A=1\nB=two");
}

async fn check(name: &str, component: &str, arguments: &[&str], words: &[&str]) {
    let started = Host::try_start(&format!("start-{name}"), component, arguments).await;
    let refused = format!("{:#}", started.err().unwrap_or_else(|| panic!("{name} started")));
    for word in words {
        assert!(refused.contains(word), "{name}: no {word:?} in: {refused}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_host_says_why_it_does_not_start() {
    let missing = "variables = { key = \"{{ key }}\" }";
    let words = ["\"probe\"", "\"key\" is required", "--variable key=", "SPIN_VARIABLE_KEY"];
    check("variable", missing, &[], &words).await;
    check("undeclared", PLAIN, &["--variable", "other=1"], &["no variable \"other\""]).await;
    check("component", PLAIN, &["--component-id", "other"], &["\"other\"", "has: probe"]).await;
    check("key", "files = []", &[], &["spin.toml", "unknown field `files`"]).await;
    let chained = "allowed_outbound_hosts = [\"http://storage.spin.internal\"]";
    check("chaining", chained, &[], &["\"probe\"", "storage.spin.internal"]).await;
    let open = ["--control", "0.0.0.0:0"];
    check("control", PLAIN, &open, &["--control 0.0.0.0:0", "loopback"]).await;
    check("manifest", PLAIN, &["--from", "nowhere"], &["nowhere", "--from"]).await;
    let tls = ["--tls-cert", "none.pem", "--tls-key", "none.pem"];
    check("tls", PLAIN, &tls, &["none.pem", "PEM"]).await;

    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("an address").to_string();
    check("port", PLAIN, &["--listen", &address], &[&address, "in use"]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_component_must_be_there_and_be_one() {
    let folder = crate::support::folder("start-source");
    let source = folder.join("component.wasm");
    let plain = manifest(PLAIN);
    let written = plain.lines().map(|line| {
        if line.starts_with("source") { "source = \"component.wasm\"" } else { line }.to_owned()
    });
    fs::write(folder.join("spin.toml"), written.collect::<Vec<_>>().join("\n")).expect("a file");
    let refused = async || {
        let started = node::start(options(&folder, &[]), |_| None).await;
        format!("{:#}", started.err().expect("it cannot start"))
    };
    let missing = refused().await;
    for word in ["\"probe\" has not been built", "component.wasm"] {
        assert!(missing.contains(word), "{missing}");
    }
    fs::write(&source, "not a component").expect("a file");
    let invalid = refused().await;
    assert!(invalid.contains("\"probe\"") && invalid.contains("not a WebAssembly"), "{invalid}");
}
