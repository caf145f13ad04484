//! The port part of a grant.

/// Which ports a grant covers.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum PortGrant {
    Any,
    /// From the first, up to but not with the second, as Spin reads `8000..9000`.
    Between(u16, u16),
    One(u16),
}

/// A port that cannot be granted.
#[derive(Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum InvalidPort {
    #[error("{0:?} is not a port, a range of ports or '*'")]
    Form(String),
    #[error("scheme {0:?} has no port of its own, so one must be given")]
    Missing(String),
}

impl PortGrant {
    /// Reads a port; without one, the port that `scheme` is known for.
    pub(super) fn parse(port: Option<&str>, scheme: &str) -> Result<Self, InvalidPort> {
        let Some(port) = port else {
            let known = well_known(scheme);
            return known.map(Self::One).ok_or_else(|| InvalidPort::Missing(scheme.to_owned()));
        };
        let number = |text: &str| text.parse().map_err(|_| InvalidPort::Form(port.to_owned()));
        if port == "*" {
            return Ok(Self::Any);
        }
        match port.split_once("..") {
            Some((first, end)) => Ok(Self::Between(number(first)?, number(end)?)),
            None => Ok(Self::One(number(port)?)),
        }
    }

    pub(super) fn allows(&self, port: u16) -> bool {
        match self {
            Self::Any => true,
            Self::Between(first, end) => (*first..*end).contains(&port),
            Self::One(granted) => *granted == port,
        }
    }
}

/// The port a URL of `scheme` means when it names none.
pub(super) fn well_known(scheme: &str) -> Option<u16> {
    match scheme {
        "http" => Some(80),
        "https" => Some(443),
        "postgres" => Some(5432),
        "mysql" => Some(3306),
        "redis" => Some(6379),
        "mqtt" => Some(1883),
        _ => None,
    }
}
