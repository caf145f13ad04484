//! A connection to the relay.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use contract::Moment;
use contract::message::MailStatus;

use crate::Settings;
use crate::smtp::Session;
use crate::tls::Secured;

/// How long the relay may take to let us in.
const CONNECT: Duration = Duration::from_secs(5);

/// How long one read or write may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// Bytes to the relay and back.
pub(crate) enum Wire {
    /// As they are, to a relay that is near.
    Clear(TcpStream),
    /// Enciphered.
    Secured(Secured),
}

impl Read for Wire {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Self::Clear(stream) => stream.read(buffer),
            Self::Secured(stream) => stream.read(buffer),
        }
    }
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match self {
            Self::Clear(stream) => stream.write(bytes),
            Self::Secured(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        match self {
            Self::Clear(stream) => stream.flush(),
            Self::Secured(stream) => stream.flush(),
        }
    }
}

/// Calls the relay, and opens a session with it.
pub(crate) fn open(settings: &Settings, now: Moment) -> Result<Session<Wire>, MailStatus> {
    let relay = &settings.relay;
    let stream = connect(relay)?;
    let (domain, login) = (settings.sender.domain(), settings.login.as_ref());
    match &relay.tls {
        None => Session::open(Wire::Clear(stream), domain, login),
        Some(tls) => Session::open_secured(stream, domain, login, |stream| {
            tls.begin(stream, now).map(Wire::Secured)
        }),
    }
}

fn connect(relay: &crate::relay::Relay) -> Result<TcpStream, MailStatus> {
    let stream = TcpStream::connect_timeout(&relay.address.socket(), CONNECT);
    let stream = stream.map_err(|_| MailStatus::NO_ANSWER)?;
    let bounded = stream
        .set_read_timeout(Some(PATIENCE))
        .and_then(|()| stream.set_write_timeout(Some(PATIENCE)))
        .and_then(|()| stream.set_nodelay(true));
    bounded.map_err(|_| MailStatus::BAD_CONNECTION)?;
    Ok(stream)
}
