//! The mails that a platform has sent.

use std::thread;
use std::time::{Duration, Instant};

use serde::Deserialize;

use crate::Client;

/// How long a mail may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A mail as it was received.
#[derive(Clone, Debug, Deserialize)]
pub struct Mail {
    /// To whom.
    pub to: Vec<String>,
    /// Its Message-ID, without angle brackets.
    pub message_id: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// Its HTML.
    pub html: String,
    /// As it came.
    pub raw: String,
}

impl Mail {
    /// All mails to `address` that `mail`, a catcher's page, has, the newest first.
    #[must_use]
    pub fn all(mail: &str, address: &str) -> Vec<Self> {
        let answer = Client::new(mail).get("/messages").send().expect(200);
        let all: Vec<Self> = serde_json::from_str(answer.text()).expect("a list of mails");
        all.into_iter().filter(|mail| mail.to.iter().any(|to| to == address)).collect()
    }

    /// The newest mail to `address`, once there are `count`.
    ///
    /// # Panics
    ///
    /// If they do not come.
    #[must_use]
    pub fn wait(mail: &str, address: &str, count: usize) -> Self {
        let begun = Instant::now();
        loop {
            let mut all = Self::all(mail, address);
            if all.len() >= count && count > 0 {
                return all.swap_remove(0);
            }
            assert!(begun.elapsed() < PATIENCE, "{} of {count} mails came", all.len());
            thread::sleep(Duration::from_millis(100));
        }
    }

    /// What the link to a page of login has behind its `#`.
    ///
    /// # Panics
    ///
    /// If there is none.
    #[must_use]
    pub fn token(&self) -> String {
        let behind = self.text.split_once('#').expect("a link").1;
        behind.split_whitespace().next().expect("a token").to_owned()
    }
}
