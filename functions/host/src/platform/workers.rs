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
use worker::js_sys::futures::JsFuture;
use worker::js_sys::{self, Uint8Array};
use worker::wasm_bindgen::JsCast as _;
use worker::web_sys::{
    self, AbortController, AbortSignal, RequestInit, RequestRedirect, ResponseInit,
    WorkerGlobalScope,
};
use worker::{Date, Delay, Env, Headers};

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
    request: web_sys::Request,
    environment: Env,
) -> worker::Result<web_sys::Response> {
    let platform = Platform { environment };
    let response = crate::serve::<F, _>(platform, settings, incoming(&request)?).await;
    outgoing(&response)
}

/// The request in `http` types. `worker` has its own for requests and answers, which hold
/// Cloudflare's settings for pictures and much else.
fn incoming(raw: &web_sys::Request) -> worker::Result<Request<worker::Body>> {
    let body = raw.body().map_or_else(worker::Body::empty, worker::Body::new);
    let mut converted = Request::new(body);
    *converted.method_mut() =
        Method::from_bytes(raw.method().as_bytes()).map_err(|e| e.to_string())?;
    *converted.uri_mut() = raw.url().parse().map_err(|_| "unreadable address".to_owned())?;
    read_headers(&raw.headers(), converted.headers_mut());
    Ok(converted)
}

/// Takes over headers, but for those that are not plain text: nothing here reads one, and it must
/// not end the request without an answer of ours.
fn read_headers(from: &web_sys::Headers, to: &mut HeaderMap) {
    for (name, value) in &Headers(from.clone()) {
        let pair = (HeaderName::try_from(name), HeaderValue::try_from(value));
        if let (Ok(name), Ok(value)) = pair {
            to.append(name, value);
        }
    }
}

fn outgoing(response: &Response<Bytes>) -> worker::Result<web_sys::Response> {
    let init = ResponseInit::new();
    let status = response.status().as_u16();
    init.set_status(status);
    init.set_headers(&copied(response.headers())?.0);
    let bodiless = status == 304 || status == 204;
    let body = Uint8Array::from(response.body().as_ref());
    let body = Some(&body).filter(|_| !bodiless);
    Ok(web_sys::Response::new_with_opt_js_u8_array_and_init(body, &init)?)
}

fn copied(from: &HeaderMap) -> worker::Result<Headers> {
    let headers = Headers::new();
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

    pub(crate) async fn wait(&self, millis: u32) {
        Delay::from(Duration::from_millis(millis.into())).await;
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
        max_bytes: usize,
    ) -> Result<Response<Bytes>, Unreachable> {
        let controller = AbortController::new().map_err(|_| Unreachable)?;
        let signal = controller.signal();
        let answer = within(ANSWER_TIME, fetched(&request, &signal));
        let Some(Ok(response)) = answer.await else {
            controller.abort();
            return Err(Unreachable);
        };
        if response.body().len() > max_bytes { Err(Unreachable) } else { Ok(response) }
    }
}

async fn fetched(
    request: &Request<Bytes>,
    signal: &AbortSignal,
) -> worker::Result<Response<Bytes>> {
    let global: WorkerGlobalScope = js_sys::global().unchecked_into();
    let answer = global.fetch_with_request(&outbound(request, signal)?);
    let answer: web_sys::Response = JsFuture::from(answer).await?.unchecked_into();
    let body = JsFuture::from(answer.array_buffer()?).await?;
    let mut response = Response::new(Bytes::from(Uint8Array::new(&body).to_vec()));
    let status = http::StatusCode::from_u16(answer.status());
    *response.status_mut() = status.map_err(|_| "unknown status".to_owned())?;
    read_headers(&answer.headers(), response.headers_mut());
    Ok(response)
}

/// A call as the platform sends it: the body whole, redirects not followed.
fn outbound(request: &Request<Bytes>, signal: &AbortSignal) -> worker::Result<web_sys::Request> {
    let init = RequestInit::new();
    init.set_method(request.method().as_str());
    init.set_headers(&copied(request.headers())?.0);
    init.set_redirect(RequestRedirect::Manual);
    init.set_signal(Some(signal));
    if !request.body().is_empty() {
        init.set_body(&Uint8Array::from(request.body().as_ref()));
    }
    Ok(web_sys::Request::new_with_str_and_init(&request.uri().to_string(), &init)?)
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
