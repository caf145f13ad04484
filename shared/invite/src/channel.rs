//! Ways on which somebody is invited.

use serde::{Deserialize, Serialize};

use crate::Few;

/// A way on which a message goes.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// E-mail.
    Mail,
    /// A text message.
    Sms,
    /// A phone call that asks a question, answered by the keypad.
    Voice,
}

impl Channel {
    /// All of them, in the order in which a policy prefers them that says nothing else.
    pub const ALL: [Self; 3] = [Self::Mail, Self::Sms, Self::Voice];

    /// Its published name, which never changes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Sms => "sms",
            Self::Voice => "voice",
        }
    }
}

/// Channels, in an order: that of preference, or that in which they were sent.
pub type Channels = Few<Channel, 3>;
