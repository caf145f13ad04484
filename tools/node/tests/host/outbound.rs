//! What a component may reach, and what not.

use crate::support::{Host, PLAIN};
use crate::upstream::Upstream;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_granted_host_is_reached_over_connections_that_are_kept() {
    let upstream = Upstream::start().await;
    let granted = "allowed_outbound_hosts = [\"http://127.0.0.1:{{ port }}\"]";
    let granted = granted.replace("{{ port }}", &upstream.address.port().to_string());
    let host = Host::start("outbound-granted", &granted, &["--variable", "key=k"]).await;
    for number in 0..5 {
        let path = format!("/fetch?url=http://{}/v1/{number}", upstream.address);
        let fetched = host.get(&path).await;
        assert!(fetched.starts_with(&format!("200 GET /v1/{number}\n")), "{fetched}");
        assert!(fetched.contains(&format!("host: {}", upstream.address)), "{fetched}");
    }
    assert_eq!(upstream.connections(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_granted_host_can_be_a_variable() {
    let upstream = Upstream::start().await;
    let variable = format!("zone=http://{}", upstream.address);
    let component = "allowed_outbound_hosts = [\"{{ zone }}\"]";
    let host = Host::start("outbound-variable", component, &["--variable", &variable]).await;
    let fetched = host.get(&format!("/fetch?url=http://{}/", upstream.address)).await;
    assert!(fetched.starts_with("200 "), "{fetched}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_host_that_is_not_granted_is_never_connected_to() {
    let upstream = Upstream::start().await;
    let port = upstream.address.port();
    for (name, granted) in [
        ("none", PLAIN.to_owned()),
        ("port", "allowed_outbound_hosts = [\"http://127.0.0.1:1\"]".to_owned()),
        ("scheme", format!("allowed_outbound_hosts = [\"https://127.0.0.1:{port}\"]")),
        ("name", format!("allowed_outbound_hosts = [\"http://localhost:{port}\"]")),
    ] {
        let host = Host::start(&format!("outbound-denied-{name}"), &granted, &[]).await;
        let fetched = host.get(&format!("/fetch?url=http://{}/", upstream.address)).await;
        assert_eq!(fetched, "error: ErrorCode::HttpRequestDenied", "{name}");
        let connected = host.get(&format!("/connect?address={}", upstream.address)).await;
        assert_eq!(connected, "error: PermissionDenied", "{name}");
    }
    assert_eq!(upstream.connections(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_granted_address_is_connected_to() {
    let upstream = Upstream::start().await;
    let granted = format!("allowed_outbound_hosts = [\"*://{}\"]", upstream.address);
    let host = Host::start("outbound-socket", &granted, &[]).await;
    let connected = host.get(&format!("/connect?address={}", upstream.address)).await;
    assert_eq!(connected, "connected");
    let other = Upstream::start().await;
    let refused = host.get(&format!("/connect?address={}", other.address)).await;
    assert_eq!(refused, "error: PermissionDenied");
    let named = host.get(&format!("/connect?address=localhost:{}", upstream.address.port())).await;
    assert!(named.starts_with("error: "), "a name is not looked up: {named}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_host_that_is_down_is_told_apart() {
    let granted = "allowed_outbound_hosts = [\"http://127.0.0.1:1\", \"http://host.invalid\"]";
    let host = Host::start("outbound-down", granted, &[]).await;
    let refused = host.get("/fetch?url=http://127.0.0.1:1/").await;
    assert_eq!(refused, "error: ErrorCode::ConnectionRefused");
    let unknown = host.get("/fetch?url=http://host.invalid/").await;
    assert!(unknown.starts_with("error: ErrorCode::Dns"), "{unknown}");
}
