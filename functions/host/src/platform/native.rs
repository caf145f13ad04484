//! This machine: what tests of a function's handlers run on. Nothing is deployed on it.
#![expect(
    clippy::unnecessary_wraps,
    clippy::unused_async,
    clippy::unused_self,
    reason = "the same signatures as on the deployed platforms"
)]

use core::future::Future;
use core::net::IpAddr;
use core::pin::Pin;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use contract::{Moment, Unreachable};
use http::{HeaderMap, HeaderValue, Request, Response};

use crate::NoRandomness;

/// Answers a call out.
pub type Answer = Box<
    dyn Fn(Request<Bytes>) -> Pin<Box<dyn Future<Output = Result<Response<Bytes>, Unreachable>>>>,
>;

/// The platform, for one request.
pub struct Platform {
    /// The settings, by name.
    pub settings: BTreeMap<String, String>,
    /// The clock, which stands still.
    pub now: Moment,
    /// What answers calls out.
    pub answer: Answer,
    /// Counts up in place of chance, so that no two draws are the same.
    pub draws: AtomicU64,
}

impl Platform {
    pub(crate) async fn setting(&self, name: &str) -> Option<String> {
        self.settings.get(name).cloned()
    }

    pub(crate) const fn clock(&self) -> Moment {
        self.now
    }

    /// Tests do not wait.
    pub(crate) async fn wait(&self, _millis: u32) {
        core::future::ready(()).await;
    }

    pub(crate) fn random<const N: usize>(&self) -> Result<[u8; N], NoRandomness> {
        let draw = self.draws.fetch_add(1, Ordering::Relaxed).to_le_bytes();
        let mut bytes = [0; N];
        for (byte, drawn) in bytes.iter_mut().zip(draw) {
            *byte = drawn;
        }
        Ok(bytes)
    }

    pub(crate) fn write_log(&self, line: &str) {
        eprintln!("{line}");
    }

    pub(crate) fn client(&self, _headers: &HeaderMap) -> Option<HeaderValue> {
        None
    }

    pub(crate) fn client_address(&self, _client: &HeaderValue) -> Option<IpAddr> {
        None
    }

    pub(crate) async fn send(
        &self,
        request: Request<Bytes>,
        max_bytes: usize,
    ) -> Result<Response<Bytes>, Unreachable> {
        let answer = (self.answer)(request).await?;
        if answer.body().len() > max_bytes { Err(Unreachable) } else { Ok(answer) }
    }
}
