//! Where a request comes from, coarsely enough to be kept.

use core::fmt;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use core::str::FromStr;

use super::Network;

/// The part of the net a request comes from: the first 24 bits of an IPv4 address, the first 48 of
/// an IPv6 address. A town or a company rather than a household. As text: `192.0.2.0/24`,
/// `2001:db8:7::/48`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Origin(IpAddr);

/// The text is not an [`Origin`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not the first 24 bits of an IPv4 address or the first 48 of an IPv6 address")]
pub struct InvalidOrigin;

impl Origin {
    /// The part of the net that an address is in; none for those that [`Network::of`] knows none of.
    #[must_use]
    pub fn of(address: IpAddr) -> Option<Self> {
        Network::of(address).map(|_| Self::around(address.to_canonical()))
    }

    fn around(address: IpAddr) -> Self {
        Self(match address {
            IpAddr::V4(v4) => IpAddr::V4(Ipv4Addr::from_bits(v4.to_bits() >> 8 << 8)),
            IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 80 << 80)),
        })
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bits = if self.0.is_ipv4() { 24 } else { 48 };
        write!(f, "{}/{bits}", self.0)
    }
}

impl FromStr for Origin {
    type Err = InvalidOrigin;

    fn from_str(raw: &str) -> Result<Self, InvalidOrigin> {
        let (address, _) = raw.split_once('/').ok_or(InvalidOrigin)?;
        let origin = Self::around(address.parse().map_err(|_| InvalidOrigin)?);
        if origin.to_string() == raw { Ok(origin) } else { Err(InvalidOrigin) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_kept_coarsely() {
        for (address, want) in [
            ("192.0.2.77", Some("192.0.2.0/24")),
            ("::ffff:192.0.2.77", Some("192.0.2.0/24")),
            ("2001:db8:1:2:3:4:5:6", Some("2001:db8:1::/48")),
            ("10.1.2.3", None),
            ("::1", None),
        ] {
            let origin = Origin::of(address.parse().unwrap()).map(|origin| origin.to_string());
            assert_eq!(origin.as_deref(), want, "{address}");
        }
    }

    #[test]
    fn origins_are_read_again() {
        for (raw, good) in [
            ("192.0.2.0/24", true),
            ("2001:db8:1::/48", true),
            ("192.0.2.7/24", false),
            ("192.0.2.0/16", false),
            ("2001:db8:1:2::/48", false),
            ("192.0.2.0", false),
            ("", false),
        ] {
            assert_eq!(raw.parse::<Origin>().is_ok(), good, "{raw}");
        }
    }
}
