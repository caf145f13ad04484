//! A program of a customer's, that is told of alerts.

use std::net::SocketAddr;

use crate::listening::Listening;

/// A program that takes what it is told until the test's end. Clones are the same.
#[derive(Clone, Debug)]
pub struct Hook(Listening<HookTold>);

/// What it was told.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct HookTold {
    /// Where.
    pub path: String,
    /// With which signature.
    pub signature: String,
    /// What.
    pub body: String,
}

impl Hook {
    /// Listens on a port of its own.
    #[must_use]
    pub fn listen() -> Self {
        Self(Listening::on(204, |heard, status| {
            let told = HookTold {
                path: heard.line().1.to_owned(),
                signature: heard.header("nordsvar-signature").to_owned(),
                body: heard.body.clone(),
            };
            (status, Some(told), "")
        }))
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.0.address
    }

    /// From now on it answers with this status.
    pub fn answer_with(&self, status: u16) {
        self.0.answer_with(status);
    }

    /// What it was told, in order.
    #[must_use]
    pub fn told(&self) -> Vec<HookTold> {
        self.0.kept()
    }
}
