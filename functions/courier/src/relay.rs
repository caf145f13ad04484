//! Where the relay is, and who we are to it.

use core::fmt;
use core::net::{IpAddr, SocketAddr};
use core::str::FromStr;

use contract::message::Email;
use http::Uri;
use zeroize::Zeroizing;

/// The operator's relay: `tcp://` with an address and a port, such as `tcp://127.0.0.1:25`. A name would
/// have to be looked up, which a component may not do.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Relay(SocketAddr);

/// The text is no [`Relay`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum RelayError {
    /// It has another form.
    #[error("a relay is tcp:// with an address and a port")]
    Form,
    /// Mail would cross a network of others in the clear.
    #[error(
        "relay_url names a public address, and mail would go there unencrypted: name a relay on a \
         loopback or private address, which passes mail on with TLS (docs/mail.md)"
    )]
    Public,
}

impl Relay {
    pub(crate) const fn address(self) -> SocketAddr {
        self.0
    }
}

impl FromStr for Relay {
    type Err = RelayError;

    fn from_str(raw: &str) -> Result<Self, RelayError> {
        let address = raw.strip_prefix("tcp://").ok_or(RelayError::Form)?;
        let address: SocketAddr = address.parse().map_err(|_| RelayError::Form)?;
        if address.port() == 0 {
            Err(RelayError::Form)
        } else if is_near(address.ip()) {
            Ok(Self(address))
        } else {
            Err(RelayError::Public)
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

    #[test]
    fn relays_are_near() {
        for (raw, want) in [
            ("tcp://127.0.0.1:25", Ok(())),
            ("tcp://[::1]:2525", Ok(())),
            ("tcp://10.1.2.3:587", Ok(())),
            ("tcp://192.168.0.9:25", Ok(())),
            ("tcp://172.31.0.9:25", Ok(())),
            ("tcp://[fd00::1]:25", Ok(())),
            ("tcp://172.32.0.9:25", Err(RelayError::Public)),
            ("tcp://8.8.8.8:25", Err(RelayError::Public)),
            ("tcp://169.254.1.1:25", Err(RelayError::Public)),
            ("tcp://0.0.0.0:25", Err(RelayError::Public)),
            ("tcp://[2001:db8::1]:25", Err(RelayError::Public)),
            ("tcp://[::ffff:8.8.8.8]:25", Err(RelayError::Public)),
            ("tcp://localhost:25", Err(RelayError::Form)),
            ("tcp://127.0.0.1", Err(RelayError::Form)),
            ("tcp://127.0.0.1:0", Err(RelayError::Form)),
            ("127.0.0.1:25", Err(RelayError::Form)),
            ("", Err(RelayError::Form)),
        ] {
            assert_eq!(raw.parse::<Relay>().map(|_| ()), want, "{raw}");
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
