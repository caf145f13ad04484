//! Where the relay is, and who we are to it.

use core::fmt;
use core::net::{IpAddr, SocketAddr};
use core::str::FromStr;

use contract::message::Email;
use http::Uri;
use zeroize::Zeroizing;

use crate::tls::Tls;

/// The operator's relay.
#[derive(Clone, Debug)]
pub(crate) struct Relay {
    pub(crate) address: RelayAddress,
    /// Whom TLS is spoken with; none to a relay that is near and is spoken to in the clear.
    pub(crate) tls: Option<Tls>,
}

/// Mail would cross a network of others in the clear.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error(
    "relay_url names a public address, and mail would go there unencrypted: give the name in the \
     relay's certificate as relay_name, for TLS, or name a relay on a loopback or private address \
     (docs/mail.md)"
)]
pub(crate) struct InTheClear;

impl Relay {
    /// A relay that mail can be trusted to.
    pub(crate) fn new(address: RelayAddress, tls: Option<Tls>) -> Result<Self, InTheClear> {
        if tls.is_some() || is_near(address.0.ip()) {
            Ok(Self { address, tls })
        } else {
            Err(InTheClear)
        }
    }
}

/// Where a relay is: `tcp://` with an address and a port, such as `tcp://127.0.0.1:25`. A name would
/// have to be looked up, which a component may not do.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct RelayAddress(SocketAddr);

/// The text is no [`RelayAddress`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a relay is tcp:// with an address and a port")]
pub(crate) struct InvalidRelayAddress;

impl RelayAddress {
    pub(crate) const fn socket(self) -> SocketAddr {
        self.0
    }
}

impl FromStr for RelayAddress {
    type Err = InvalidRelayAddress;

    fn from_str(raw: &str) -> Result<Self, InvalidRelayAddress> {
        let address = raw.strip_prefix("tcp://").ok_or(InvalidRelayAddress)?;
        let address: SocketAddr = address.parse().map_err(|_| InvalidRelayAddress)?;
        if address.port() == 0 || address.ip().is_unspecified() {
            Err(InvalidRelayAddress)
        } else {
            Ok(Self(address))
        }
    }
}

/// Whether an address is this machine's own, or of a private network (RFC 1918, RFC 4193).
pub(crate) fn is_near(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => address.is_loopback() || address.is_private(),
        IpAddr::V6(address) => address.is_loopback() || address.is_unique_local(),
    }
}

/// How the relay knows us.
pub(crate) struct Login {
    pub(crate) user: String,
    pub(crate) password: Zeroizing<String>,
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Login(..)")
    }
}

/// Whose mail it is: an address of plain ASCII, whose domain is what Message-IDs end with and what the
/// relay is greeted by.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Sender {
    address: String,
    domain: String,
}

/// The text is no [`Sender`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("mail is from an address of plain ASCII, such as noreply@example.com")]
pub(crate) struct InvalidSender;

impl Sender {
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    pub(crate) fn domain(&self) -> &str {
        &self.domain
    }
}

impl FromStr for Sender {
    type Err = InvalidSender;

    fn from_str(raw: &str) -> Result<Self, InvalidSender> {
        let email: Email = raw.parse().map_err(|_| InvalidSender)?;
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+' | '@');
        match email.as_str().split_once('@') {
            Some((_, domain)) if email.as_str().chars().all(plain) => {
                Ok(Self { address: email.as_str().to_owned(), domain: domain.to_owned() })
            }
            Some(_) | None => Err(InvalidSender),
        }
    }
}

/// Where people sign in: scheme and authority. Over plain HTTP only on this machine.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct LoginUrl(String);

/// The text is no [`LoginUrl`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("people sign in at https:// and a host, with no path")]
pub(crate) struct InvalidLoginUrl;

impl LoginUrl {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for LoginUrl {
    type Err = InvalidLoginUrl;

    fn from_str(raw: &str) -> Result<Self, InvalidLoginUrl> {
        let base = raw.trim_end_matches('/');
        let uri: Uri = base.parse().map_err(|_| InvalidLoginUrl)?;
        let pathless = uri.path_and_query().is_none_or(|path| path == "/");
        let here = || matches!(uri.host(), Some("localhost" | "127.0.0.1" | "[::1]"));
        let safe = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => here(),
            Some(_) | None => false,
        };
        if safe && pathless && uri.authority().is_some() {
            Ok(Self(base.to_owned()))
        } else {
            Err(InvalidLoginUrl)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tls::Authorities;

    /// Over TLS a relay may be anywhere, in the clear only near.
    #[test]
    fn relays_are_near_or_secured() {
        let (near, far, none) = (Some(true), Some(false), None);
        for (raw, want) in [
            ("tcp://127.0.0.1:25", near),
            ("tcp://[::1]:2525", near),
            ("tcp://10.1.2.3:587", near),
            ("tcp://192.168.0.9:25", near),
            ("tcp://172.31.0.9:25", near),
            ("tcp://[fd00::1]:25", near),
            ("tcp://172.32.0.9:25", far),
            ("tcp://8.8.8.8:25", far),
            ("tcp://169.254.1.1:25", far),
            ("tcp://[2001:db8::1]:25", far),
            ("tcp://[::ffff:8.8.8.8]:25", far),
            ("tcp://0.0.0.0:25", none),
            ("tcp://[::]:25", none),
            ("tcp://localhost:25", none),
            ("tcp://127.0.0.1", none),
            ("tcp://127.0.0.1:0", none),
            ("127.0.0.1:25", none),
            ("", none),
        ] {
            let address = raw.parse::<RelayAddress>().ok();
            let is_near = address.map(|address| Relay::new(address, None).is_ok());
            assert_eq!(is_near, want, "{raw}");
            let name = "smtp.example.com".parse().unwrap();
            let tls = Tls { name, authorities: Authorities::public() };
            assert!(address.is_none_or(|address| Relay::new(address, Some(tls)).is_ok()), "{raw}");
        }
    }

    #[test]
    fn senders_and_pages() {
        for (raw, want) in [
            ("noreply@example.com", Some("example.com")),
            (" NoReply@Example.com", Some("example.com")),
            ("nöjd@example.com", None),
            ("a b@example.com", None),
            ("a>b@example.com", None),
            ("example.com", None),
        ] {
            let sender = raw.parse::<Sender>().ok();
            assert_eq!(sender.as_ref().map(Sender::domain), want, "{raw}");
        }
        for (raw, want) in [
            ("https://login.example.com", true),
            ("https://login.example.com/", true),
            ("http://localhost:3000", true),
            ("http://login.example.com", false),
            ("https://login.example.com/login", false),
            ("login.example.com", false),
        ] {
            assert_eq!(raw.parse::<LoginUrl>().is_ok(), want, "{raw}");
        }
    }
}
