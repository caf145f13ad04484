//! What a component may reach: the hosts of its `allowed_outbound_hosts`.

mod host;
mod port;

use host::HostGrant;
pub(crate) use host::InvalidHost;
use port::{InvalidPort, PortGrant};
use std::net::SocketAddr;

/// The hosts a component may connect to. None unless the manifest lists some.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct OutboundHosts(Vec<OutboundHost>);

/// One entry of `allowed_outbound_hosts`: `scheme://host:port`, each of the three `*` for any.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct OutboundHost {
    scheme: SchemeGrant,
    host: HostGrant,
    port: PortGrant,
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum SchemeGrant {
    Any,
    One(String),
}

/// Why an entry of `allowed_outbound_hosts` cannot be kept.
#[derive(Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum InvalidGrant {
    #[error("{0:?} is not of the form scheme://host:port")]
    Form(String),
    #[error("scheme {0:?} has other characters than letters")]
    Scheme(String),
    #[error(transparent)]
    Host(#[from] InvalidHost),
    #[error(transparent)]
    Port(#[from] InvalidPort),
}

impl OutboundHosts {
    /// Reads the entries, templates already filled. As in Spin, an entry that is empty but for an
    /// HTTP scheme is left out, so that an empty variable switches an optional host off.
    pub(crate) fn parse(entries: &[String]) -> Result<Self, InvalidGrant> {
        let given = entries.iter().map(|entry| entry.trim());
        let given = given.filter(|entry| !matches!(*entry, "" | "http://" | "https://"));
        Ok(Self(given.map(OutboundHost::parse).collect::<Result<_, _>>()?))
    }

    /// Whether a request to `host` on `port`, or on the scheme's own port, is granted.
    pub(crate) fn allow_url(&self, scheme: &str, host: &str, port: Option<u16>) -> bool {
        let port = port.or_else(|| port::well_known(scheme));
        port.is_some_and(|port| self.0.iter().any(|grant| grant.allows(scheme, host, port)))
    }

    /// Whether a socket may connect to `address`; `scheme` is `tcp` or `udp`. A host granted by
    /// name does not grant its addresses.
    pub(crate) fn allow_address(&self, scheme: &str, address: SocketAddr) -> bool {
        self.0.iter().any(|grant| {
            grant.scheme.allows(scheme)
                && grant.host.allows_address(address.ip())
                && grant.port.allows(address.port())
        })
    }
}

impl OutboundHost {
    fn parse(entry: &str) -> Result<Self, InvalidGrant> {
        let form = || InvalidGrant::Form(entry.to_owned());
        let (scheme, authority) = entry.split_once("://").ok_or_else(form)?;
        let authority = authority.strip_suffix('/').unwrap_or(authority);
        let (host, port) = split_port(authority);
        Ok(Self {
            scheme: SchemeGrant::parse(scheme)?,
            host: HostGrant::parse(host)?,
            port: PortGrant::parse(port, scheme)?,
        })
    }

    fn allows(&self, scheme: &str, host: &str, port: u16) -> bool {
        self.scheme.allows(scheme) && self.host.allows(host) && self.port.allows(port)
    }
}

impl SchemeGrant {
    fn parse(scheme: &str) -> Result<Self, InvalidGrant> {
        if scheme == "*" {
            Ok(Self::Any)
        } else if !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphabetic()) {
            Ok(Self::One(scheme.to_owned()))
        } else {
            Err(InvalidGrant::Scheme(scheme.to_owned()))
        }
    }

    fn allows(&self, scheme: &str) -> bool {
        match self {
            Self::Any => true,
            Self::One(granted) => granted == scheme,
        }
    }
}

