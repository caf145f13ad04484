//! How large things are on their way to a browser or a platform.

use std::ops::Add;
use std::path::Path;

use anyhow::{Context as _, ensure};
use serde::{Deserialize, Serialize};

use crate::run::Run;

/// The functions at the edge, and how many bytes each may have after gzip.
pub(crate) const FUNCTIONS: [(&str, u64); 9] = [
    ("submit", 445_000),
    ("assets", 400_000),
    ("login", 400_000),
    ("api", 400_000),
    ("customer-zone", 435_000),
    ("store-evaluator", 715_000),
    ("delivery-control", 730_000),
    ("stay-evaluator", 720_000),
    ("why-cancel", 790_000),
];

/// How many bytes what another site's page loads may have after brotli.
pub(crate) const WIDGET: u64 = 3_000;

/// The same for a shop's badge.
pub(crate) const BADGE: u64 = 3_000;

/// The same for the step before cancelling.
pub(crate) const STEP: u64 = 2_000;

/// Sizes of one thing, in bytes.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) struct Size {
    /// As it is.
    pub(crate) raw: u64,
    /// After gzip, level 9.
    pub(crate) gzip: u64,
    /// After brotli, quality 11.
    pub(crate) brotli: u64,
}

/// Reads the files named on its command line; Node brings both compressors along.
const MEASURE: &str = "const zlib = require('node:zlib'), fs = require('node:fs');
console.log(JSON.stringify(process.argv.slice(1).map((file) => {
  const raw = fs.readFileSync(file);
  const gzip = zlib.gzipSync(raw, { level: 9 }), brotli = zlib.brotliCompressSync(raw);
  return { raw: raw.length, gzip: gzip.length, brotli: brotli.length };
})));";

impl Size {
    /// The sizes of `files`, in their order.
    pub(crate) fn of<P: AsRef<Path>>(files: &[P]) -> anyhow::Result<Vec<Self>> {
        let names = files.iter().map(|file| file.as_ref().as_os_str());
        let text = Run::new("node").args(["-e", MEASURE, "--"]).args(names).text()?;
        let sizes: Vec<Self> = serde_json::from_str(&text).context("no sizes came")?;
        ensure!(sizes.len() == files.len(), "{} sizes for {} files", sizes.len(), files.len());
        Ok(sizes)
    }
}

impl Add for Size {
    type Output = Self;

    /// Two things on their way one after the other, each compressed on its own.
    fn add(self, other: Self) -> Self {
        Self {
            raw: self.raw + other.raw,
            gzip: self.gzip + other.gzip,
            brotli: self.brotli + other.brotli,
        }
    }
}
