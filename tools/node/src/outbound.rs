//! Requests that components send.

mod patience;

use crate::component::Component;
use crate::log::{self, Level};
use bytes::Bytes;
use http::{Request, Response, Uri};
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use patience::Patience;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use wasmtime_wasi_http::{Error, RequestOptions, WasiBody, WasiHttpHooks};

/// How long a connection without requests is kept. Shorter than servers commonly keep theirs, so
/// that a request rarely meets a connection that is being closed.
const KEEP_CONNECTION: Duration = Duration::from_secs(15);

/// How long a component waits for anything unless it says otherwise; wasmtime's own default.
const DEFAULT_PATIENCE: Duration = Duration::from_mins(10);

/// Sends requests over HTTP/1.1 connections that are kept and shared by all components.
#[derive(Clone)]
pub(crate) struct Client(legacy::Client<HttpsConnector<HttpConnector>, WasiBody>);

/// Sends the requests of one instance, where its component is granted the host.
pub(crate) struct Outbound(Arc<Component>);

type Sent = Result<(Response<WasiBody>, Box<dyn Future<Output = Result<(), Error>> + Send>), Error>;

impl Client {
    pub(crate) fn new() -> anyhow::Result<Self> {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        connector.enforce_http(false);
        let provider = rustls::crypto::ring::default_provider();
        let connector = HttpsConnectorBuilder::new()
            .with_provider_and_webpki_roots(provider)?
            .https_or_http()
            .enable_http1()
            .wrap_connector(connector);
        let client = legacy::Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(KEEP_CONNECTION)
            .build(connector);
        Ok(Self(client))
    }

    /// Sends `request` wherever it points. Whether it may go there is the caller's to decide.
    pub(crate) async fn send(
        &self,
        request: Request<WasiBody>,
    ) -> Result<Response<Incoming>, Error> {
        self.0.request(request).await.map_err(|error| told(&error))
    }
}

impl Outbound {
    pub(crate) fn new(component: Arc<Component>) -> Self {
        Self(component)
    }

    fn granted(&self, uri: &Uri) -> Result<(), Error> {
        let (Some(scheme), Some(host)) = (uri.scheme_str(), uri.host()) else {
            return Err(Error::HttpRequestUriInvalid);
        };
        if self.0.outbound_hosts().allow_url(scheme, host, uri.port_u16()) {
            return Ok(());
        }
        let port = uri.port().map(|port| format!(":{port}")).unwrap_or_default();
        let message =
            format_args!("not granted in allowed_outbound_hosts: {scheme}://{host}{port}");
        log::write(Level::Warning, Some(self.0.id()), message);
        Err(Error::HttpRequestDenied)
    }
}

impl WasiHttpHooks for Outbound {
    fn send_request(
        &mut self,
        request: Request<WasiBody>,
        options: Option<RequestOptions>,
        _processed: Box<dyn Future<Output = Result<(), Error>> + Send>,
    ) -> Box<dyn Future<Output = Sent> + Send> {
        if let Err(denied) = self.granted(request.uri()) {
            return Box::new(std::future::ready(Err(denied)));
        }
        let client = self.0.client().clone();
        Box::new(send(client, request, options.unwrap_or_default()))
    }
}

async fn send(client: Client, request: Request<WasiBody>, options: RequestOptions) -> Sent {
    let connect = options.connect_timeout.unwrap_or(DEFAULT_PATIENCE);
    let first_byte = options.first_byte_timeout.unwrap_or(DEFAULT_PATIENCE);
    let between_bytes = options.between_bytes_timeout.unwrap_or(DEFAULT_PATIENCE);
    let response = tokio::time::timeout(connect.saturating_add(first_byte), client.send(request));
    let response = response.await.map_err(|_| Error::ConnectionReadTimeout)??;
    let response = response.map(|body| Patience::new(body, between_bytes).boxed_unsync());
    // The connection is driven by the client, so nothing is left to wait for.
    Ok((response, Box::new(std::future::ready(Ok(())))))
}

/// The client's error in the words that components are told it in.
fn told(error: &legacy::Error) -> Error {
    let causes = || {
        let first: &(dyn std::error::Error + 'static) = error;
        std::iter::successors(Some(first), |error| error.source())
    };
    let io = causes().find_map(|cause| cause.downcast_ref::<io::Error>());
    if !error.is_connect() {
        return match causes().find_map(|cause| cause.downcast_ref::<hyper::Error>()) {
            Some(cause) if cause.is_user() => Error::InternalError(None),
            Some(cause) if cause.is_parse() => Error::HttpProtocolError,
            Some(_) | None => Error::ConnectionTerminated,
        };
    }
    if causes().any(<dyn std::error::Error>::is::<rustls::Error>) {
        return Error::TlsProtocolError;
    }
    if causes().any(|cause| cause.to_string().starts_with("dns error")) {
        return Error::DnsError {
            rcode: Some("address not available".to_owned()),
            info_code: None,
        };
    }
    match io.map(io::Error::kind) {
        Some(io::ErrorKind::ConnectionRefused) => Error::ConnectionRefused,
        Some(io::ErrorKind::TimedOut) => Error::ConnectionTimeout,
        Some(_) | None => Error::DestinationUnavailable,
    }
}

/// A body that is whole already.
pub(crate) fn whole(bytes: impl Into<Bytes>) -> WasiBody {
    http_body_util::Full::new(bytes.into()).map_err(|never| match never {}).boxed_unsync()
}
