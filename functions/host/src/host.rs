//! What a request's handler may ask of its host.

use core::net::IpAddr;

use bytes::Bytes;
use contract::{Moment, Transport, Unreachable};
use http::{HeaderValue, Request, Response};

use crate::platform::Platform;

/// The name of the setting that moves the clock, in seconds. For development alone.
const CLOCK_OFFSET: &str = "clock_offset_seconds";

/// The largest answer of another of our functions, in bytes.
const MAX_ANSWER_BYTES: usize = 16 << 20;

/// The host, as one request sees it.
pub struct Host {
    platform: Platform,
    now: Moment,
    /// How far the clock is moved, in seconds.
    offset: i64,
    request_id: String,
    client: Option<HeaderValue>,
}

/// The platform gave no random bytes.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the platform gave no random bytes")]
pub struct NoRandomness;

impl Host {
    /// The host for a request that comes in now from `client`, in the platform's own words.
    ///
    /// `request_id` is the caller's, where the caller is one of our own functions.
    ///
    /// # Errors
    ///
    /// [`NoRandomness`], since a request id could not be made.
    pub async fn for_request(
        platform: Platform,
        client: Option<HeaderValue>,
        request_id: Option<String>,
    ) -> Result<Self, NoRandomness> {
        let offset = platform.setting(CLOCK_OFFSET).await;
        let offset = offset.and_then(|text| text.parse().ok()).unwrap_or(0);
        let now = platform.clock().moved_by_seconds(offset);
        let request_id = match request_id {
            Some(id) => id,
            None => new_request_id(&platform, now)?,
        };
        Ok(Self { platform, now, offset, request_id, client })
    }

    /// The moment at which the request happens. It does not move while the request is answered.
    #[must_use]
    pub const fn now(&self) -> Moment {
        self.now
    }

    /// The clock now. For work that goes on after the request's moment, and signs what it asks of others: they
    /// take nothing that was signed a while ago.
    #[must_use]
    pub fn moment(&self) -> Moment {
        self.platform.clock().moved_by_seconds(self.offset)
    }

    /// The request's id: in the answer's `x-request-id`, in failures, in logs.
    #[must_use]
    pub fn request_id(&self) -> &str {
        &self.request_id
    }

    /// Who sent the request, as the platform says.
    #[must_use]
    pub fn client_address(&self) -> Option<IpAddr> {
        self.platform.client_address(self.client.as_ref()?)
    }

    /// A value from the configuration; `None` if it is missing or empty.
    pub async fn setting(&self, name: &str) -> Option<String> {
        self.platform.setting(name).await.filter(|value| !value.is_empty())
    }

    /// Waits so many milliseconds, while other requests are answered.
    pub async fn wait(&self, millis: u32) {
        if millis > 0 {
            self.platform.wait(millis).await;
        }
    }

    /// Random bytes, fit for keys.
    ///
    /// # Errors
    ///
    /// [`NoRandomness`].
    pub fn random<const N: usize>(&self) -> Result<[u8; N], NoRandomness> {
        self.platform.random()
    }

    /// Sends a request to a server of somebody else's: what answers with more than `max_bytes` is given up. Redirects are not
    /// followed.
    ///
    /// # Errors
    ///
    /// [`Unreachable`].
    pub async fn call_out(
        &self,
        request: Request<Bytes>,
        max_bytes: usize,
    ) -> Result<Response<Bytes>, Unreachable> {
        self.platform.send(request, max_bytes).await
    }

    /// The platform's clock now, for the duration in the log line alone.
    pub(crate) fn clock(&self) -> Moment {
        self.platform.clock()
    }

    /// Writes a line to the platform's log.
    pub(crate) fn write_log(&self, line: &str) {
        self.platform.write_log(line);
    }
}

impl Transport for Host {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Unreachable> {
        self.platform.send(request, MAX_ANSWER_BYTES).await
    }
}

fn new_request_id(platform: &Platform, now: Moment) -> Result<String, NoRandomness> {
    let random = platform.random::<10>()?;
    Ok(uuid::Builder::from_unix_timestamp_millis(now.unix_millis(), &random)
        .into_uuid()
        .hyphenated()
        .to_string())
}
