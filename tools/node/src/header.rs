//! What a request carries from the outside to a component, and what not.

use crate::route::Match;
use http::header::{CONNECTION, HOST, HeaderName};
use http::request::Parts;
use http::uri::{Authority, PathAndQuery, Scheme};
use http::{HeaderMap, HeaderValue, Uri};
use std::net::SocketAddr;

/// Who sent a request, and how.
#[derive(Clone, Debug)]
pub(crate) struct Peer {
    pub(crate) address: SocketAddr,
    pub(crate) scheme: Scheme,
}

/// A request that no component can be given.
#[derive(Debug, Eq, PartialEq, thiserror::Error)]
#[error("the request's host or path is not one")]
pub(crate) struct Unusable;

/// Makes a request's head ready for the component that `found` leads to: an absolute address, none
/// of the client's own `spin-*` headers, and Spin's.
///
/// Unlike Spin, the client's `spin-*` headers are taken away first: Spin adds its own beside them,
/// and a component that reads the first would believe the client.
pub(crate) fn prepare(parts: &mut Parts, found: &Match<'_>, peer: &Peer) -> Result<(), Unusable> {
    let authority = authority(parts)?;
    let path = parts.uri.path_and_query().cloned();
    let path = path.unwrap_or_else(|| PathAndQuery::from_static("/"));
    let url = Uri::builder().scheme(peer.scheme.clone()).authority(authority).path_and_query(path);
    parts.uri = url.build().map_err(|_| Unusable)?;
    remove_reserved(&mut parts.headers);
    parts.headers.remove(CONNECTION);
    let route = found.route();
    for (name, value) in [
        ("spin-path-info", found.below()),
        ("spin-full-url", &parts.uri.to_string()),
        ("spin-matched-route", route.written()),
        ("spin-base-path", "/"),
        ("spin-raw-component-route", route.written()),
        ("spin-component-route", route.prefix()),
        ("spin-client-addr", &peer.address.to_string()),
    ] {
        let value = HeaderValue::from_str(value).map_err(|_| Unusable)?;
        parts.headers.insert(HeaderName::from_static(name), value);
    }
    Ok(())
}

/// Takes away the headers that only this host may set.
pub(crate) fn remove_reserved(headers: &mut HeaderMap) {
    let reserved = |name: &&HeaderName| name.as_str().starts_with("spin-");
    let names: Vec<_> = headers.keys().filter(reserved).cloned().collect();
    for name in names {
        headers.remove(name);
    }
}

/// The host the client asked for: HTTP/2 says so in the address, HTTP/1.1 in `Host`.
fn authority(parts: &Parts) -> Result<Authority, Unusable> {
    if let Some(authority) = parts.uri.authority() {
        return Ok(authority.clone());
    }
    match parts.headers.get(HOST) {
        Some(host) => Authority::try_from(host.as_bytes()).map_err(|_| Unusable),
        None => Ok(Authority::from_static("localhost")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::{Route, Router};

    fn prepared(request: http::request::Builder) -> Result<Parts, Unusable> {
        let router = Router::new(vec![Route::parse("/s/...", "submit").unwrap()]).unwrap();
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        let path = parts.uri.path().to_owned();
        let found = router.find(&path).unwrap();
        let peer = Peer { address: "192.0.2.1:4711".parse().unwrap(), scheme: Scheme::HTTPS };
        prepare(&mut parts, &found, &peer)?;
        Ok(parts)
    }

    #[test]
    fn the_headers_are_those_of_spin() {
        let request = http::Request::builder().uri("/s/sus?lang=sv").header(HOST, "example.com:1");
        let parts = prepared(request).unwrap();
        assert_eq!(parts.uri, "https://example.com:1/s/sus?lang=sv");
        for (name, want) in [
            ("spin-path-info", "/sus"),
            ("spin-full-url", "https://example.com:1/s/sus?lang=sv"),
            ("spin-matched-route", "/s/..."),
            ("spin-base-path", "/"),
            ("spin-raw-component-route", "/s/..."),
            ("spin-component-route", "/s"),
            ("spin-client-addr", "192.0.2.1:4711"),
        ] {
            assert_eq!(parts.headers[name], want, "{name}");
        }
    }

    #[test]
    fn a_client_cannot_set_them() {
        let request = http::Request::builder()
            .uri("/s/x")
            .header("Spin-Client-Addr", "127.0.0.1:1")
            .header("spin-client-addr", "127.0.0.1:2")
            .header("spin-anything", "1")
            .header("connection", "keep-alive")
            .header("x-spin", "kept");
        let headers = prepared(request).unwrap().headers;
        let addresses: Vec<_> = headers.get_all("spin-client-addr").iter().collect();
        assert_eq!(addresses, ["192.0.2.1:4711"]);
        assert!(!headers.contains_key("spin-anything"));
        assert!(!headers.contains_key("connection"));
        assert!(headers.contains_key("x-spin"));
    }

    #[test]
    fn a_host_that_is_none_is_refused() {
        let request = http::Request::builder().uri("/s/x").header(HOST, "a b");
        assert_eq!(prepared(request).err(), Some(Unusable));
        let parts = prepared(http::Request::builder().uri("/s/x")).unwrap();
        assert_eq!(parts.uri, "https://localhost/s/x", "HTTP/1.0 names none");
    }
}
