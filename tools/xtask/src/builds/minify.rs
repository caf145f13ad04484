//! Makes scripts smaller than the bundler leaves them: pages are as light as their scripts.

use crate::checkout::Checkout;
use crate::setup::npm_script;
use anyhow::Result;
use std::ffi::OsStr;
use std::path::Path;

/// Rewrites those of the bundled files in place that are scripts. The modules are of their number, and keep what they export.
pub(super) fn scripts(checkout: &Checkout, (files, modules): (&[&str], &[&str])) -> Result<()> {
    let is_script = |file: &&&str| {
        let kind = Path::new(file).extension().and_then(OsStr::to_str);
        matches!(kind, Some("js" | "mjs"))
    };
    files.iter().filter(is_script).try_for_each(|file| {
        let kind: &[&str] = if modules.contains(file) { &["--module"] } else { &[] };
        // Reading a property does nothing else in our scripts.
        npm_script(checkout, "terser/bin/terser")
            .args([file, "--compress", "passes=3,ecma=2021,pure_getters=true", "--mangle"])
            .args(["--output", file])
            .args(kind)
            .within(checkout.root())
            .quiet()
    })
}
