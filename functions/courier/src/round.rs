//! What a tick does: a few mails, one after the other.

use std::net::TcpStream;
use std::time::{Duration, Instant};

use contract::message::{ClaimMail, MailFailure, MailItem, MailStatus};
use contract::{Caller, StorageClient};
use host::Host;
use problem::Problem;
use serde::Serialize;

use crate::smtp::{Failed, Session};
use crate::{Settings, connection, letter};

/// How many mails are taken in hand at once.
const MAILS: u32 = 20;

/// After how long no further mail is begun. What is left is tried again, well before the lease of it ends.
const BUDGET: Duration = Duration::from_mins(1);

/// The round was over before the mail's turn came (RFC 3463, X.3.2).
const OUT_OF_TIME: MailStatus = MailStatus::passing(3, 2);

/// What became of the mails of a round.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
pub(crate) struct Round {
    /// The relay has taken so many.
    sent: u32,
    /// So many are tried again.
    waiting: u32,
    /// So many are given up.
    failed: u32,
}

/// Takes mails in hand and sends them.
pub(crate) async fn run(host: &Host, settings: &Settings) -> Result<Round, Problem> {
    let caller = Caller {
        function: credential::Function::Courier,
        keys: &settings.keys,
        now: host.now(),
        request_id: host.request_id(),
        credential: None,
    };
    let storage = StorageClient::new(host, &settings.storage, caller);
    let claimed = storage.claim_mail(&ClaimMail { limit: MAILS, texts: 0 }).await?;
    let (mut round, mut line) = (Round::default(), Line::Down);
    let begun = Instant::now();
    for item in claimed.items {
        let late = begun.elapsed() >= BUDGET;
        let outcome = if late { Err(OUT_OF_TIME) } else { line.send(host, settings, &item) };
        // Should storage not hear of it, the lease ends and the mail is sent again.
        match outcome {
            Ok(()) => {
                storage.mail_sent(&item.id).await?;
                round.sent += 1;
            }
            Err(status) => {
                let failure = MailFailure { attempt: item.attempt, status };
                storage.mail_failed(&item.id, &failure).await?;
                if status.is_final() { round.failed += 1 } else { round.waiting += 1 }
            }
        }
    }
    line.hang_up();
    Ok(round)
}

/// The session of a round, which is opened for the first mail, and again if it broke.
enum Line {
    /// Nobody has called yet, or the session broke.
    Down,
    /// It can be used.
    Up(Session<TcpStream>),
    /// The relay does not let us in, and is not asked for each mail.
    Dead(MailStatus),
}

impl Line {
    fn send(
        &mut self,
        host: &Host,
        settings: &Settings,
        item: &MailItem,
    ) -> Result<(), MailStatus> {
        if let Self::Down = self {
            let session = connection::open(settings.relay.address()).and_then(|stream| {
                Session::open(stream, settings.sender.domain(), settings.login.as_ref())
            });
            *self = session.map_or_else(Self::Dead, Self::Up);
        }
        let session = match self {
            Self::Up(session) => session,
            Self::Dead(status) => return Err(*status),
            Self::Down => return Err(MailStatus::NO_ANSWER),
        };
        let letter = letter::of(item, settings, host.now()).ok_or(MailStatus::refused())?;
        let to = item.mail.to.as_str();
        let taken = session.send(settings.sender.address(), to, &letter);
        taken.map_err(|Failed { status, broken }| {
            if broken {
                *self = Self::Down;
            }
            status
        })
    }

    fn hang_up(self) {
        match self {
            Self::Up(session) => session.quit(),
            Self::Down | Self::Dead(_) => {}
        }
    }
}
