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
use crate::dev::{Account, Client};
use crate::run::Run;

/// How often it is done, one after the other.
const TIMES: usize = 20;

/// Signs in to `system`, and hashes as often with the same parameters.
pub(crate) fn measure(
    system: &System,
    account: &Account,
    baseline: &Path,
) -> anyhow::Result<Login> {
    let (client, url) = (Client::new(None)?, format!("{}/login/token", system.origin));
    // The first one also starts the instance.
    sign_in(&client, &url, account)?;
    let mut took = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        took.push(sign_in(&client, &url, account)?);
    }
    took.sort_unstable();
    let median = took.get(TIMES / 2).context("nobody signed in")?;
    let (parameters, _) = account.hashed()?;
    let hash = Run::new(baseline)
        .args(["hash", "--memory-kib", &parameters.memory_kib.to_string()])
        .args(["--passes", &parameters.passes.to_string()])
        .args(["--lanes", &parameters.lanes.to_string()])
        .args(["--times", &TIMES.to_string()])
        .text()?;
    Ok(Login {
        system: system.name,
        p50_us: u64::try_from(median.as_micros())?,
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
