//! Spin: WASI 0.3 HTTP, Spin's variables.
#![expect(clippy::unused_self, reason = "the same signatures as on the other platforms")]

use core::net::{IpAddr, SocketAddr};
use std::sync::OnceLock;
use std::time::{SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use contract::{Moment, Unreachable};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response};
use http_body_util::{BodyExt as _, Full, Limited};
use spin_sdk::wasip3::http::types::RequestOptions;
use spin_sdk::wasip3::http_compat::RequestOptionsExtension;

use crate::{Function, NoRandomness};

/// What Spin is handed.
pub type SpinResponse = Response<Full<Bytes>>;

const CLIENT_ADDRESS: HeaderName = HeaderName::from_static("spin-client-addr");
const CONNECT_NANOSECONDS: u64 = 3_000_000_000;
const ANSWER_NANOSECONDS: u64 = 15_000_000_000;

/// The platform, for one request.
pub struct Platform;

/// Answers one request. Called by [`entry!`](crate::entry).
pub async fn serve<F: Function>(
    settings: &OnceLock<F::Settings>,
    request: spin_sdk::http::Request,
) -> SpinResponse {
    crate::serve::<F, _>(Platform, settings, request).await.map(Full::new)
}

impl Platform {
    pub(crate) async fn setting(&self, name: &str) -> Option<String> {
        spin_sdk::variables::get(name).await.ok()
    }

    pub(crate) fn clock(&self) -> Moment {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Moment::from_unix_millis(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
    }

    pub(crate) async fn wait(&self, millis: u32) {
        let nanoseconds = u64::from(millis) * 1_000_000;
        spin_sdk::wasip3::clocks::monotonic_clock::wait_for(nanoseconds).await;
    }

    pub(crate) fn random<const N: usize>(&self) -> Result<[u8; N], NoRandomness> {
        let mut bytes = [0; N];
        getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
        Ok(bytes)
    }

    pub(crate) fn write_log(&self, line: &str) {
        eprintln!("{line}");
    }

    /// Spin appends its own header after any the client sent, so the last one is Spin's.
    pub(crate) fn client(&self, headers: &HeaderMap) -> Option<HeaderValue> {
        headers.get_all(&CLIENT_ADDRESS).iter().next_back().cloned()
    }

    pub(crate) fn client_address(&self, client: &HeaderValue) -> Option<IpAddr> {
        let value = client.to_str().ok()?;
        let socket = value.parse().map(|address: SocketAddr| address.ip());
        socket.or_else(|_| value.parse()).ok()
    }

    pub(crate) async fn send(
        &self,
        request: Request<Bytes>,
        max_bytes: usize,
    ) -> Result<Response<Bytes>, Unreachable> {
        let mut request = request.map(Full::new);
        let options = RequestOptions::new();
        // A host that does not take a time limit keeps its own.
        let _ = options.set_connect_timeout(Some(CONNECT_NANOSECONDS));
        let _ = options.set_first_byte_timeout(Some(ANSWER_NANOSECONDS));
        let _ = options.set_between_bytes_timeout(Some(ANSWER_NANOSECONDS));
        request.extensions_mut().insert(RequestOptionsExtension(options));
        let response = spin_sdk::http::send(request).await.map_err(|_| Unreachable)?;
        let (parts, body) = response.into_parts();
        let body = Limited::new(body, max_bytes).collect().await.map_err(|_| Unreachable)?;
        Ok(Response::from_parts(parts, body.to_bytes()))
    }
}