/// Splits `host:port`. The colons inside an IPv6 address's brackets are the host's.
fn split_port(authority: &str) -> (&str, Option<&str>) {
    match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        Some(_) | None => (authority, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(entries: &[&str]) -> Result<OutboundHosts, InvalidGrant> {
        OutboundHosts::parse(&entries.iter().map(|&entry| entry.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn requests_are_granted_by_scheme_host_and_port() {
        for (grant, scheme, host, port, want) in [
            ("http://127.0.0.1:3001", "http", "127.0.0.1", Some(3001), true),
            ("http://127.0.0.1:3001", "http", "127.0.0.1", Some(3002), false),
            ("http://127.0.0.1:3001", "http", "127.0.0.1", None, false),
            ("http://127.0.0.1:3001", "https", "127.0.0.1", Some(3001), false),
            ("http://127.0.0.1:3001", "http", "localhost", Some(3001), false),
            ("http://localhost:3001/", "http", "LOCALHOST", Some(3001), true),
            ("https://example.com", "https", "example.com", None, true),
            ("https://example.com", "https", "example.com", Some(443), true),
            ("https://example.com", "https", "example.com", Some(8443), false),
            ("https://example.com", "https", "example.com.evil.net", None, false),
            ("https://*.example.com", "https", "a.b.example.com", None, true),
            ("https://*.example.com", "https", "example.com", None, false),
            ("https://*.example.com", "https", "badexample.com", None, false),
            ("*://*:*", "ftp", "anything", Some(21), true),
            ("*://*:*", "ftp", "anything", None, false),
            ("http://*:80", "http", "anything", None, true),
            ("http://h:8000..8002", "http", "h", Some(8001), true),
            ("http://h:8000..8002", "http", "h", Some(8002), false),
            ("http://10.0.0.0/8:80", "http", "10.2.3.4", None, true),
            ("http://10.0.0.0/8:80", "http", "11.2.3.4", None, false),
            ("http://[::1]:80", "http", "[::1]", None, true),
            ("http://[::1]:80", "http", "[::2]", None, false),
        ] {
            let granted = hosts(&[grant]).unwrap().allow_url(scheme, host, port);
            assert_eq!(granted, want, "{grant} for {scheme}://{host} {port:?}");
        }
    }

    #[test]
    fn sockets_are_granted_by_address() {
        for (grant, scheme, address, want) in [
            ("*://127.0.0.1:2525", "tcp", "127.0.0.1:2525", true),
            ("*://127.0.0.1:2525", "tcp", "127.0.0.1:25", false),
            ("tcp://127.0.0.1:2525", "udp", "127.0.0.1:2525", false),
            ("*://localhost:2525", "tcp", "127.0.0.1:2525", false),
            ("*://*:2525", "tcp", "[::1]:2525", true),
            ("*://127.0.0.0/8:*", "tcp", "127.9.9.9:1", true),
            ("http://127.0.0.1:80", "tcp", "127.0.0.1:80", false),
        ] {
            let granted = hosts(&[grant]).unwrap().allow_address(scheme, address.parse().unwrap());
            assert_eq!(granted, want, "{grant} for {scheme} {address}");
        }
    }

    #[test]
    fn nothing_is_granted_by_nothing() {
        for entries in [&[][..], &["", "http://", " https:// "]] {
            assert_eq!(hosts(entries), Ok(OutboundHosts::default()), "{entries:?}");
        }
        assert!(!OutboundHosts::default().allow_url("http", "localhost", Some(80)));
    }

    #[test]
    fn entries_that_grant_nothing_clear_are_refused() {
        for entry in [
            "*",
            "example.com",
            "http://example.com/path",
            "1ttp://example.com",
            "://example.com",
            "redo://example.com",
            "http://example.com:",
            "http://example.com:http",
            "http://example.com:70000",
            "http://*example.com",
            "http://a.*.com",
            "http://*.127.0.0.1",
            "http://10.0.0.0/33",
            "http://self",
            "http://storage.spin.internal",
            "http://user@example.com",
            "http://",
        ] {
            let refused = OutboundHost::parse(entry).is_err();
            assert!(refused, "{entry}");
        }
    }
}
