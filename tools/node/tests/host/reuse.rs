//! How long an instance is used.

use crate::support::{Host, PLAIN};
use futures::future::join_all;
use std::time::Duration;

/// Arguments for instances of `requests` requests, `concurrent` at the same time, that are kept.
fn limits<'a>(requests: &'a str, concurrent: &'a str) -> [&'a str; 6] {
    [
        "--max-instance-reuse-count",
        requests,
        "--max-instance-concurrent-reuse-count",
        concurrent,
        "--idle-instance-timeout",
        "60s",
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_instance_answers_so_many_requests() {
    for (name, requests, want) in
        [("one", "1", [1, 1, 1, 1]), ("three", "3", [1, 2, 3, 1]), ("many", "128", [1, 2, 3, 4])]
    {
        let host = Host::start(&format!("reuse-{name}"), PLAIN, &limits(requests, "16")).await;
        for count in want {
            assert_eq!(host.get("/count").await, count.to_string(), "{name}");
        }
    }
}

/// The most requests that any instance answered at the same time, of 16 that come `apart`.
async fn most(host: &Host, apart: Duration) -> u64 {
    let waiting = (0..16).map(async |number| {
        tokio::time::sleep(apart * number).await;
        host.get("/wait?ms=2000").await
    });
    let most = join_all(waiting).await.into_iter().map(|most| most.parse::<u64>().unwrap());
    most.max().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_instance_answers_so_many_requests_at_the_same_time() {
    // An instance takes another request once those it has wait for something: hence apart.
    let apart = Duration::from_millis(50);
    for (name, requests, concurrent, least, greatest) in [
        ("alone", "1", "1", 1, 1),
        ("serial", "128", "1", 1, 1),
        ("four", "128", "4", 2, 4),
        ("sixteen", "128", "16", 5, 16),
    ] {
        let limits = limits(requests, concurrent);
        let host = Host::start(&format!("reuse-{name}"), PLAIN, &limits).await;
        let most = most(&host, apart).await;
        assert!((least..=greatest).contains(&most), "{name}: {most}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_idle_instance_goes_away() {
    let host = Host::start("reuse-idle", PLAIN, &["--idle-instance-timeout", "50ms"]).await;
    assert_eq!(host.get("/count").await, "1");
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(host.get("/count").await, "1");
}
