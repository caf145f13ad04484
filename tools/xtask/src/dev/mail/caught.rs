//! The mails that were caught.

use mail_parser::MessageParser;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

/// How many are kept; the oldest go.
const MOST: usize = 1000;

/// A mail, taken apart.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Message {
    /// Counts up from 1.
    pub(super) id: u64,
    /// Milliseconds since 1970.
    received_at: u64,
    /// The envelope's sender.
    from: String,
    /// The envelope's recipients.
    pub(super) to: Vec<String>,
    #[serde(rename = "message_id")]
    name: String,
    pub(super) subject: String,
    pub(super) text: String,
    pub(super) html: String,
    /// As it came.
    raw: String,
}

/// What was caught so far. Clones are the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Caught(Arc<Mutex<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    last: u64,
    /// The newest first.
    messages: VecDeque<Message>,
}

impl Caught {
    /// Keeps a mail.
    pub(super) fn keep(&self, from: String, to: Vec<String>, raw: &[u8]) {
        let parsed = MessageParser::default().parse(raw);
        let part = |read: fn(&mail_parser::Message<'_>) -> Option<String>| {
            parsed.as_ref().and_then(read).unwrap_or_default()
        };
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.last += 1;
        let message = Message {
            id: kept.last,
            received_at: now(),
            from,
            to,
            name: part(|mail| mail.message_id().map(str::to_owned)),
            subject: part(|mail| mail.subject().map(str::to_owned)),
            text: part(|mail| mail.body_text(0).map(Cow::into_owned)),
            html: part(|mail| mail.body_html(0).map(Cow::into_owned)),
            raw: String::from_utf8_lossy(raw).into_owned(),
        };
        kept.messages.push_front(message);
        kept.messages.truncate(MOST);
    }

    /// How many there were, with those that are not kept any more.
    pub(super) fn count(&self) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).last
    }

    /// All of them, the newest first.
    pub(super) fn all(&self) -> Vec<Message> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.messages.iter().cloned().collect()
    }
}

fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}
