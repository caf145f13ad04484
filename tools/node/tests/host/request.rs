//! Requests and responses on their way to a component and back.

use crate::support::{Host, PLAIN};
use bytes::Bytes;
use http::{Request, StatusCode};
use http_body_util::{BodyExt as _, Full};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn headers_are_the_host_s_to_set() {
    let host = Host::start("request-headers", PLAIN, &[]).await;
    let request = Request::get(host.url("/headers?a=b"))
        .header("spin-client-addr", "192.0.2.1:1")
        .header("Spin-Full-Url", "https://elsewhere/")
        .header("spin-extra", "1")
        .header("x-kept", "yes");
    let seen = host.send(request, "").await.body;
    let lines: Vec<_> = seen.lines().collect();
    let base = host.url("");
    for line in [
        format!("GET {base}/headers?a=b"),
        format!("spin-full-url: {base}/headers?a=b"),
        "spin-path-info: /headers".to_owned(),
        "spin-matched-route: /...".to_owned(),
        "spin-component-route: ".to_owned(),
        "spin-base-path: /".to_owned(),
        "x-kept: yes".to_owned(),
    ] {
        assert!(lines.contains(&line.as_str()), "no {line:?} in {seen}");
    }
    let addresses = lines.iter().filter(|line| line.starts_with("spin-client-addr: "));
    let addresses: Vec<_> = addresses.collect();
    assert_eq!(addresses.len(), 1, "{seen}");
    assert!(addresses[0].starts_with("spin-client-addr: 127.0.0.1:"), "{seen}");
    assert!(!seen.contains("192.0.2.1") && !seen.contains("elsewhere"), "{seen}");
    assert!(!seen.contains("spin-extra"), "{seen}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bodies_arrive_whole_both_ways() {
    let host = Host::start("request-bodies", PLAIN, &[]).await;
    for size in [0, 1, 16 << 10, 3 << 20] {
        let body = Bytes::from(vec![b'b'; size]);
        assert_eq!(host.post("/body", body.clone()).await, size.to_string());
        let echoed = host.post("/echo", body).await;
        assert_eq!(echoed.len(), size, "echo of {size}");
    }
    let answer = host.send(Request::get(host.url("/count")), "").await;
    let length = answer.headers.get("content-length").and_then(|length| length.to_str().ok());
    assert_eq!(length, Some(answer.body.len().to_string().as_str()), "the component's own");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_response_is_passed_on_as_it_comes() {
    let host = Host::start("request-stream", PLAIN, &[]).await;
    let request = Request::get(host.url("/stream?count=20")).body(Full::new(Bytes::new()));
    let response = host.client.request(request.unwrap()).await.unwrap();
    assert!(!response.headers().contains_key("content-length"));
    let (mut body, mut frames, mut bytes) = (response.into_body(), 0, 0);
    while let Some(frame) = body.frame().await {
        bytes += frame.unwrap().into_data().unwrap().len();
        frames += 1;
    }
    assert_eq!(bytes, 20_000);
    assert!(frames > 1, "20 chunks 10 ms apart came at once");
}

/// Reads one answer, head and body, and nothing after it.
async fn one_answer(stream: &mut TcpStream) -> String {
    let mut answer = String::new();
    loop {
        let whole = answer.split_once("\r\n\r\n").is_some_and(|(head, body)| {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            body.len() >= length.map_or(0, |length| length.parse().unwrap())
        });
        if whole {
            return answer;
        }
        let byte = stream.read_u8().await.expect("the connection is kept");
        answer.push(char::from(byte));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_is_kept_and_a_host_that_is_none_is_refused() {
    let host = Host::start("request-connection", PLAIN, &[]).await;
    let mut stream = TcpStream::connect(host.running.listen()).await.unwrap();
    for (name, head, want) in [
        ("first", "GET /count HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 "),
        ("second", "GET /count HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 "),
        ("bad host", "GET /count HTTP/1.1\r\nHost: a b\r\n\r\n", "HTTP/1.1 400 "),
    ] {
        stream.write_all(head.as_bytes()).await.unwrap();
        let answer = one_answer(&mut stream).await;
        assert!(answer.starts_with(want), "{name}: {answer}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trap_is_one_failed_request() {
    let host = Host::start("request-trap", PLAIN, &[]).await;
    for round in 0..3 {
        let trapped = host.send(Request::get(host.url("/trap")), "").await;
        assert_eq!(trapped.status, StatusCode::INTERNAL_SERVER_ERROR, "{round}");
        assert_eq!(trapped.body, "", "{round}: nothing of the failure is told");
        assert_eq!(host.get("/count").await, "1", "{round}: a new instance");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_arrives_though_the_body_is_not_read() {
    let host = Host::start("request-unread", PLAIN, &[]).await;
    let address = host.url("").trim_start_matches("http://").trim_end_matches('/').to_owned();
    let body = vec![b'x'; 8 << 20];
    let head = format!(
        "POST /nothing HTTP/1.1\r\nhost: {address}\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let mut connection = TcpStream::connect(&address).await.unwrap();
    connection.write_all(head.as_bytes()).await.unwrap();
    for part in body.chunks(64 << 10) {
        // Slowly, as over a network: the answer is there long before the end.
        tokio::time::sleep(Duration::from_millis(2)).await;
        connection.write_all(part).await.unwrap();
    }
    let mut told = [0; 12];
    connection.read_exact(&mut told).await.unwrap();
    assert_eq!(&told, b"HTTP/1.1 404");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_path_without_a_route_is_not_found() {
    let host = Host::start("request-route", PLAIN, &[]).await;
    assert_eq!(host.send(Request::get(host.url("/nothing")), "").await.status, 404, "the probe's");
    let folder = crate::support::folder("request-no-route");
    let text = crate::support::manifest(PLAIN).replace("\"/...\"", "\"/only/...\"");
    std::fs::write(folder.join("spin.toml"), text).unwrap();
    let options = crate::support::options(&folder, &["--control", "127.0.0.1:0"]);
    let running = node::start(options, |_| None).await.unwrap();
    let host = Host { running, client: crate::support::client(), folder };
    let answer = host.send(Request::get(host.url("/count")), "").await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::NOT_FOUND, ""));
    let counted = host.send(Request::get(host.control_url("/requests")), "").await.body;
    assert_eq!(counted, "{\"probe\":0}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_timeout_ends_even_what_never_waits() {
    let host = Host::start("request-timeout", PLAIN, &["--request-timeout", "300ms"]).await;
    let answer = tokio::time::timeout(
        Duration::from_secs(30),
        host.send(Request::get(host.url("/spin")), ""),
    );
    let answer = answer.await.expect("the request is ended");
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(host.get("/wait?ms=1").await, "1", "a new instance answers");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_under_way_end_before_the_host_does() {
    let host = Host::start("request-stop", PLAIN, &[]).await;
    let request = Request::get(host.url("/wait?ms=300")).body(Full::new(Bytes::new())).unwrap();
    let waiting = tokio::spawn(host.client.request(request));
    tokio::time::sleep(Duration::from_millis(100)).await;
    let address = host.running.listen();
    host.running.stop().await;
    let answer = waiting.await.unwrap().expect("it is answered");
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(TcpStream::connect(address).await.is_err(), "nobody listens any more");
}
