//! Sees to it that the browser's part is there to be embedded, and names it by its content; makes
//! tables of our own words.

mod tables;

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

/// What the browser's part is built into; see `widget/`.
const BUILT: [&str; 11] = [
    "page.css",
    "page.js",
    "logic.js",
    "work.js",
    "files.js",
    "widget.js",
    "badge.js",
    "step.js",
    "codes.js",
    "staff.css",
    "passkey.js",
];

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=tables.rs");
    println!("cargo::rerun-if-changed=texts");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    match embed(&folder.join("../../widget/dist")).and_then(|()| words(&folder.join("texts"))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(faults) => {
            for fault in faults {
                println!("cargo::error={fault}");
            }
            ExitCode::FAILURE
        }
    }
}

fn embed(folder: &Path) -> Result<(), Vec<String>> {
    for name in BUILT {
        let path = folder.join(name);
        println!("cargo::rerun-if-changed={}", path.display());
        let bytes = fs::read(&path).map_err(|_| {
            vec![format!("widget/dist/{name} is not built; run `cargo xtask build`")]
        })?;
        let mut hash = DefaultHasher::new();
        bytes.hash(&mut hash);
        let variable = name.replace('.', "_").to_uppercase();
        println!("cargo::rustc-env={variable}_HASH={:016x}", hash.finish());
    }
    Ok(())
}

fn words(folder: &Path) -> Result<(), Vec<String>> {
    let failed = |error: std::io::Error| vec![format!("the words: {error}")];
    let mut languages = tables::Languages::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let tag = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).map_err(failed)?;
        let words = serde_json::from_str(&text).map_err(|error| vec![format!("{tag}: {error}")])?;
        languages.insert(tag, words);
    }
    let source = tables::source(&languages)?;
    let out = env::var_os("OUT_DIR").unwrap_or_default();
    fs::write(Path::new(&out).join("words.rs"), source).map_err(failed)
}
