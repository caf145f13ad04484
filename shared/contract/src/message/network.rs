//! Where an attempt to sign in comes from.

use core::fmt;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use core::str::FromStr;

use serde::{Deserialize, Serialize};

/// What is counted as one place on the net: an IPv4 address, or the first 64 bits of an IPv6
/// address, of which a household or a server has all the rest (RFC 6177). As text: `192.0.2.7`,
/// `2001:db8:0:7::`.
#[derive(Clone, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Network(IpAddr);

/// The text is not a [`Network`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not an IPv4 address or the first half of an IPv6 address")]
pub struct InvalidNetwork;

impl Network {
    /// The network that an address is in. Private and local addresses are in none: whoever comes
    /// from one comes through a proxy of the operator's, as everybody else there does.
    #[must_use]
    pub fn of(address: IpAddr) -> Option<Self> {
        match address.to_canonical() {
            IpAddr::V4(v4) => {
                let ours = v4.is_loopback() || v4.is_private() || v4.is_link_local();
                let nobody = v4.is_unspecified();
                (!ours && !nobody).then_some(Self(IpAddr::V4(v4)))
            }
            IpAddr::V6(v6) => {
                let ours = v6.is_loopback() || v6.is_unique_local();
                let nobody = v6.is_unicast_link_local() || v6.is_unspecified();
                (!ours && !nobody).then(|| Self(IpAddr::V6(first_half(v6))))
            }
        }
    }

    /// Its bytes, IPv4 mapped into IPv6.
    #[must_use]
    pub fn bytes(&self) -> [u8; 16] {
        match self.0 {
            IpAddr::V4(v4) => v4.to_ipv6_mapped().octets(),
            IpAddr::V6(v6) => v6.octets(),
        }
    }
}

const fn first_half(address: Ipv6Addr) -> Ipv6Addr {
    Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)
}

impl FromStr for Network {
    type Err = InvalidNetwork;

    fn from_str(raw: &str) -> Result<Self, InvalidNetwork> {
        if let Ok(v4) = raw.parse::<Ipv4Addr>() {
            return Ok(Self(IpAddr::V4(v4)));
        }
        let v6 = raw.parse::<Ipv6Addr>().map_err(|_| InvalidNetwork)?;
        if first_half(v6) == v6 { Ok(Self(IpAddr::V6(v6))) } else { Err(InvalidNetwork) }
    }
}

impl TryFrom<String> for Network {
    type Error = InvalidNetwork;

    fn try_from(raw: String) -> Result<Self, InvalidNetwork> {
        raw.parse()
    }
}

impl From<Network> for String {
    fn from(network: Network) -> Self {
        network.0.to_string()
    }
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Network(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_of_addresses() {
        for (address, want) in [
            ("192.0.2.7", Some("192.0.2.7")),
            ("::ffff:192.0.2.7", Some("192.0.2.7")),
            ("2001:db8:1:2:3:4:5:6", Some("2001:db8:1:2::")),
            ("127.0.0.1", None),
            ("10.1.2.3", None),
            ("192.168.1.1", None),
            ("169.254.1.1", None),
            ("0.0.0.0", None),
            ("::1", None),
            ("::", None),
            ("fd00::1", None),
            ("fe80::1", None),
        ] {
            let network = Network::of(address.parse().unwrap()).map(String::from);
            assert_eq!(network.as_deref(), want, "{address}");
        }
    }

    #[test]
    fn networks_are_read_again() {
        for (raw, good) in [
            ("192.0.2.7", true),
            ("2001:db8:1:2::", true),
            ("2001:db8:1:2::1", false),
            ("", false),
            ("example.com", false),
        ] {
            assert_eq!(raw.parse::<Network>().is_ok(), good, "{raw}");
        }
        let two = ["192.0.2.7", "2001:db8::"].map(|raw| raw.parse::<Network>().unwrap().bytes());
        assert_ne!(two[0], two[1]);
    }
}
