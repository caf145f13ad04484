//! Calls in which somebody is asked something, and what they press.

use credential::MailId;
use personal::Phone;
use serde::{Deserialize, Serialize};

/// A call to make.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CallItem {
    /// Its name, the same at every attempt.
    pub id: MailId,
    /// The how manieth attempt this is, from 1 on.
    pub attempt: u32,
    /// To whom.
    pub to: Phone,
    /// What is asked.
    pub asks: CallAsks,
}

/// What is asked in a call.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CallAsks {
    /// The recording that asks: its `https://` address.
    pub question: String,
    /// How many keys an answer has: 1 or 2.
    pub digits: u8,
}

/// Says what somebody has pressed who was called.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerCall {
    /// The call.
    pub mail: MailId,
    /// The keys: 1 to [`Self::MAX_KEYS`] of `0` to `9`, `*` and `#`.
    pub keys: String,
}

impl AnswerCall {
    /// The most keys.
    pub const MAX_KEYS: usize = 8;

    /// Whether keys may have been pressed.
    #[must_use]
    pub fn is_keys(raw: &str) -> bool {
        let is_key = |key: u8| key.is_ascii_digit() || matches!(key, b'*' | b'#');
        (1..=Self::MAX_KEYS).contains(&raw.len()) && raw.bytes().all(is_key)
    }
}

/// What comes of what was pressed. Recordings are `https://` addresses.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", tag = "is")]
pub enum CallAnswered {
    /// It is kept, now or by an earlier send that was the same.
    Kept {
        /// What is played then.
        play: String,
    },
    /// Nothing is kept: there is an answer, or it is too late.
    Closed {
        /// What is played then, if anything.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        play: Option<String>,
    },
    /// They get no more messages.
    OptedOut {
        /// What is played then, if anything.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        play: Option<String>,
    },
    /// It is no key of the question.
    Other {
        /// What asks again.
        asks: CallAsks,
    },
}
