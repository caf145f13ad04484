//! A Worker's bundle, as it would be deployed.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde::Deserialize;

use crate::bench::workerd::{CONFIGURATION, Worker};
use crate::checkout::Checkout;
use crate::dev::{Component, Readers, Variable, deployed_configuration, development, write};
use crate::setup::npm_script;

/// What workerd must know of a wrangler file.
#[derive(Deserialize)]
struct Wrangler {
    compatibility_date: String,
    #[serde(default)]
    compatibility_flags: Vec<String>,
}

/// Bundles `component`, which is built, below `folder`, and returns workerd's configuration for
/// serving it at `listen`. The configuration names `variables` and does not hold their values.
pub(crate) fn bundle(
    checkout: &Checkout,
    component: Component,
    variables: &[Variable],
    listen: SocketAddr,
    folder: &Path,
) -> anyhow::Result<PathBuf> {
    let text = development(&deployed_configuration(checkout, component))?;
    let configuration = folder.join("wrangler.toml");
    write(&configuration, Readers::All, text.as_bytes())?;
    let bundle = folder.join("bundle");
    npm_script(checkout, "wrangler/bin/wrangler.js")
        .args(["deploy", "--dry-run", "--config"])
        .arg(&configuration)
        .arg("--outdir")
        .arg(&bundle)
        .env("WRANGLER_SEND_METRICS", "false")
        .env("CI", "1")
        .within(folder)
        .quiet()
        .context("wrangler makes no bundle")?;
    let wrangler: Wrangler = toml::from_str(&text).context("the wrangler file has no date")?;
    let worker = Worker {
        bundle: &bundle,
        compatibility_date: &wrangler.compatibility_date,
        compatibility_flags: &wrangler.compatibility_flags,
        variables: &variables.iter().map(|(name, _)| name.to_uppercase()).collect::<Vec<_>>(),
        listen,
    };
    worker.write()?;
    Ok(bundle.join(CONFIGURATION))
}
