//! Addresses that hosts of tests listen on.

use core::ops::Range;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process;
use std::sync::atomic::{AtomicU16, Ordering};

/// Ports that systems do not give to connections that go out: those begin at 32768 on Linux
/// (`ip_local_port_range`) and at 49152 elsewhere (RFC 6335, section 6).
///
/// A host that is killed and started again needs its port to be free in between.
const PORTS: Range<u16> = 20_000..32_000;

/// How many ports have been looked at.
static LOOKED_AT: AtomicU16 = AtomicU16::new(0);

/// An address that nobody listens on, and that no other caller gets.
pub(crate) fn free_address() -> SocketAddr {
    let count = u32::from(PORTS.end - PORTS.start);
    // Programs that run side by side begin at different places.
    let first = process::id().wrapping_mul(97) % count;
    for _ in 0..count {
        let looked_at = u32::from(LOOKED_AT.fetch_add(1, Ordering::Relaxed));
        let port = u32::from(PORTS.start) + (first + looked_at) % count;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, u16::try_from(port).expect("a port")));
        if TcpListener::bind(address).is_ok() {
            return address;
        }
    }
    panic!("this machine has no free port");
}
