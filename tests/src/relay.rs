//! A mail relay that does as a test says.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::address::free_address;

/// A relay that takes mail until the test's end. Clones are the same.
#[derive(Clone, Debug, Default)]
pub struct Relay {
    taken: Arc<Mutex<Vec<String>>>,
    /// The sender and the recipient of each, as their envelopes say.
    envelopes: Arc<Mutex<Vec<(String, String)>>>,
    /// What it answers to recipients that it does not take.
    refused: Arc<Mutex<BTreeMap<String, &'static str>>>,
    silent: Arc<AtomicBool>,
    brief: Arc<AtomicBool>,
}

impl Relay {
    /// An address that nobody listens on yet.
    #[must_use]
    pub fn address() -> SocketAddr {
        free_address()
    }

    /// Listens at `address`.
    pub fn listen(&self, address: SocketAddr) {
        let listener = TcpListener::bind(address).expect("nobody else listens there");
        let relay = self.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let relay = relay.clone();
                thread::spawn(move || relay.session(&stream));
            }
        });
    }

    /// From now on a mail is taken, and nothing is said of it; or it is said again.
    pub fn be_silent(&self, silent: bool) {
        self.silent.store(silent, Ordering::SeqCst);
    }

    /// From now on no more is kept of a mail than the line that names it: of many thousands that is enough.
    pub fn be_brief(&self) {
        self.brief.store(true, Ordering::SeqCst);
    }

    /// How many mails came.
    #[must_use]
    pub fn count(&self) -> usize {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// The mails that came, as they came.
    #[must_use]
    pub fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The envelopes of those mails: the sender and the recipient.
    #[must_use]
    pub fn envelopes(&self) -> Vec<(String, String)> {
        self.envelopes.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// From now on a recipient is answered this.
    pub fn refuse(&self, recipient: &str, answer: &'static str) {
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        refused.insert(recipient.to_owned(), answer);
    }

    fn refusal(&self, recipient: &str) -> Option<&'static str> {
        self.refused.lock().unwrap_or_else(PoisonError::into_inner).get(recipient).copied()
    }

    fn session(&self, stream: &TcpStream) -> std::io::Result<()> {
        let mut writer = stream;
        let mut lines = BufReader::new(stream).lines();
        let (mut from, mut to) = (String::new(), String::new());
        writer.write_all(b"220 relay\r\n")?;
        while let Some(line) = lines.next().transpose()? {
            let answer = match line.get(..4).unwrap_or_default() {
                "MAIL" => {
                    from = address(&line);
                    "250 Ok"
                }
                "RCPT" => {
                    to = address(&line);
                    self.refusal(&to).unwrap_or("250 Ok")
                }
                "DATA" => "354 go on",
                "QUIT" => return writer.write_all(b"221 bye\r\n"),
                _ => "250 Ok",
            };
            writer.write_all([answer, "\r\n"].concat().as_bytes())?;
            if answer.starts_with("354") {
                let mut raw = String::new();
                for line in lines.by_ref() {
                    let line = line?;
                    if line == "." {
                        break;
                    }
                    raw.push_str(&line);
                    raw.push('\n');
                }
                let raw =
                    if self.brief.load(Ordering::SeqCst) { named(&raw).to_owned() } else { raw };
                let envelope = (from.clone(), to.clone());
                // Both at once: who counts the mails finds as many envelopes, in the same order.
                let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
                self.envelopes.lock().unwrap_or_else(PoisonError::into_inner).push(envelope);
                taken.push(raw);
                drop(taken);
                if !self.silent.load(Ordering::SeqCst) {
                    writer.write_all(b"250 taken\r\n")?;
                }
            }
        }
        Ok(())
    }
}

/// The line that names a mail.
fn named(raw: &str) -> &str {
    raw.lines().find(|line| line.starts_with("Message-ID: ")).unwrap_or_default()
}

/// What stands between a command's angle brackets.
fn address(line: &str) -> String {
    let inside = line.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inside.map(|(address, _)| address.to_owned()).unwrap_or_default()
}
