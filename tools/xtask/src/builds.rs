//! Builds what runs: the browser's part, the functions for both platforms, the local host.

mod command;
mod fingerprint;
mod minify;
mod order;
mod shrink;

pub(crate) use command::{Options, run};

use crate::checkout::{Checkout, remove};
use crate::lanes;
use crate::run::Run;
use crate::setup::{WorkerTools, node_program, npm_script};
use anyhow::{Context as _, Result, bail};
use fingerprint::{Built, fingerprint};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// The functions at the edge; these are Workers as well.
pub(crate) const EDGE: [&str; 9] = [
    "submit",
    "assets",
    "login",
    "api",
    "customer-zone",
    "store-evaluator",
    "delivery-control",
    "stay-evaluator",
    "why-cancel",
];

/// The function that stores.
pub(crate) const STORAGE: &str = "storage";

/// The Survey Tool, beside the data.
pub(crate) const TOOL: &str = "tool";

/// The function that sends mail, from where the data is.
pub(crate) const COURIER: &str = "courier";

/// The function that asks identity providers, from where the data is.
pub(crate) const IDENTITY: &str = "identity";

/// Those that run where the data is, and never at the edge.
pub(crate) const BESIDE_THE_DATA: [&str; 4] = [TOOL, IDENTITY, COURIER, STORAGE];

/// Every function.
pub(crate) const FUNCTIONS: [&str; 13] = [
    "submit",
    "assets",
    "login",
    "api",
    "customer-zone",
    "store-evaluator",
    "delivery-control",
    "stay-evaluator",
    "why-cancel",
    TOOL,
    IDENTITY,
    COURIER,
    STORAGE,
];

/// What the tests run beside them: an app that is in no catalogue.
pub(crate) const OF_TESTS: &str = "clinic";

/// How it is built counts, too.
const HOW: &str = "tools/xtask/src/builds.rs";

/// What a Worker is built from, beside its own folder.
const WORKER_SOURCES: [&str; 12] = [
    "functions/app-room",
    "functions/host",
    "functions/room",
    "shared",
    "widget/dist",
    "tools/web/package-lock.json",
    "Cargo.lock",
    "Cargo.toml",
    ".cargo/config.toml",
    "rust-toolchain.toml",
    HOW,
    "tools/xtask/src/builds/order.rs",
];

/// What the browser's part is built from.
const WIDGET_SOURCES: [&str; 5] = [
    "widget/src",
    "widget/tsconfig.json",
    "tools/web/package-lock.json",
    HOW,
    "tools/xtask/src/builds/minify.rs",
];

/// Where the bundles begin.
const WIDGET_ENTRIES: [&str; 9] = [
    "widget/src/page.ts",
    "widget/src/widget.ts",
    "widget/src/badge.ts",
    "widget/src/step.ts",
    "widget/src/work.ts",
    "widget/src/codes.ts",
    "widget/src/passkey.ts",
    "widget/src/page.css",
    "widget/src/staff.css",
];

/// Where the modules begin, and what they become: the package's, the one that pages with logic load, and the one that pages
/// with files do.
const WIDGET_MODULES: [[&str; 2]; 3] = [
    ["widget/src/api.ts", "--outfile=widget/dist/widget.mjs"],
    ["widget/src/logic/start.ts", "--outfile=widget/dist/logic.js"],
    ["widget/src/apart/start.ts", "--outfile=widget/dist/files.js"],
];

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

/// What [`WIDGET_ENTRIES`] become, and the modules, of which one and its types are a package for npm.
const WIDGET_FILES: [&str; 13] = [
    "widget/dist/page.js",
    "widget/dist/logic.js",
    "widget/dist/work.js",
    "widget/dist/files.js",
    "widget/dist/widget.js",
    "widget/dist/badge.js",
    "widget/dist/step.js",
    "widget/dist/codes.js",
    "widget/dist/passkey.js",
    "widget/dist/page.css",
    "widget/dist/staff.css",
    "widget/dist/widget.mjs",
    "widget/dist/widget.d.ts",
];

/// Checks the browser's part and bundles it into `widget/dist`, from where functions embed it.
/// What has not changed stays: a file with a new date is built into the functions anew.
pub(crate) fn widget(checkout: &Checkout) -> Result<()> {
    let sources = fingerprint(checkout, &WIDGET_SOURCES, &[])?;
    let built = Built::at(checkout, "widget", sources);
    if WIDGET_FILES.iter().all(|file| checkout.path(file).exists()) && built.is_current() {
        return Ok(());
    }
    built.forget()?;
    // esbuild is a program of its own, and its script would start one more process.
    Run::new(esbuild(checkout))
        .args(WIDGET_ENTRIES)
        .args(["--bundle", "--minify", "--target=es2021", "--format=iife"])
        .args(["--outdir=widget/dist", "--log-level=warning"])
        .within(checkout.root())
        .quiet()?;
    widget_module(checkout)?;
    let modules = WIDGET_MODULES.iter().filter_map(|[_, to]| to.strip_prefix("--outfile="));
    minify::scripts(checkout, (&WIDGET_FILES, &modules.collect::<Vec<_>>()))?;
    built.remember()
}

