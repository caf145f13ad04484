//! A connection to the relay.

use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use contract::message::MailStatus;

/// How long the relay may take to let us in.
const CONNECT: Duration = Duration::from_secs(5);

/// How long one read or write may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// Connects to the relay.
pub(crate) fn open(relay: SocketAddr) -> Result<TcpStream, MailStatus> {
    let stream = TcpStream::connect_timeout(&relay, CONNECT).map_err(|_| MailStatus::NO_ANSWER)?;
    let bounded = stream
        .set_read_timeout(Some(PATIENCE))
        .and_then(|()| stream.set_write_timeout(Some(PATIENCE)))
        .and_then(|()| stream.set_nodelay(true));
    bounded.map_err(|_| MailStatus::BAD_CONNECTION)?;
    Ok(stream)
}
