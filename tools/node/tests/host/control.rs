//! The development control port.

use crate::support::{Answer, Host};
use http::{Request, StatusCode};

const OWN: &str = "variables = { clock = \"{{ clock_offset_seconds }}\" }";
const CONTROL: [&str; 2] = ["--control", "127.0.0.1:0"];

async fn ask(host: &Host, method: &str, path: &str, body: &'static str) -> Answer {
    let request = Request::builder().method(method).uri(host.control_url(path));
    host.send(request, body).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn variables_can_be_moved_while_running() {
    let host = Host::start("control-variables", OWN, &CONTROL).await;
    let clock = async || host.get("/variable?name=clock").await;
    assert_eq!(clock().await, "value: ");
    let path = "/variables/clock_offset_seconds";
    assert_eq!(ask(&host, "PUT", path, "3600").await.status, StatusCode::NO_CONTENT);
    assert_eq!(clock().await, "value: 3600");
    assert_eq!(ask(&host, "PUT", path, "-60").await.status, StatusCode::NO_CONTENT);
    assert_eq!(clock().await, "value: -60");
    for _ in 0..2 {
        assert_eq!(ask(&host, "DELETE", path, "").await.status, StatusCode::NO_CONTENT);
        assert_eq!(clock().await, "value: ");
    }
    for method in ["PUT", "DELETE"] {
        let unknown = ask(&host, method, "/variables/other", "").await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND, "{method}");
        assert!(unknown.body.contains("\"other\""), "{method}: {}", unknown.body);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_are_counted() {
    let host = Host::start("control-requests", OWN, &CONTROL).await;
    let counted = async || ask(&host, "GET", "/requests", "").await.body;
    assert_eq!(counted().await, "{\"probe\":0}");
    for path in ["/count", "/nothing", "/trap"] {
        host.send(Request::get(host.url(path)), "").await;
    }
    assert_eq!(counted().await, "{\"probe\":3}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_requests_are_refused() {
    let host = Host::start("control-other", OWN, &CONTROL).await;
    let health = ask(&host, "GET", "/healthz", "").await;
    assert_eq!((health.status, health.body.as_str()), (StatusCode::OK, "{\"status\":\"ok\"}"));
    assert_eq!(ask(&host, "GET", "/", "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(ask(&host, "POST", "/requests", "").await.status, StatusCode::METHOD_NOT_ALLOWED);
    let path = "/variables/clock_offset_seconds";
    assert_eq!(ask(&host, "GET", path, "").await.status, StatusCode::METHOD_NOT_ALLOWED);
    let rebound = Request::get(host.control_url("/requests")).header("host", "rebound.example");
    assert_eq!(host.send(rebound, "").await.status, StatusCode::MISDIRECTED_REQUEST);
    let large = Request::put(host.control_url(path));
    let large = host.send(large, vec![b'1'; 100_000]).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
}
