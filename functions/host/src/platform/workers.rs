//! Cloudflare Workers.
#![expect(clippy::unused_self, reason = "the same signatures as on the other platforms")]

use core::future::{Future, poll_fn};
use core::net::IpAddr;
use core::pin::pin;
use core::task::Poll;
use core::time::Duration;
use std::sync::OnceLock;

use bytes::Bytes;
use contract::{Moment, Unreachable};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response};
use worker::js_sys::Uint8Array;
use worker::web_sys::{self, RequestInit, RequestRedirect};
use worker::{AbortController, Date, Delay, Env, Fetch};

use crate::{Function, NoRandomness};

const CLIENT_ADDRESS: HeaderName = HeaderName::from_static("cf-connecting-ip");
const ANSWER_TIME: Duration = Duration::from_secs(15);

/// The platform, for one request.
pub struct Platform {
    environment: Env,
}

/// Answers one request. Called by [`entry!`](crate::entry).
///
/// # Errors
///
/// The platform's own, if it does not take the answer.
pub async fn serve<F: Function>(
    settings: &OnceLock<F::Settings>,
    request: worker::Request,
    environment: Env,
) -> worker::Result<worker::Response> {
    let platform = Platform { environment };
    let response = crate::serve::<F, _>(platform, settings, incoming(&request)?).await;
    outgoing(&response)
}

/// The request in `http` types. A header that is not plain text is left out: nothing here reads
/// one, and it must not end the request without an answer of ours.
fn incoming(request: &worker::Request) -> worker::Result<Request<worker::Body>> {
    let raw = request.inner();
    let body = raw.body().map_or_else(worker::Body::empty, worker::Body::new);
    let mut converted = Request::new(body);
    *converted.method_mut() =
        Method::from_bytes(raw.method().as_bytes()).map_err(|e| e.to_string())?;
    *converted.uri_mut() = raw.url().parse().map_err(|_| "unreadable address".to_owned())?;
    for (name, value) in request.headers() {
        let pair = (HeaderName::try_from(name), HeaderValue::try_from(value));
        if let (Ok(name), Ok(value)) = pair {
            converted.headers_mut().append(name, value);
        }
    }
    Ok(converted)
}

fn outgoing(response: &Response<Bytes>) -> worker::Result<worker::Response> {
    let headers = copied(response.headers())?;
    let status = response.status();
    let answer = if status.as_u16() == 304 || status.as_u16() == 204 {
        worker::Response::empty()?
    } else {
        worker::Response::from_bytes(response.body().to_vec())?
    };
    Ok(answer.with_status(status.as_u16()).with_headers(headers))
}

fn copied(from: &HeaderMap) -> worker::Result<worker::Headers> {
    let headers = worker::Headers::new();
    for (name, value) in from {
        headers.append(name.as_str(), value.to_str().unwrap_or_default())?;
    }
    Ok(headers)
}

impl Platform {
    #[expect(clippy::unused_async, reason = "the same signature as on the other platform")]
    pub(crate) async fn setting(&self, name: &str) -> Option<String> {
        let name = name.to_ascii_uppercase();
        self.environment.var(&name).ok().map(|value| value.to_string())
    }

    pub(crate) fn clock(&self) -> Moment {
        Moment::from_unix_millis(Date::now().as_millis())
    }

    pub(crate) fn random<const N: usize>(&self) -> Result<[u8; N], NoRandomness> {
        let mut bytes = [0; N];
        getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
        Ok(bytes)
    }

    pub(crate) fn write_log(&self, line: &str) {
        worker::console_log!("{line}");
    }

    /// Cloudflare sets this header itself, whatever the client sent.
    pub(crate) fn client(&self, headers: &HeaderMap) -> Option<HeaderValue> {
        headers.get(&CLIENT_ADDRESS).cloned()
    }

    pub(crate) fn client_address(&self, client: &HeaderValue) -> Option<IpAddr> {
        client.to_str().ok()?.parse().ok()
    }

    pub(crate) async fn send(
        &self,
        request: Request<Bytes>,
    ) -> Result<Response<Bytes>, Unreachable> {
        let controller = AbortController::default();
        let signal = controller.signal();
        let fetch = outbound(&request).map_err(|_| Unreachable)?;
        let answer = within(ANSWER_TIME, async {
            let mut response = fetch.send_with_signal(&signal).await?;
            let body = response.bytes().await?;
            Ok((response, body))
        });
        let answer: Option<worker::Result<_>> = answer.await;
        let Some(Ok((response, body))) = answer else {
            controller.abort();
            return Err(Unreachable);
        };
        let mut converted = Response::new(Bytes::from(body));
        *converted.status_mut() =
            http::StatusCode::from_u16(response.status_code()).map_err(|_| Unreachable)?;
        for (name, value) in response.headers() {
            if let (Ok(name), Ok(value)) =
                (HeaderName::try_from(name), HeaderValue::try_from(value))
            {
                converted.headers_mut().append(name, value);
            }
        }
        Ok(converted)
    }
}

/// A call as the platform sends it: the body whole, redirects not followed. It is made without
/// `worker`'s own settings for requests, which hold Cloudflare's for pictures.
fn outbound(request: &Request<Bytes>) -> worker::Result<Fetch> {
    let init = RequestInit::new();
    init.set_method(request.method().as_str());
    init.set_headers(&copied(request.headers())?.0);
    init.set_redirect(RequestRedirect::Manual);
    if !request.body().is_empty() {
        init.set_body(&Uint8Array::from(request.body().as_ref()));
    }
    let request = web_sys::Request::new_with_str_and_init(&request.uri().to_string(), &init)?;
    Ok(Fetch::Request(request.into()))
}

/// What `future` gives, or `None` if `time` passes first.
async fn within<T>(time: Duration, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let mut delay = pin!(Delay::from(time));
    poll_fn(|context| {
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        delay.as_mut().poll(context).map(|()| None)
    })
    .await
}
