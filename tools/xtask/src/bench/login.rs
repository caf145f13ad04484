//! Signing in, measured beside the hash that it is made of.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{Request, StatusCode};
use serde_json::json;

use crate::bench::measure::System;
use crate::bench::report::{Login, Quartiles};
use crate::dev::{Account, Client, MEMORY_KIB};
use crate::run::Run;

/// How often it is done, one after the other.
const TIMES: usize = 20;

/// How often wrong passwords are given, and how many before a right one.
const ROUNDS: usize = 20;
const IN_A_ROUND: usize = 5;

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
    let (known, unknown) = refusals(&client, &url, whole)?;
    Ok(Login {
        system: system.name,
        p50_us,
        hash_us: p50_us.saturating_sub(half_us) * 2,
        native_hash_us: hash.trim().parse().context("baseline named no time")?,
        known,
        unknown,
    })
}

/// How long a wrong password is refused: of an account, and of an address without one, in turn. Not so
/// often at a time that anybody has to wait, and a right one in between, which forgets them.
fn refusals(
    client: &Client,
    url: &str,
    account: &Account,
) -> anyhow::Result<(Quartiles, Quartiles)> {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        for number in 0..IN_A_ROUND {
            known.push(refused(client, url, &account.owner_email)?);
            let nobody = format!("nobody-{round}-{number}@demo.example");
            unknown.push(refused(client, url, &nobody)?);
        }
        sign_in(client, url, account)?;
    }
    Ok((Quartiles::of(known), Quartiles::of(unknown)))
}

fn refused(client: &Client, url: &str, email: &str) -> anyhow::Result<Duration> {
    let (took, status) = give(client, url, (email, "not the password"))?;
    ensure!(status == StatusCode::UNAUTHORIZED, "a wrong password was answered {status}");
    Ok(took)
}

fn sign_in(client: &Client, url: &str, account: &Account) -> anyhow::Result<Duration> {
    let (took, status) = give(client, url, (&account.owner_email, &account.owner_password))?;
    ensure!(status.is_success(), "signing in was answered {status}");
    Ok(took)
}

fn give(
    client: &Client,
    url: &str,
    (email, password): (&str, &str),
) -> anyhow::Result<(Duration, StatusCode)> {
    let body = json!({"email": email, "password": password});
    let request = Request::post(url).header(CONTENT_TYPE, "application/json");
    let request = request.body(Bytes::from(body.to_string()))?;
    let begun = Instant::now();
    let status = client.send(request)?.status();
    Ok((begun.elapsed(), status))
}
