//! What every request goes through.

use core::pin::{Pin, pin};
use std::sync::OnceLock;

use bytes::Bytes;
use http::request::Parts;
use http::{Method, Request, Response};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use problem::{Kind, Problem};

use crate::headers::{self, finish};
use crate::log::Line;
use crate::platform::Platform;
use crate::{Function, Host};

/// The most that is read of a body that nobody wants, in bytes. Whoever sends more is cut off.
const MAX_DISCARDED_BYTES: usize = 1 << 20;

/// How often as much as a route takes is read of a body that is too large for it: whoever sends a
/// file that is somewhat too large is told so.
const DISCARDED_TIMES: usize = 2;

/// Answers one request. Whatever happens, there is an answer, and it is one of ours.
///
/// `settings` is filled by the first request of an instance that can read its configuration.
pub async fn serve<F, B>(
    platform: Platform,
    settings: &OnceLock<F::Settings>,
    request: Request<B>,
) -> Response<Bytes>
where
    F: Function,
    B: http_body::Body<Data = Bytes>,
    B::Error: Into<Box<dyn core::error::Error + Send + Sync>>,
{
    let (mut parts, body) = request.into_parts();
    let client = platform.client(&parts.headers);
    let given_id = if F::INTERNAL { headers::request_id(&parts.headers) } else { None };
    let Ok(host) = Host::for_request(platform, client, given_id).await else {
        return finish(Problem::new(Kind::Internal).response(""), "", false);
    };
    let is_head = parts.method == Method::HEAD;
    if is_head {
        parts.method = Method::GET;
    }
    let started = host.clock();
    let mut line = Line::new(F::NAME, host.request_id());
    let mut body = Some(pin!(body));
    let outcome = answer::<F, B>(&host, settings, &parts, &mut body, &mut line).await;
    if let Some(unread) = body {
        discard(unread, MAX_DISCARDED_BYTES).await;
    }
    let response = match outcome {
        Ok(response) => response,
        Err(problem) => {
            line.failed(&problem);
            F::failure(&problem, &parts, host.request_id())
        }
    };
    line.answered(response.status(), started, host.clock());
    host.write_log(&line.print());
    finish(response, host.request_id(), is_head)
}

async fn answer<F, B>(
    host: &Host,
    settings: &OnceLock<F::Settings>,
    parts: &Parts,
    body: &mut Option<Pin<&mut B>>,
    line: &mut Line,
) -> Result<Response<Bytes>, Problem>
where
    F: Function,
    B: http_body::Body<Data = Bytes>,
    B::Error: Into<Box<dyn core::error::Error + Send + Sync>>,
{
    let path = parts.uri.path();
    if path.ends_with("/healthz") && parts.method == Method::GET {
        line.routed("healthz");
        ready::<F>(host, settings).await?;
        return Ok(headers::json(&serde_json::json!({ "status": "ok" })));
    }
    let route = F::route(&parts.method, path)?;
    let rule = F::rule(&route);
    line.routed(rule.name);
    let settings = ready::<F>(host, settings).await?;
    let body = match body.take() {
        Some(body) => whole(parts, body, rule.max_body_bytes).await?,
        None => Bytes::new(),
    };
    F::handle(host, settings, route, Request::from_parts(parts.clone(), body)).await
}

async fn ready<'a, F: Function>(
    host: &Host,
    settings: &'a OnceLock<F::Settings>,
) -> Result<&'a F::Settings, Problem> {
    if let Some(ready) = settings.get() {
        return Ok(ready);
    }
    let read = F::settings(host).await;
    let read = read.map_err(|error| Problem::new(Kind::Internal).with_cause(error))?;
    // Another request of this instance may have been quicker; its settings are the same.
    Ok(settings.get_or_init(|| read))
}

/// Reads on, and keeps nothing of it: where a server ends a connection on which a body is still
/// being sent, the client may never see the answer (RFC 9112, section 9.6).
async fn discard<B: http_body::Body<Data = Bytes>>(mut body: Pin<&mut B>, most: usize) {
    let mut left = most;
    while let Some(Ok(frame)) = body.as_mut().frame().await {
        let bytes = frame.data_ref().map_or(0, Bytes::len);
        match left.checked_sub(bytes) {
            Some(less) => left = less,
            None => return,
        }
    }
}

/// The whole body, unless it is larger than `max_bytes`. What is said in `content-length` is
/// believed only when it is too much.
async fn whole<B>(parts: &Parts, mut body: Pin<&mut B>, max_bytes: usize) -> Result<Bytes, Problem>
where
    B: http_body::Body<Data = Bytes>,
    B::Error: Into<Box<dyn core::error::Error + Send + Sync>>,
{
    let said = headers::content_length(&parts.headers);
    if said.is_none_or(|said| said <= max_bytes as u64) {
        match Limited::new(body.as_mut(), max_bytes).collect().await {
            Ok(collected) => return Ok(collected.to_bytes()),
            Err(error) if error.is::<LengthLimitError>() => {}
            Err(_) => return Err(Problem::new(Kind::BodyUnreadable)),
        }
    }
    let most = max_bytes.saturating_mul(DISCARDED_TIMES).max(MAX_DISCARDED_BYTES);
    discard(body, most).await;
    let detail = format!("This route takes at most {max_bytes} bytes.");
    Err(Problem::new(Kind::BodyTooLarge).with_detail(detail))
}
