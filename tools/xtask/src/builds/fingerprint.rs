//! What a Worker is built from, in one short text.

use crate::checkout::Checkout;
use crate::digest::digest;
use crate::setup::WorkerTools;
use anyhow::{Context as _, Result};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Folders and files outside the function's own folder.
const COMMON: [&str; 8] = [
    "functions/host",
    "shared",
    "widget/dist",
    "tools/web/package-lock.json",
    "Cargo.lock",
    "Cargo.toml",
    ".cargo/config.toml",
    "rust-toolchain.toml",
];

/// Another text if anything may have changed that goes into `function` as a Worker.
pub(crate) fn fingerprint(
    checkout: &Checkout,
    tools: &WorkerTools,
    function: &str,
) -> Result<String> {
    let mut files = BTreeMap::new();
    let own = format!("functions/{function}");
    for place in COMMON.into_iter().chain([own.as_str()]) {
        read(&checkout.path(place), &mut files)?;
    }
    let WorkerTools { worker_build, wasm_bindgen } = tools;
    let programs = [worker_build, wasm_bindgen].map(|path| path.as_os_str().as_encoded_bytes());
    let sources = files.iter().flat_map(|(path, bytes)| [path.as_bytes(), bytes.as_slice()]);
    Ok(digest(programs.into_iter().chain(sources)))
}

fn read(path: &Path, files: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    if !path.is_dir() {
        let bytes = fs::read(path).with_context(|| format!("reading {}", path.display()))?;
        files.insert(path.display().to_string(), bytes);
        return Ok(());
    }
    for entry in fs::read_dir(path).with_context(|| format!("listing {}", path.display()))? {
        let entry = entry?;
        let name = entry.file_name();
        let made = ["build", "target", "node_modules", "tests"].iter().any(|made| name == *made);
        if !made && !name.as_encoded_bytes().starts_with(b".") {
            read(&entry.path(), files)?;
        }
    }
    Ok(())
}
