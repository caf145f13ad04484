//! Submissions beside very many who sign in.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::Context as _;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{Request, StatusCode};
use serde_json::json;

use crate::bench::measure::{Bench, System};
use crate::bench::report::Flood;
use crate::dev::Client;

/// How many sign in at the same time.
const SIGNING_IN: u32 = 64;

/// A moment for those who sign in to begin.
const BEGIN: Duration = Duration::from_millis(500);

/// Measures submissions alone, and beside those who sign in with addresses that have no account: each
/// would be hashed for.
pub(crate) fn measure(system: &System, bench: &Bench<'_>) -> anyhow::Result<Flood> {
    let alone = bench.measure(system)?;
    let (ended, hashed, turned_away) =
        (AtomicBool::new(false), AtomicU64::new(0), AtomicU64::new(0));
    let url = format!("{}/login/token", system.origin);
    let beside = thread::scope(|scope| {
        let flooding: Vec<_> = (0..SIGNING_IN)
            .map(|number| {
                let (url, ended, counts) = (&url, &ended, (&hashed, &turned_away));
                scope.spawn(move || flood((number, url), ended, counts))
            })
            .collect();
        thread::sleep(BEGIN);
        let beside = bench.measure(system);
        ended.store(true, Ordering::Relaxed);
        for one in flooding {
            one.join().ok().context("one who signs in ended early")??;
        }
        beside
    })?;
    Ok(Flood {
        system: system.name,
        signing_in: SIGNING_IN,
        hashed: hashed.into_inner(),
        turned_away: turned_away.into_inner(),
        ratio: beside.rate / alone.rate,
        alone_rate: alone.rate,
        rate: beside.rate,
        p95_us: beside.p95_us,
    })
}

/// Signs in again and again until told to end.
fn flood(
    (number, url): (u32, &str),
    ended: &AtomicBool,
    (hashed, turned_away): (&AtomicU64, &AtomicU64),
) -> anyhow::Result<()> {
    let client = Client::new(None)?;
    let mut count = 0_u64;
    while !ended.load(Ordering::Relaxed) {
        count += 1;
        let email = format!("flood-{number}-{count}@example.com");
        let body = json!({"email": email, "password": "a walk in the woods"}).to_string();
        let request = Request::post(url).header(CONTENT_TYPE, "application/json");
        let status = client.send(request.body(Bytes::from(body))?)?.status();
        let counted = if status == StatusCode::UNAUTHORIZED { hashed } else { turned_away };
        counted.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}
