//! Calls storage, and in development the rest.

use anyhow::{Context as _, Result};
use bytes::Bytes;
use contract::{Transport, Unreachable};
use http::{Request, Response};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

/// The longest wait for one answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// The longest answer that is read, in bytes.
const MAX_BODY_BYTES: u64 = 16 << 20;

/// An HTTP client.
#[derive(Debug)]
pub struct Client(ureq::Agent);

impl Client {
    /// A client that trusts the certificate in `certificate`, if one is given, and otherwise public authorities.
    ///
    /// # Errors
    ///
    /// If that cannot be read.
    pub fn new(certificate: Option<&Path>) -> Result<Self> {
        let mut config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .timeout_global(Some(PATIENCE))
            .user_agent("nordsvar");
        if let Some(path) = certificate {
            let pem = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
            let trusted = Certificate::from_pem(&pem).context("not a certificate")?.to_owned();
            let roots = RootCerts::Specific(Arc::new(vec![trusted]));
            config = config.tls_config(TlsConfig::builder().root_certs(roots).build());
        }
        Ok(Self(config.build().new_agent()))
    }

    /// Sends a request to the address it names.
    ///
    /// # Errors
    ///
    /// No answer came back.
    pub fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>> {
        let address = request.uri().clone();
        let mut answer = self
            .0
            .run(request.map(|body| body.to_vec()))
            .with_context(|| format!("{address} does not answer"))?;
        let body = answer.body_mut().with_config().limit(MAX_BODY_BYTES).read_to_vec();
        let body = body.with_context(|| format!("{address} broke off its answer"))?;
        Ok(answer.map(|_| Bytes::from(body)))
    }

    /// Whether a `GET` is answered with success.
    #[must_use]
    pub fn answers(&self, address: &str) -> bool {
        let request = Request::get(address).body(Bytes::new());
        let answer = request.ok().and_then(|request| self.send(request).ok());
        answer.is_some_and(|answer| answer.status().is_success())
    }
}

impl Transport for Client {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Unreachable> {
        Self::send(self, request).map_err(|_| Unreachable)
    }
}
