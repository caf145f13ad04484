//! TLS to the relay: who it must be, and how it is spoken to (RFC 3207, RFC 8446).

use core::fmt;
use core::str::FromStr;
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use contract::Moment;
use contract::message::MailStatus;
use rustls::client::Resumption;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::time_provider::TimeProvider;
use rustls::{CipherSuite, ClientConfig, ClientConnection, RootCertStore, StreamOwned};

/// The relay is not who it should be, or speaks no TLS that we do (RFC 3463, X.7.5). That is the
/// operator's to mend.
const NOT_SECURE: MailStatus = MailStatus::passing(7, 5);

/// The most certificates of authorities.
const MAX_AUTHORITIES: usize = 20;

/// With what is enciphered: keys of 256 bits alone.
const SUITES: [CipherSuite; 6] = [
    CipherSuite::TLS13_AES_256_GCM_SHA384,
    CipherSuite::TLS13_CHACHA20_POLY1305_SHA256,
    CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    CipherSuite::TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
    CipherSuite::TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
    CipherSuite::TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
];

/// The name in the relay's certificate.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct RelayName(ServerName<'static>);

/// The text is no name of a host.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not the name of a host")]
pub(crate) struct InvalidRelayName;

impl FromStr for RelayName {
    type Err = InvalidRelayName;

    fn from_str(raw: &str) -> Result<Self, InvalidRelayName> {
        ServerName::try_from(raw.to_owned()).map(Self).map_err(|_| InvalidRelayName)
    }
}

/// Who may say that the relay is who it says.
#[derive(Clone)]
pub(crate) struct Authorities(RootCertStore);

/// The text holds no certificates of authorities, in PEM.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not 1 to {MAX_AUTHORITIES} certificates in PEM")]
pub(crate) struct InvalidAuthorities;

impl Authorities {
    /// Those that Mozilla's programs trust.
    pub(crate) fn public() -> Self {
        Self(webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect())
    }
}

impl fmt::Debug for Authorities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Authorities({})", self.0.len())
    }
}

impl FromStr for Authorities {
    type Err = InvalidAuthorities;

    fn from_str(pem: &str) -> Result<Self, InvalidAuthorities> {
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_slice_iter(pem.as_bytes()) {
            let certificate = certificate.map_err(|_| InvalidAuthorities)?;
            if roots.len() == MAX_AUTHORITIES {
                return Err(InvalidAuthorities);
            }
            roots.add(certificate).map_err(|_| InvalidAuthorities)?;
        }
        if roots.is_empty() { Err(InvalidAuthorities) } else { Ok(Self(roots)) }
    }
}

/// Whom TLS is spoken with.
#[derive(Clone, Debug)]
pub(crate) struct Tls {
    pub(crate) name: RelayName,
    pub(crate) authorities: Authorities,
}

impl Tls {
    /// Shakes hands on a connection, at `now`.
    pub(crate) fn begin(&self, mut stream: TcpStream, now: Moment) -> Result<Secured, MailStatus> {
        let mut connection = self.connection(now).map_err(|_| NOT_SECURE)?;
        while connection.is_handshaking() {
            // A certificate that is refused comes as invalid data, a connection that ended otherwise.
            connection.complete_io(&mut stream).map_err(|error| {
                let is_refused = error.kind() == std::io::ErrorKind::InvalidData;
                if is_refused { NOT_SECURE } else { MailStatus::BAD_CONNECTION }
            })?;
        }
        Ok(Box::new(StreamOwned::new(connection, stream)))
    }

    fn connection(&self, now: Moment) -> Result<ClientConnection, rustls::Error> {
        let mut provider = rustls_rustcrypto::provider();
        provider.cipher_suites.retain(|suite| SUITES.contains(&suite.suite()));
        let mut config = config(provider, now)?
            .with_root_certificates(self.authorities.0.clone())
            .with_no_client_auth();
        // One session a round: nothing is resumed.
        config.resumption = Resumption::disabled();
        ClientConnection::new(Arc::new(config), self.name.0.clone())
    }
}

/// A connection that nobody else can read.
pub(crate) type Secured = Box<StreamOwned<ClientConnection, TcpStream>>;

fn config(
    provider: CryptoProvider,
    now: Moment,
) -> Result<rustls::ConfigBuilder<ClientConfig, rustls::WantsVerifier>, rustls::Error> {
    let clock = Arc::new(Clock(now));
    ClientConfig::builder_with_details(Arc::new(provider), clock)
        .with_safe_default_protocol_versions()
}

/// The one reading of the clock.
#[derive(Debug)]
struct Clock(Moment);

impl TimeProvider for Clock {
    fn current_time(&self) -> Option<UnixTime> {
        Some(UnixTime::since_unix_epoch(Duration::from_millis(self.0.unix_millis())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_authorities() {
        for (raw, want) in [
            ("smtp.example.com", true),
            ("203.0.113.7", true),
            ("smtp.example.com:587", false),
            ("a b", false),
            ("", false),
        ] {
            assert_eq!(raw.parse::<RelayName>().is_ok(), want, "{raw}");
        }
        assert!(Authorities::public().0.len() > 50);
        let made = rcgen::generate_simple_self_signed(["smtp.example.com".to_owned()]).unwrap();
        let pem = made.cert.pem();
        for (pem, want) in [
            (pem.clone(), Some(1)),
            (pem.repeat(MAX_AUTHORITIES), Some(MAX_AUTHORITIES)),
            (pem.repeat(MAX_AUTHORITIES + 1), None),
            (pem.replace("CERTIFICATE", "PUBLIC KEY"), None),
            (pem.replace('M', "?"), None),
            (String::new(), None),
        ] {
            let read = pem.parse::<Authorities>().ok();
            assert_eq!(read.map(|read| read.0.len()), want, "{pem}");
        }
    }

    #[test]
    fn keys_have_256_bits() {
        let mut provider = rustls_rustcrypto::provider();
        provider.cipher_suites.retain(|suite| SUITES.contains(&suite.suite()));
        assert_eq!(provider.cipher_suites.len(), SUITES.len());
    }
}
