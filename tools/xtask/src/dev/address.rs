//! Ports of this machine.

use anyhow::{Context as _, Result};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};

/// `127.0.0.1` with `port`, which nobody else has.
///
/// # Errors
///
/// If somebody has; `flag` is what chooses another.
pub(crate) fn local(port: u16, flag: &str) -> Result<SocketAddr> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpListener::bind(address).with_context(|| {
        format!("port {port} is taken: end what uses it, or choose another with {flag}")
    })?;
    Ok(address)
}

/// Addresses that nobody has, all different.
pub(crate) fn free<const N: usize>() -> Result<[SocketAddr; N]> {
    let mut addresses = [SocketAddr::from((Ipv4Addr::LOCALHOST, 0)); N];
    let mut held = Vec::with_capacity(N);
    for address in &mut addresses {
        let listener = TcpListener::bind(*address).context("this machine has no free port")?;
        *address = listener.local_addr()?;
        // Held until all are known, so that they differ.
        held.push(listener);
    }
    Ok(addresses)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_that_is_taken_is_said_to_be() {
        let [one, other] = free().unwrap();
        assert_ne!(one, other);
        assert_eq!(local(one.port(), "--port").unwrap(), one);
        let _holder = TcpListener::bind(one).unwrap();
        let error = local(one.port(), "--port").unwrap_err().to_string();
        assert!(error.contains("is taken") && error.contains("--port"), "{error}");
    }
}
