//! Builds what runs: the browser's part, the functions for both platforms, the local host.

mod command;
mod fingerprint;

pub(crate) use command::{Options, run};

use crate::checkout::{Checkout, make_folder, remove};
use crate::run::Run;
use crate::setup::{WorkerTools, node_program, npm_script};
use anyhow::{Context as _, Result, bail};
use fingerprint::fingerprint;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The functions at the edge; these are Workers as well.
pub(crate) const EDGE: [&str; 3] = ["submit", "login", "api"];

/// The function that stores.
pub(crate) const STORAGE: &str = "storage";

/// Every function.
pub(crate) const FUNCTIONS: [&str; 4] = ["submit", "login", "api", STORAGE];

/// What the browser's part is built from.
const WIDGET_ENTRIES: [&str; 3] =
    ["widget/src/page.ts", "widget/src/widget.ts", "widget/src/page.css"];

/// What a Worker's WASM may use: what rustc's target and wasm-bindgen do, and workerd knows.
const WASM_FEATURES: [&str; 7] = [
    "bulk-memory",
    "exception-handling",
    "multivalue",
    "mutable-globals",
    "nontrapping-float-to-int",
    "reference-types",
    "sign-ext",
];

/// Checks the browser's part and bundles it into `widget/dist`, from where `submit` embeds it.
pub(crate) fn widget(checkout: &Checkout) -> Result<()> {
    npm_script(checkout, "typescript/bin/tsc")
        .args(["--noEmit", "-p", "widget"])
        .within(checkout.root())
        .quiet()?;
    // esbuild is a program of its own, and its script would start one more process.
    Run::new(esbuild(checkout))
        .args(WIDGET_ENTRIES)
        .args(["--bundle", "--minify", "--target=es2020", "--format=iife"])
        .args(["--outdir=widget/dist", "--log-level=warning"])
        .within(checkout.root())
        .quiet()
}

fn esbuild(checkout: &Checkout) -> PathBuf {
    checkout.npm_package("esbuild").join("bin/esbuild")
}

/// Builds functions as Spin components, where `spin.toml` looks for them.
pub(crate) fn spin(checkout: &Checkout, functions: &[&str]) -> Result<()> {
    // One at a time: features of one build unify, and each function is deployed by itself.
    functions.iter().try_for_each(|function| {
        Run::cargo()
            .args(["build", "--locked", "--release", "--target", "wasm32-wasip2", "-p", function])
            .arg("--target-dir")
            .arg(checkout.path("target"))
            .within(checkout.root())
            .quiet()
            .with_context(|| format!("{function} does not build for Spin"))
    })
}

/// A function as a Spin component.
pub(crate) fn component(checkout: &Checkout, function: &str) -> PathBuf {
    checkout.path("target/wasm32-wasip2/release").join(format!("{function}.wasm"))
}

/// Builds functions as Workers, into `functions/<name>/build`. What has not changed stays.
pub(crate) fn workers(checkout: &Checkout, tools: &WorkerTools, functions: &[&str]) -> Result<()> {
    functions.iter().try_for_each(|function| worker(checkout, tools, function))
}

fn worker(checkout: &Checkout, tools: &WorkerTools, function: &str) -> Result<()> {
    let folder = checkout.path("functions").join(function);
    let build = folder.join("build");
    let marker = checkout.path("target/workers").join(format!("{function}.sources"));
    let sources = fingerprint(checkout, tools, function)?;
    let kept = fs::read_to_string(&marker).is_ok_and(|built| built == sources);
    if kept && build.join("index.js").exists() {
        return Ok(());
    }
    remove(&marker)?;
    let binaryen = checkout.npm_package("binaryen").join("bin/wasm-opt");
    Run::new(&tools.worker_build)
        .arg("--release")
        .env("WASM_BINDGEN_BIN", &tools.wasm_bindgen)
        .env("WASM_OPT_BIN", binaryen)
        .env("ESBUILD_BIN", esbuild(checkout))
        .env("CARGO_TARGET_DIR", checkout.path("target"))
        .env("PATH", path_with_our_node(checkout)?)
        .within(&folder)
        .quiet()
        .with_context(|| format!("{function} does not build for Workers"))?;
    if !build.join("index.js").exists() {
        bail!("worker-build left no functions/{function}/build/index.js");
    }
    without_names(checkout, &build.join("index_bg.wasm"))?;
    make_folder(&checkout.path("target/workers"))?;
    fs::write(&marker, sources).with_context(|| format!("writing {}", marker.display()))
}

/// Takes out the names of functions, a tenth of what would be sent: worker-build keeps them.
fn without_names(checkout: &Checkout, module: &Path) -> Result<()> {
    npm_script(checkout, "binaryen/bin/wasm-opt")
        .args(WASM_FEATURES.map(|feature| format!("--enable-{feature}")))
        .args(["--strip-debug", "--strip-producers", "-o"])
        .args([module, module])
        .quiet()
        .context("wasm-opt cannot take out names")
}

/// PATH with the Node.js of the tools before every other: scripts among them look for one.
fn path_with_our_node(checkout: &Checkout) -> Result<OsString> {
    let node = node_program(checkout);
    let own = node.parent().map(PathBuf::from);
    let others = env::var_os("PATH").unwrap_or_default();
    let folders = own.into_iter().chain(env::split_paths(&others));
    env::join_paths(folders).context("PATH has a folder that cannot be in PATH")
}

/// Builds the local host and returns its program.
pub(crate) fn node(checkout: &Checkout) -> Result<PathBuf> {
    native(checkout, "node")
}

/// Builds a tool of ours to run on this machine and returns its program.
pub(crate) fn native(checkout: &Checkout, package: &str) -> Result<PathBuf> {
    Run::cargo()
        .args(["build", "--locked", "--profile", "native", "-p", package])
        .arg("--target-dir")
        .arg(checkout.target())
        .within(checkout.root())
        .quiet()
        .with_context(|| format!("{package} does not build"))?;
    let program = format!("{package}{}", env::consts::EXE_SUFFIX);
    Ok(checkout.target().join("native").join(program))
}
