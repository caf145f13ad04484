//! Paths that another local server answers.

use crate::header::{Peer, remove_reserved};
use crate::outbound::Client;
use http::header::{HeaderName, InvalidHeaderValue};
use http::uri::{Authority, PathAndQuery, Scheme};
use http::{HeaderMap, HeaderValue, Request, Response, Uri, Version, header};
use http_body_util::BodyExt as _;
use std::net::SocketAddr;
use std::str::FromStr;
use wasmtime_wasi_http::{Error, WasiBody};

/// A path, with all below it, and the server it is sent to over plain HTTP.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Forward {
    prefix: String,
    target: SocketAddr,
}

/// A text that is not `/path=ADDRESS`.
#[derive(Debug, thiserror::Error)]
#[error("expected /path=ADDRESS, such as /login=127.0.0.1:8788")]
pub struct InvalidForward;

/// Headers that belong to one connection (RFC 9110, section 7.6.1), not to the request.
const CONNECTION_HEADERS: [HeaderName; 9] = [
    header::CONNECTION,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
    header::PROXY_AUTHENTICATE,
    header::PROXY_AUTHORIZATION,
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];

impl FromStr for Forward {
    type Err = InvalidForward;

    fn from_str(text: &str) -> Result<Self, InvalidForward> {
        let (prefix, target) = text.split_once('=').ok_or(InvalidForward)?;
        if !prefix.starts_with('/') {
            return Err(InvalidForward);
        }
        let prefix = prefix.strip_suffix('/').unwrap_or(prefix).to_owned();
        Ok(Self { prefix, target: target.parse().map_err(|_| InvalidForward)? })
    }
}

impl Forward {
    /// The forward for `path`: of those that cover it, the one with the longest path.
    pub(crate) fn find<'a>(forwards: &'a [Self], path: &str) -> Option<&'a Self> {
        let covering = forwards.iter().filter(|forward| forward.covers(path));
        covering.max_by_key(|forward| forward.prefix.len())
    }

    /// The path as given, `/` for every path.
    pub(crate) fn prefix(&self) -> &str {
        if self.prefix.is_empty() { "/" } else { &self.prefix }
    }

    fn covers(&self, path: &str) -> bool {
        let below = path.strip_prefix(self.prefix.as_str());
        below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
    }

    /// Sends `request` on and gives back the answer. The host and the path stay as the client sent
    /// them. `cf-connecting-ip` names the client, as it does before a Worker in production.
    pub(crate) async fn send(
        &self,
        client: &Client,
        request: Request<WasiBody>,
        peer: &Peer,
    ) -> Result<Response<WasiBody>, Error> {
        let (mut parts, body) = request.into_parts();
        let host = parts.uri.authority().map(Authority::as_str).map(HeaderValue::from_str);
        if let Some(host) = host {
            parts.headers.insert(header::HOST, host.map_err(unusable)?);
        }
        parts.uri = self.address(parts.uri.path_and_query())?;
        parts.version = Version::HTTP_11;
        remove_connection(&mut parts.headers);
        remove_reserved(&mut parts.headers);
        remove_cloudflare(&mut parts.headers);
        let client_address = HeaderValue::from_str(&peer.address.ip().to_string());
        let name = HeaderName::from_static("cf-connecting-ip");
        parts.headers.insert(name, client_address.map_err(unusable)?);

        let mut response = client.send(Request::from_parts(parts, body)).await?;
        remove_connection(response.headers_mut());
        Ok(response.map(|body| body.map_err(Error::Hyper).boxed_unsync()))
    }

    fn address(&self, path: Option<&PathAndQuery>) -> Result<Uri, Error> {
        let path = path.cloned().unwrap_or_else(|| PathAndQuery::from_static("/"));
        let address = Uri::builder().scheme(Scheme::HTTP).authority(self.target.to_string());
        address.path_and_query(path).build().map_err(|_| Error::HttpRequestUriInvalid)
    }
}

fn unusable(_: InvalidHeaderValue) -> Error {
    Error::HttpRequestUriInvalid
}

fn remove_connection(headers: &mut HeaderMap) {
    for name in CONNECTION_HEADERS {
        headers.remove(name);
    }
}

/// A client must not speak for the network that stands before a Worker.
fn remove_cloudflare(headers: &mut HeaderMap) {
    let names = headers.keys().filter(|name| name.as_str().starts_with("cf-"));
    for name in names.cloned().collect::<Vec<_>>() {
        headers.remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_path_is_taken() {
        let forwards: Vec<Forward> =
            ["/login=127.0.0.1:1", "/login/token=127.0.0.1:2", "/api/=127.0.0.1:3"]
                .map(|text| text.parse().unwrap())
                .to_vec();
        for (path, want) in [
            ("/login", Some("/login")),
            ("/login/", Some("/login")),
            ("/login/token", Some("/login/token")),
            ("/login/tokens", Some("/login")),
            ("/logins", None),
            ("/api/v1/surveys", Some("/api")),
            ("/", None),
        ] {
            assert_eq!(Forward::find(&forwards, path).map(Forward::prefix), want, "{path}");
        }
        let every: Forward = "/=127.0.0.1:1".parse().unwrap();
        assert_eq!(every.prefix(), "/");
        assert!(every.covers("/anything") && every.covers("/"));
    }
}
