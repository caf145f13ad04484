//! The session of a round with the relay.

use contract::Moment;
use contract::message::MailStatus;

use crate::connection::Wire;
use crate::smtp::{Failed, Session};
use crate::{Settings, connection};

/// The session of a round, which is opened for the first mail, and again if it broke.
pub(crate) enum Line {
    /// Nobody has called yet, or the session broke.
    Down,
    /// It can be used.
    Up(Session<Wire>),
    /// The relay does not let us in, and is not asked for each mail.
    Dead(MailStatus),
}

impl Line {
    /// Sends one mail from one address to one other.
    pub(crate) fn send(
        &mut self,
        settings: &Settings,
        (from, to): (&str, &str),
        letter: &[u8],
        now: Moment,
    ) -> Result<(), MailStatus> {
        if let Self::Down = self {
            let session = connection::open(settings, now);
            *self = session.map_or_else(Self::Dead, Self::Up);
        }
        let session = match self {
            Self::Up(session) => session,
            Self::Dead(status) => return Err(*status),
            Self::Down => return Err(MailStatus::NO_ANSWER),
        };
        session.send(from, to, letter).map_err(|Failed { status, broken }| {
            if broken {
                *self = Self::Down;
            }
            status
        })
    }

    /// Ends it.
    pub(crate) fn hang_up(self) {
        match self {
            Self::Up(session) => session.quit(),
            Self::Down | Self::Dead(_) => {}
        }
    }
}
