//! Sees to it that the browser's part is there to be embedded, and names it by its content.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::path::Path;
use std::process::ExitCode;

/// What the browser's part is built into; see `widget/`.
const BUILT: [&str; 3] = ["page.css", "page.js", "widget.js"];

fn main() -> ExitCode {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../widget/dist");
    println!("cargo::rerun-if-changed=build.rs");
    for name in BUILT {
        let path = folder.join(name);
        println!("cargo::rerun-if-changed={}", path.display());
        let Ok(bytes) = std::fs::read(&path) else {
            println!("cargo::error=widget/dist/{name} is not built; run `cargo xtask build`");
            return ExitCode::FAILURE;
        };
        let mut hash = DefaultHasher::new();
        bytes.hash(&mut hash);
        let variable = name.replace('.', "_").to_uppercase();
        println!("cargo::rustc-env={variable}_HASH={:016x}", hash.finish());
    }
    ExitCode::SUCCESS
}
