//! The host part of a grant.

use std::net::IpAddr;

/// Which hosts a grant covers.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum HostGrant {
    Any,
    /// Every name that ends so; begins with a dot.
    Below(String),
    /// One name, in lower case.
    Name(String),
    /// Every address that shares so many leading bits; all of them for a single address.
    Network(IpAddr, u8),
}

/// A host that cannot be granted.
#[derive(Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum InvalidHost {
    #[error("{0:?} is not a host name, address, network or *.name")]
    Form(String),
    #[error(
        "{0:?} asks Spin to call another component directly, which this host does not do: give \
         that component's address"
    )]
    Internal(String),
}

impl HostGrant {
    pub(super) fn parse(host: &str) -> Result<Self, InvalidHost> {
        let form = || InvalidHost::Form(host.to_owned());
        let name = host.to_ascii_lowercase();
        if name == "*" {
            return Ok(Self::Any);
        }
        if let Some(network) = network(&name) {
            return Ok(network);
        }
        if name == "self" || name == "self.alt" || name.ends_with(".spin.internal") {
            return Err(InvalidHost::Internal(host.to_owned()));
        }
        if let Some(domain) = name.strip_prefix("*.") {
            let domain = is_name(domain).then_some(domain).ok_or_else(form)?;
            return Ok(Self::Below(format!(".{domain}")));
        }
        if is_name(&name) { Ok(Self::Name(name)) } else { Err(form()) }
    }

    /// Whether a URL's host, an IPv6 address in brackets, is covered.
    pub(super) fn allows(&self, host: &str) -> bool {
        if let Some(address) = address(host) {
            return self.allows_address(address);
        }
        let host = host.to_ascii_lowercase();
        match self {
            Self::Any => true,
            Self::Below(suffix) => host.ends_with(suffix),
            Self::Name(name) => *name == host,
            Self::Network(..) => false,
        }
    }

    pub(super) fn allows_address(&self, address: IpAddr) -> bool {
        match self {
            Self::Any => true,
            Self::Below(_) | Self::Name(_) => false,
            Self::Network(network, bits) => shares_bits(*network, address, *bits),
        }
    }
}

/// An address or `address/bits`.
fn network(host: &str) -> Option<HostGrant> {
    if let Some(address) = address(host) {
        return Some(HostGrant::Network(address, width(address)));
    }
    let (base, bits) = host.split_once('/')?;
    let (base, bits) = (address(base)?, bits.parse().ok()?);
    (bits <= width(base)).then_some(HostGrant::Network(base, bits))
}

fn address(host: &str) -> Option<IpAddr> {
    let bracketed = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    bracketed.unwrap_or(host).parse().ok()
}

fn width(address: IpAddr) -> u8 {
    match address {
        IpAddr::V4(_) => 32,
        IpAddr::V6(_) => 128,
    }
}

fn shares_bits(network: IpAddr, address: IpAddr, bits: u8) -> bool {
    let differing = match (network, address) {
        (IpAddr::V4(network), IpAddr::V4(address)) => {
            (network.to_bits() ^ address.to_bits()).leading_zeros()
        }
        (IpAddr::V6(network), IpAddr::V6(address)) => {
            (network.to_bits() ^ address.to_bits()).leading_zeros()
        }
        (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => return false,
    };
    differing >= u32::from(bits)
}

/// A DNS name, by its characters. A last label of digits only would be an address.
fn is_name(name: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    };
    let last_is_number =
        name.rsplit('.').next().is_some_and(|last| last.bytes().all(|b| b.is_ascii_digit()));
    name.split('.').all(label) && !last_is_number
}
