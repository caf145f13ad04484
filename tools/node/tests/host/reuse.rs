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

/// The most requests that any instance answered at the same time, of 16.
async fn most(host: &Host) -> u64 {
    let waiting = (0..16).map(|_| host.get("/wait?ms=300"));
    let most = join_all(waiting).await.into_iter().map(|most| most.parse::<u64>().unwrap());
    most.max().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_instance_answers_so_many_requests_at_the_same_time() {
    let alone = Host::start("reuse-alone", PLAIN, &limits("1", "1")).await;
    assert_eq!(most(&alone).await, 1);
    let serial = Host::start("reuse-serial", PLAIN, &limits("128", "1")).await;
    assert_eq!(most(&serial).await, 1);
    let four = Host::start("reuse-four", PLAIN, &limits("128", "4")).await;
    let most_of_four = most(&four).await;
    assert!((2..=4).contains(&most_of_four), "{most_of_four}");
    let sixteen = Host::start("reuse-sixteen", PLAIN, &limits("128", "16")).await;
    let most_of_sixteen = most(&sixteen).await;
    assert!((5..=16).contains(&most_of_sixteen), "{most_of_sixteen}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_idle_instance_goes_away() {
    let host = Host::start("reuse-idle", PLAIN, &["--idle-instance-timeout", "50ms"]).await;
    assert_eq!(host.get("/count").await, "1");
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(host.get("/count").await, "1");
}
