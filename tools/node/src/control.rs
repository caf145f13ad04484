//! The development control port: what tests ask of a host while it runs.

use crate::component::Shared;
use crate::header::Peer;
use crate::outbound::whole;
use crate::serve::Answer;
use crate::site::{Site, empty};
use anyhow::ensure;
use http::header::{CONTENT_TYPE, HOST};
use http::uri::Authority;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Limited};
use hyper::body::Incoming;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use wasmtime_wasi_http::WasiBody;

/// A variable's value may be so long.
const MAX_VALUE_BYTES: usize = 64 << 10;

/// Answers on the control port.
pub(crate) struct Control {
    pub(crate) site: Arc<Site>,
    pub(crate) shared: Arc<Shared>,
}

/// Whoever reaches the port can change every secret, so only this machine may.
pub(crate) fn must_be_loopback(address: SocketAddr) -> anyhow::Result<()> {
    ensure!(
        address.ip().is_loopback(),
        "--control {address} could be reached from other machines: give a loopback address"
    );
    Ok(())
}

impl Answer for Control {
    async fn answer(&self, request: Request<Incoming>, _: &Peer) -> Response<WasiBody> {
        if !names_loopback(request.headers()) {
            return text(StatusCode::MISDIRECTED_REQUEST, "this port is asked for by its address");
        }
        let path = request.uri().path().to_owned();
        match (request.method(), path.as_str(), path.strip_prefix("/variables/")) {
            (&Method::GET, "/healthz", _) => json(&serde_json::json!({"status": "ok"})),
            (&Method::GET, "/requests", _) => json(&serde_json::json!(self.site.requests())),
            (&Method::PUT, _, Some(name)) => self.set(name, request.into_body()).await,
            (&Method::DELETE, _, Some(name)) => self.clear(name),
            (_, "/healthz" | "/requests", _) | (_, _, Some(_)) => {
                empty(StatusCode::METHOD_NOT_ALLOWED)
            }
            _ => empty(StatusCode::NOT_FOUND),
        }
    }
}

impl Control {
    async fn set(&self, name: &str, body: Incoming) -> Response<WasiBody> {
        let Ok(value) = Limited::new(body, MAX_VALUE_BYTES).collect().await else {
            return empty(StatusCode::PAYLOAD_TOO_LARGE);
        };
        let Ok(value) = String::from_utf8(value.to_bytes().to_vec()) else {
            return text(StatusCode::BAD_REQUEST, "a value is UTF-8");
        };
        match self.shared.variables.set_override(name, value) {
            Ok(()) => empty(StatusCode::NO_CONTENT),
            Err(undeclared) => text(StatusCode::NOT_FOUND, &undeclared.to_string()),
        }
    }

    fn clear(&self, name: &str) -> Response<WasiBody> {
        match self.shared.variables.clear_override(name) {
            Ok(()) => empty(StatusCode::NO_CONTENT),
            Err(undeclared) => text(StatusCode::NOT_FOUND, &undeclared.to_string()),
        }
    }
}

/// Whether the request was meant for a loopback address. A web page whose name was pointed at this
/// machine sends its own name.
fn names_loopback(headers: &HeaderMap) -> bool {
    let host = headers.get(HOST).and_then(|host| Authority::try_from(host.as_bytes()).ok());
    host.is_some_and(|host| {
        let host = host.host().trim_matches(['[', ']']);
        host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
    })
}

fn json(value: &serde_json::Value) -> Response<WasiBody> {
    let mut response = Response::new(whole(value.to_string()));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn text(status: StatusCode, words: &str) -> Response<WasiBody> {
    let mut response = Response::new(whole(format!("{words}\n")));
    *response.status_mut() = status;
    let plain = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, plain);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_names_are_answered() {
        for (host, want) in [
            (Some("127.0.0.1:9000"), true),
            (Some("localhost:9000"), true),
            (Some("[::1]:9000"), true),
            (Some("rebound.example:9000"), false),
            (Some("192.0.2.1:9000"), false),
            (Some("127.0.0.1.example"), false),
            (None, false),
        ] {
            let mut headers = HeaderMap::new();
            if let Some(host) = host {
                headers.insert(HOST, HeaderValue::from_static(host));
            }
            assert_eq!(names_loopback(&headers), want, "{host:?}");
        }
        assert!(must_be_loopback("127.0.0.1:0".parse().unwrap()).is_ok());
        assert!(must_be_loopback("[::1]:0".parse().unwrap()).is_ok());
        assert!(must_be_loopback("0.0.0.0:0".parse().unwrap()).is_err());
    }
}
