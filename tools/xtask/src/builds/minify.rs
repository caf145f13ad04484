//! Makes scripts smaller than the bundler leaves them: pages are as light as their scripts.

use crate::checkout::Checkout;
use crate::setup::npm_script;
use anyhow::Result;

const SCRIPTS: [&str; 6] = [
    "widget/dist/page.js",
    "widget/dist/work.js",
    "widget/dist/widget.js",
    "widget/dist/badge.js",
    "widget/dist/codes.js",
    "widget/dist/passkey.js",
];

const MODULES: [&str; 3] =
    ["widget/dist/logic.js", "widget/dist/files.js", "widget/dist/widget.mjs"];

/// Rewrites the bundled scripts in place.
pub(super) fn scripts(checkout: &Checkout) -> Result<()> {
    SCRIPTS.into_iter().try_for_each(|file| rewrite(checkout, file, &[]))?;
    MODULES.into_iter().try_for_each(|file| rewrite(checkout, file, &["--module"]))
}

fn rewrite(checkout: &Checkout, file: &str, kind: &[&str]) -> Result<()> {
    // Reading a property does nothing else in our scripts.
    npm_script(checkout, "terser/bin/terser")
        .args([file, "--compress", "passes=3,ecma=2021,pure_getters=true", "--mangle"])
        .args(["--output", file])
        .args(kind)
        .within(checkout.root())
        .quiet()
}
