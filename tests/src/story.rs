//! A shop's whole story: a platform, a courier, a relay, and one clock for all of them.

use std::net::SocketAddr;
use std::path::Path;

use serde_json::Value;

use crate::{Courier, Relay, System};

/// A platform whose mails come to a relay that a test reads.
#[derive(Debug)]
pub struct Story {
    /// The platform.
    pub system: System,
    relay: Relay,
    courier: Courier,
    address: SocketAddr,
    ahead: i64,
}

/// A mail that came.
#[derive(Clone, Debug)]
pub struct StoryMail {
    /// Whom reports of what became of it are for.
    pub from: String,
    /// Whom it is for.
    pub to: String,
    /// What it says, without the soft breaks of its lines.
    pub text: String,
}

impl Story {
    /// Begins now.
    #[must_use]
    pub fn begin(compiled: &Path) -> Self {
        Self::of(System::linked(compiled))
    }

    /// The same, with an app beside it that is in no catalogue.
    #[must_use]
    pub fn beside_clinic(compiled: &Path) -> Self {
        Self::of(System::beside_clinic(compiled))
    }

    fn of(mut system: System) -> Self {
        let (relay, address) = (Relay::default(), Relay::address());
        relay.listen(address);
        let courier = courier(&mut system, (address, 0));
        Self { system, relay, courier, address, ahead: 0 }
    }

    /// It is so many seconds later for everybody.
    pub fn later(&mut self, seconds: i64) {
        self.ahead += seconds;
        self.system.move_clock(self.ahead);
        self.courier = courier(&mut self.system, (self.address, self.ahead));
    }

    /// How far the clock is ahead, in seconds.
    #[must_use]
    pub const fn ahead(&self) -> i64 {
        self.ahead
    }

    /// Has the courier send what is to be sent by now; gives what became of it.
    #[must_use]
    pub fn round(&self) -> Value {
        self.courier.tick()
    }

    /// Tells the courier what became of mails, by their return paths.
    #[must_use]
    pub fn returned(&self, items: &Value) -> Value {
        self.courier.returned(items).expect(200).json()
    }

    /// What the courier wrote to its log.
    #[must_use]
    pub fn log(&self) -> String {
        self.courier.log()
    }

    /// All mails that came, the first first.
    #[must_use]
    pub fn mails(&self) -> Vec<StoryMail> {
        let raw = self.relay.taken().into_iter().zip(self.relay.envelopes());
        raw.map(|(raw, (from, to))| StoryMail { from, to, text: unfolded(&raw) }).collect()
    }

    /// The mails to somebody.
    #[must_use]
    pub fn mails_to(&self, address: &str) -> Vec<StoryMail> {
        self.mails().into_iter().filter(|mail| mail.to == address).collect()
    }
}

/// A courier that is told what comes back.
fn courier(system: &mut System, (relay, ahead): (SocketAddr, i64)) -> Courier {
    system.start_courier_ahead(relay, ahead, &[("RETURNED_SECRET", Courier::RETURNED)])
}

impl StoryMail {
    /// The first address in it that has all of these parts.
    ///
    /// # Panics
    ///
    /// If there is none.
    #[must_use]
    #[track_caller]
    pub fn link(&self, parts: &[&str]) -> String {
        let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>');
        let addresses = self.text.split(ends).filter(|word| word.starts_with("http://"));
        // The HTML part has them as HTML does.
        let mut addresses = addresses.map(|word| word.replace("&amp;", "&"));
        let found = addresses.find(|word| parts.iter().all(|part| word.contains(part)));
        found.unwrap_or_else(|| panic!("no link with {parts:?}: {}", self.text))
    }
}

/// A mail without the soft breaks of its lines (RFC 2045, section 6.7) and the folds of its headers.
fn unfolded(raw: &str) -> String {
    raw.replace("=\n", "").replace("=3D", "=").replace("\n ", " ")
}
