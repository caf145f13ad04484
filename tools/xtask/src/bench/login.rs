//! Signing in, measured beside the hash that it is made of.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use bytes::Bytes;
use http::Request;
use http::header::CONTENT_TYPE;
use serde_json::json;

use crate::bench::measure::System;
use crate::bench::report::Login;
use crate::dev::{Account, Client, MEMORY_KIB};
use crate::run::Run;

/// How often it is done, one after the other.
const TIMES: usize = 20;

/// Signs in to `system`, and hashes natively as often with the same parameters.
///
/// Argon2id takes time in proportion to its memory. So twice what signing in takes less where the
/// password is hashed in half the memory is what the hash takes where it is computed.
pub(crate) fn measure(
    system: &System,
    (whole, half): &(Account, Account),
    baseline: &Path,
) -> anyhow::Result<Login> {
    let (client, url) = (Client::new(None)?, format!("{}/login/token", system.origin));
    let median_us = |account| -> anyhow::Result<u64> {
        // The first one also starts the instance.
        sign_in(&client, &url, account)?;
        let mut took = Vec::with_capacity(TIMES);
        for _ in 0..TIMES {
            took.push(sign_in(&client, &url, account)?);
        }
        took.sort_unstable();
        let median = took.get(TIMES / 2).context("nobody signed in")?;
        Ok(u64::try_from(median.as_micros())?)
    };
    let (p50_us, half_us) = (median_us(whole)?, median_us(half)?);
    let (parameters, _) = whole.hashed(MEMORY_KIB)?;
    let hash = Run::new(baseline)
        .args(["hash", "--memory-kib", &parameters.memory_kib.to_string()])
        .args(["--passes", &parameters.passes.to_string()])
        .args(["--lanes", &parameters.lanes.to_string()])
        .args(["--times", &TIMES.to_string()])
        .text()?;
    Ok(Login {
        system: system.name,
        p50_us,
        hash_us: p50_us.saturating_sub(half_us) * 2,
        native_hash_us: hash.trim().parse().context("baseline named no time")?,
    })
}

fn sign_in(client: &Client, url: &str, account: &Account) -> anyhow::Result<Duration> {
    let body = json!({"email": account.owner_email, "password": account.owner_password});
    let request = Request::post(url).header(CONTENT_TYPE, "application/json");
    let request = request.body(Bytes::from(body.to_string()))?;
    let begun = Instant::now();
    let status = client.send(request)?.status();
    let took = begun.elapsed();
    ensure!(status.is_success(), "signing in was answered {status}");
    Ok(took)
}
