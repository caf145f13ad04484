//! What a password's hash costs in a native process.

use std::time::{Duration, Instant};

use anyhow::{Context as _, anyhow};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::options::Hash;

/// Prints the median.
pub(crate) fn run(hash: &Hash) -> anyhow::Result<()> {
    let took = (0..hash.times.get()).map(|_| once(hash));
    let mut took = took.collect::<anyhow::Result<Vec<Duration>>>()?;
    took.sort_unstable();
    let median = took.get(took.len() / 2).context("nothing was hashed")?;
    println!("{}", median.as_micros());
    Ok(())
}

/// Hashes one password, as the login function does: the memory is taken anew each time.
fn once(hash: &Hash) -> anyhow::Result<Duration> {
    let failed = |error: argon2::Error| anyhow!("Argon2id: {error}");
    let params = Params::new(hash.memory_kib, hash.passes, hash.lanes, Some(32)).map_err(failed)?;
    let mut proof = [0; 32];
    let begun = Instant::now();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(b"correct horse", b"sixteen bytes ..", &mut proof)
        .map_err(failed)?;
    Ok(begun.elapsed())
}
