//! What cargo itself checks: formatting, lints, tests that need nothing running.

use super::Stand;
use crate::builds::{BESIDE_THE_DATA, OF_TESTS};
use crate::progress;
use crate::run::Run;
use anyhow::{Context as _, Result, ensure};
use std::fs;
use toml::{Table, Value};

/// Members under `shared/` that are part of native programs alone: they need not build for WASM.
const NATIVE: [&str; 2] = ["store-sqlite", "store-testkit"];

pub(super) fn fmt(stand: &mut Stand<'_>) -> Result<()> {
    stand.cargo(&["fmt", "--all", "--check"]).quiet().context("run `cargo fmt --all`")
}

pub(super) fn clippy(stand: &mut Stand<'_>) -> Result<()> {
    let run = stand.cargo(&["clippy", "--locked", "--workspace", "--all-targets"]);
    run.args(["--", "-D", "warnings"]).quiet()
}

pub(super) fn clippy_spin(stand: &mut Stand<'_>) -> Result<()> {
    clippy_for(stand, "wasm32-wasip2", |_| true)
}

pub(super) fn clippy_workers(stand: &mut Stand<'_>) -> Result<()> {
    let at_the_edge = |package: &str| package != OF_TESTS && !BESIDE_THE_DATA.contains(&package);
    clippy_for(stand, "wasm32-unknown-unknown", at_the_edge)
}

/// Lints what is deployed on `target`: each function `wanted`, and what they share.
fn clippy_for(stand: &Stand<'_>, target: &str, wanted: fn(&str) -> bool) -> Result<()> {
    let text = fs::read_to_string(stand.checkout.path("Cargo.toml")).context("Cargo.toml")?;
    let packages = deployed(&text)?;
    let packages = packages.iter().filter(|package| wanted(package));
    let run = stand.cargo(&["clippy", "--locked", "--target", target]);
    let run = packages.fold(run, |run, package| run.args(["-p", package]));
    run.args(["--", "-D", "warnings"]).quiet()
}

/// The members of a workspace that are part of a function, by the text of its Cargo.toml: the tests have one of their own.
fn deployed(workspace: &str) -> Result<Vec<String>> {
    let manifest: Table = workspace.parse().context("Cargo.toml is not TOML")?;
    let members = manifest.get("workspace").and_then(|table| table.get("members")?.as_array());
    let members = members.context("Cargo.toml has no members")?.iter().filter_map(Value::as_str);
    let packages: Vec<String> = members
        .filter_map(|member| {
            let rooms = ["functions/", "shared/", "tests/"];
            rooms.iter().find_map(|room| member.strip_prefix(room))
        })
        .filter(|package| !NATIVE.contains(package))
        .map(str::to_owned)
        .collect();
    ensure!(!packages.is_empty(), "Cargo.toml has no functions");
    Ok(packages)
}

/// All but the local host's: what it stands on is compiled once, as it is served by.
pub(super) fn unit(stand: &mut Stand<'_>) -> Result<()> {
    let run = stand.cargo(&["test", "--locked", "--workspace", "--exclude", "tests"]);
    run_tests(run.args(["--exclude", "node"]))
}

pub(super) fn unit_node(stand: &mut Stand<'_>) -> Result<()> {
    let run = stand.cargo(&["test", "--locked", "--profile", "native", "-p", "node"]);
    run_tests(run.arg("--target-dir").arg(stand.checkout.target()))
}

pub(super) fn tidy(stand: &mut Stand<'_>) -> Result<()> {
    run_tests(
        stand.cargo(&[
            "test", "--locked", "-p", "tests", "--lib", "--test", "schema", "--test", "tidy",
        ]),
    )
}

impl Stand<'_> {
    /// Cargo at the root of the checkout.
    pub(super) fn cargo(&self, args: &[&str]) -> Run {
        Run::cargo().args(args).within(self.checkout.root())
    }
}

/// Runs tests, and says how many.
pub(super) fn run_tests(run: Run) -> Result<()> {
    let text = tested(run)?;
    progress::note(format_args!("{} tests", passed(&text)));
    Ok(())
}

/// What tests wrote that passed. None at all is a failure: something was named that is not there.
pub(super) fn tested(run: Run) -> Result<String> {
    let text = run.env("RUST_BACKTRACE", "0").text();
    let text = text.map_err(|error| match failing(&error.to_string()).as_slice() {
        [] => error,
        names => error.context(format!("failing: {}", names.join(", "))),
    })?;
    ensure!(passed(&text) > 0, "there was no test to run");
    Ok(text)
}

/// How many tests passed, by what cargo wrote.
fn passed(output: &str) -> u64 {
    let results = output.lines().filter_map(|line| line.strip_prefix("test result: ok. "));
    results.filter_map(|result| result.split(' ').next()?.parse::<u64>().ok()).sum()
}

/// The names of the tests that failed, by what cargo wrote: the list before the last count.
fn failing(output: &str) -> Vec<String> {
    let before = output.split("\ntest result: FAILED").next().unwrap_or_default();
    let list = before.rsplit_once("\nfailures:\n").map_or("", |(_, list)| list);
    list.lines().filter_map(|line| line.strip_prefix("    ")).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_that_fail_are_named() {
        let output = "test a::b ... FAILED\n\nfailures:\n\n---- a::b stdout ----\n    said\n\n\
                      failures:\n    a::b\n    a::c\n\ntest result: FAILED. 1 passed; 2 failed\n";
        assert_eq!(failing(output), ["a::b", "a::c"]);
        assert!(failing("error: could not compile `node`\n    note\n").is_empty());
    }

    #[test]
    fn what_is_deployed_is_linted_for_it() {
        let workspace = r#"[workspace]
            members = ["functions/host", "shared/store", "shared/store-sqlite", "shared/store-testkit", "tests", "tests/clinic", "tools/node"]"#;
        assert_eq!(deployed(workspace).unwrap(), ["host", "store", "clinic"]);
        assert!(deployed("[workspace]\nmembers = [\"tools/node\"]").is_err());
    }

    #[test]
    fn tests_are_counted() {
        let output = "running 2 tests\ntest result: ok. 2 passed; 0 failed; 0 ignored\n\n\
                      test result: ok. 31 passed; 0 failed\n";
        assert_eq!(passed(output), 33);
        assert_eq!(passed(""), 0);
    }
}
