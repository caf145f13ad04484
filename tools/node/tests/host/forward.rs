//! Paths that another server answers.

use crate::support::{Host, PLAIN};
use crate::upstream::Upstream;
use http::{Request, StatusCode};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_path_and_all_below_it_are_forwarded() {
    let upstream = Upstream::start().await;
    let forward = format!("/login={}", upstream.address);
    let arguments = ["--forward", &forward, "--control", "127.0.0.1:0"];
    let host = Host::start("forward", PLAIN, &arguments).await;
    let request = Request::get(host.url("/login/token?a=b"))
        .header("cf-connecting-ip", "192.0.2.1")
        .header("spin-client-addr", "192.0.2.1:1")
        .header("te", "trailers")
        .header("x-kept", "yes");
    let seen = host.send(request, "").await.body;
    let lines: Vec<_> = seen.lines().collect();
    let own = format!("host: {}", host.running.listen());
    for line in ["GET /login/token?a=b", "cf-connecting-ip: 127.0.0.1", "x-kept: yes", &own] {
        assert!(lines.contains(&line), "no {line:?} in {seen}");
    }
    assert!(!seen.contains("192.0.2.1") && !seen.contains("trailers"), "{seen}");

    assert_eq!(host.get("/count").await, "1", "other paths are the component's");
    let request = Request::get(host.url("/logins"));
    assert_eq!(host.send(request, "").await.status, 404, "half a segment is another path");
    let counted = host.send(Request::get(host.control_url("/requests")), "").await.body;
    assert_eq!(counted, "{\"/login\":1,\"probe\":2}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_down_is_a_bad_gateway() {
    let host = Host::start("forward-down", PLAIN, &["--forward", "/login=127.0.0.1:1"]).await;
    let answer = host.send(Request::get(host.url("/login")), "").await;
    assert_eq!(answer.status, StatusCode::BAD_GATEWAY);
}