/// Checks all types, and makes what the package for npm has beside its README.
fn widget_module(checkout: &Checkout) -> Result<()> {
    let types = checkout.target().join("widget-types");
    npm_script(checkout, "typescript/bin/tsc")
        .args(["-p", "widget", "--outDir"])
        .arg(&types)
        .within(checkout.root())
        .quiet()?;
    let declared = checkout.path("widget/dist/widget.d.ts");
    fs::copy(types.join("api.d.ts"), &declared)
        .with_context(|| format!("writing {}", declared.display()))?;
    WIDGET_MODULES.into_iter().try_for_each(|module| {
        Run::new(esbuild(checkout))
            .args(module)
            .args(["--bundle", "--minify", "--target=es2021", "--format=esm"])
            .arg("--log-level=warning")
            .within(checkout.root())
            .quiet()
    })
}

/// Bundles the evaluator of expressions as modules, and gives their folder.
pub(crate) fn logic(checkout: &Checkout) -> Result<PathBuf> {
    let folder = checkout.target().join("logic");
    Run::new(esbuild(checkout))
        .args(["widget/src/logic/evaluate.ts", "widget/src/logic/find.ts", "--bundle", "--minify"])
        .args([
            "--target=es2020",
            "--format=esm",
            "--out-extension:.js=.mjs",
            "--log-level=warning",
        ])
        .arg(format!("--outdir={}", folder.display()))
        .within(checkout.root())
        .quiet()?;
    Ok(folder)
}

/// Builds what renders surveys' pages for tests and measurements, and gives its path.
pub(crate) fn renderer(checkout: &Checkout) -> Result<PathBuf> {
    widget(checkout)?;
    Run::cargo()
        .args(["build", "--locked", "-p", "page", "--example", "corpus", "--target-dir"])
        .arg(checkout.target())
        .within(checkout.root())
        .quiet()?;
    Ok(checkout.target().join(format!("debug/examples/corpus{}", env::consts::EXE_SUFFIX)))
}

/// Bundles the tests of the browser's part that need no browser, and gives their folder.
pub(crate) fn widget_tests(checkout: &Checkout) -> Result<PathBuf> {
    let folder = checkout.target().join("widget-tests");
    remove(&folder)?;
    Run::new(esbuild(checkout))
        .args(["widget/test/*.test.mjs", "--bundle", "--platform=node", "--format=esm"])
        .args(["--out-extension:.js=.mjs", "--log-level=warning"])
        .arg(format!("--outdir={}", folder.display()))
        .within(checkout.root())
        .quiet()?;
    Ok(folder)
}

fn esbuild(checkout: &Checkout) -> PathBuf {
    checkout.npm_package("esbuild").join("bin/esbuild")
}

/// Builds functions as Spin components, where `spin.toml` looks for them.
pub(crate) fn spin(checkout: &Checkout, functions: &[&str]) -> Result<()> {
    // Each by itself, as it is deployed: features of one build unify. Cargo compiles one after the other; while one is made
    // smaller, the next is compiled.
    lanes::each(functions, |function| {
        Run::cargo()
            .args(["build", "--locked", "--release", "--target", "wasm32-wasip2", "-p", function])
            .arg("--target-dir")
            .arg(checkout.path("target"))
            .within(checkout.root())
            .quiet()
            .with_context(|| format!("{function} does not build for Spin"))?;
        shrink::component(checkout, &component(checkout, function))
            .with_context(|| format!("{function} cannot be made smaller"))
    })
}

/// A function as a Spin component.
pub(crate) fn component(checkout: &Checkout, function: &str) -> PathBuf {
    let file = format!("{}.wasm", function.replace('-', "_"));
    checkout.path("target/wasm32-wasip2/release").join(file)
}

/// Builds functions as Workers, into `functions/<name>/build`. What has not changed stays.
pub(crate) fn workers(checkout: &Checkout, tools: &WorkerTools, functions: &[&str]) -> Result<()> {
    lanes::each(functions, |function| worker(checkout, tools, function))
}

fn worker(checkout: &Checkout, tools: &WorkerTools, function: &str) -> Result<()> {
    let folder = checkout.path("functions").join(function);
    let output = folder.join("build");
    let own = format!("functions/{function}");
    let places: Vec<&str> = WORKER_SOURCES.into_iter().chain([own.as_str()]).collect();
    let sources = fingerprint(checkout, &places, &[&tools.worker_build, &tools.wasm_bindgen])?;
    let built = Built::at(checkout, &format!("worker-{function}"), sources);
    if output.join("index.js").exists() && built.is_current() {
        return Ok(());
    }
    built.forget()?;
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
    if !output.join("index.js").exists() {
        bail!("worker-build left no functions/{function}/build/index.js");
    }
    let module = output.join("index_bg.wasm");
    without_names(checkout, &module)?;
    order::reorder(checkout, &module)?;
    built.remember()
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

/// An unsigned LEB128 number, as modules and components have them.
fn write_number(mut number: usize, to: &mut Vec<u8>) {
    loop {
        let low = u8::try_from(number & 0x7f).unwrap_or_default();
        number >>= 7;
        if number == 0 {
            to.push(low);
            return;
        }
        to.push(low | 0x80);
    }
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

/// Builds a package's library as WASM that imports nothing, and returns it.
pub(crate) fn wasm(checkout: &Checkout, package: &str) -> Result<PathBuf> {
    Run::cargo()
        .args(["build", "--locked", "--release", "--target", "wasm32-unknown-unknown", "--lib"])
        .args(["-p", package, "--target-dir"])
        .arg(checkout.target())
        .within(checkout.root())
        .quiet()
        .with_context(|| format!("{package} does not build as WASM"))?;
    let file = format!("wasm32-unknown-unknown/release/{}.wasm", package.replace('-', "_"));
    Ok(checkout.target().join(file))
}
