//! Everything one host serves, and how a request finds its answer.

use crate::forward::Forward;
use crate::header::{self, Peer};
use crate::instance::Instances;
use crate::leftover::Leftover;
use crate::log::{self, Level};
use crate::outbound::{Client, whole};
use crate::route::Router;
use http::{Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use wasmtime_wasi_http::WasiBody;
use wasmtime_wasi_http::handler::{InstantiationError, ProxyHandler};

/// The components with their routes, and the forwards before them.
pub(crate) struct Site {
    router: Router,
    components: BTreeMap<String, Served>,
    forwards: Vec<Forward>,
    forwarded: BTreeMap<String, AtomicU64>,
    client: Client,
}

struct Served {
    handler: ProxyHandler<Instances>,
    requests: AtomicU64,
}

impl Site {
    /// A site of `components` by id; every route of `router` leads to one of them.
    pub(crate) fn new(
        router: Router,
        components: impl IntoIterator<Item = (String, Instances)>,
        forwards: Vec<Forward>,
        client: Client,
    ) -> Self {
        let served = components.into_iter().map(|(id, instances)| {
            let handler = ProxyHandler::new(instances);
            (id, Served { handler, requests: AtomicU64::new(0) })
        });
        let prefixes = forwards.iter().map(|forward| forward.prefix().to_owned());
        let forwarded = prefixes.map(|prefix| (prefix, AtomicU64::new(0))).collect();
        Self { router, components: served.collect(), forwards, forwarded, client }
    }

    pub(crate) fn router(&self) -> &Router {
        &self.router
    }

    pub(crate) fn forwards(&self) -> &[Forward] {
        &self.forwards
    }

    /// How many requests each component has received, and each forward by its path.
    pub(crate) fn requests(&self) -> BTreeMap<&str, u64> {
        let components = self.components.iter().map(|(id, served)| (id, &served.requests));
        let counters = components.chain(&self.forwarded);
        counters.map(|(name, count)| (name.as_str(), count.load(Ordering::Relaxed))).collect()
    }

    /// Answers one request. What goes wrong on the way is an answer too.
    pub(crate) async fn answer(
        &self,
        request: Request<Incoming>,
        peer: &Peer,
    ) -> Response<WasiBody> {
        let request = request.map(|body| Leftover::new(body).boxed_unsync());
        let path = request.uri().path().to_owned();
        if let Some(forward) = Forward::find(&self.forwards, &path) {
            return self.forward(forward, request, peer).await;
        }
        let Some(found) = self.router.find(&path) else {
            return empty(StatusCode::NOT_FOUND);
        };
        let id = found.route().component();
        let Some(served) = self.components.get(id) else {
            return empty(StatusCode::NOT_FOUND);
        };
        served.requests.fetch_add(1, Ordering::Relaxed);
        let (mut parts, body) = request.into_parts();
        if header::prepare(&mut parts, &found, peer).is_err() {
            return empty(StatusCode::BAD_REQUEST);
        }
        let answer = served.handler.handle((), Request::from_parts(parts, body)).await;
        answer.unwrap_or_else(|error| failed(id, &error))
    }

    async fn forward(
        &self,
        forward: &Forward,
        request: Request<WasiBody>,
        peer: &Peer,
    ) -> Response<WasiBody> {
        if let Some(count) = self.forwarded.get(forward.prefix()) {
            count.fetch_add(1, Ordering::Relaxed);
        }
        let answer = forward.send(&self.client, request, peer).await;
        answer.unwrap_or_else(|error| {
            let message =
                format_args!("no answer from the server of {}: {error}", forward.prefix());
            log::write(Level::Error, None, message);
            empty(StatusCode::BAD_GATEWAY)
        })
    }
}

/// The answer for a component that gave none.
fn failed(id: &str, error: &wasmtime::Error) -> Response<WasiBody> {
    log::write(Level::Error, Some(id), format_args!("no answer: {error:#}"));
    let busy = error
        .downcast_ref::<InstantiationError<()>>()
        .is_some_and(|error| error.error.is::<wasmtime::PoolConcurrencyLimitError>());
    empty(if busy { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::INTERNAL_SERVER_ERROR })
}

/// A response without a body.
pub(crate) fn empty(status: StatusCode) -> Response<WasiBody> {
    let mut response = Response::new(whole(""));
    *response.status_mut() = status;
    response
}
