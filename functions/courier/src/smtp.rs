//! One session with a relay: SMTP submission (RFC 5321), STARTTLS (RFC 3207), AUTH PLAIN (RFC 4954),
//! SMTPUTF8 (RFC 6531).

mod reply;

#[cfg(test)]
mod tests;

use std::io::{Read, Write};

use base64ct::{Base64, Encoding as _};
use contract::message::MailStatus;
use zeroize::Zeroizing;

use crate::relay::Login;
use reply::{MAX_LINE_BYTES, Reading, Reply, Said};

/// An address that the relay does not take because it is not ASCII (RFC 6531, X.6.7).
const NO_UTF8: &str = "5.6.7";

/// The relay offers no TLS (RFC 3463 and its registry, X.7.10). That is the operator's to mend.
const NO_TLS: MailStatus = MailStatus::passing(7, 10);

/// A session that mails can be sent in.
pub(crate) struct Session<S> {
    line: Line<S>,
    takes_utf8: bool,
    takes_8bit: bool,
}

/// Why a mail was not taken.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Failed {
    pub(crate) status: MailStatus,
    /// Whether the session cannot be used any more.
    pub(crate) broken: bool,
}

impl<S: Read + Write> Session<S> {
    /// Greets the relay, as `domain`, and says who we are.
    ///
    /// Whatever is wrong here is no mail's fault, and may be mended: no failure is final.
    pub(crate) fn open(stream: S, domain: &str, login: Option<&Login>) -> Result<Self, MailStatus> {
        let mut line = Line { stream, unread: Vec::new() };
        passing(line.read()?.said())?;
        Self::introduce(line, domain, login)
    }

    /// The same, but says nothing more than the domain before `secure` has made of the connection one
    /// that nobody else can read.
    pub(crate) fn open_secured<C: Read + Write>(
        stream: C,
        domain: &str,
        login: Option<&Login>,
        secure: impl FnOnce(C) -> Result<S, MailStatus>,
    ) -> Result<Self, MailStatus> {
        let mut line = Line { stream, unread: Vec::new() };
        passing(line.read()?.said())?;
        let hello = line.ask(&["EHLO ", domain])?;
        passing(hello.said())?;
        if !hello.offers("STARTTLS", None) {
            return Err(NO_TLS);
        }
        passing(line.ask(&["STARTTLS"])?.said())?;
        // What came in the clear behind the answer could be anybody's (RFC 3207, section 5).
        if !line.unread.is_empty() {
            return Err(MailStatus::PROTOCOL);
        }
        let stream = secure(line.stream)?;
        Self::introduce(Line { stream, unread: Vec::new() }, domain, login)
    }

    fn introduce(
        mut line: Line<S>,
        domain: &str,
        login: Option<&Login>,
    ) -> Result<Self, MailStatus> {
        let hello = line.ask(&["EHLO ", domain])?;
        passing(hello.said())?;
        if let Some(Login { user, password }) = login {
            if !hello.offers("AUTH", Some("PLAIN")) {
                return Err(MailStatus::NOT_ADMITTED);
            }
            let plain = Zeroizing::new(["\0", user, "\0", password].concat());
            let plain = Zeroizing::new(Base64::encode_string(plain.as_bytes()));
            match line.ask(&["AUTH PLAIN ", &plain])?.said() {
                Said::Done => {}
                Said::NotNow(status) => return Err(status),
                Said::GoOn | Said::No(_) => return Err(MailStatus::NOT_ADMITTED),
            }
        }
        let takes_utf8 = hello.offers("SMTPUTF8", None);
        Ok(Self { line, takes_utf8, takes_8bit: hello.offers("8BITMIME", None) })
    }

    /// Sends one mail to one address. Both are without control characters, blanks and angle brackets,
    /// and `from` is ASCII. The letter's lines end in CRLF.
    pub(crate) fn send(&mut self, from: &str, to: &str, letter: &[u8]) -> Result<(), Failed> {
        let sent = self.envelope(from, to, letter).and_then(|()| self.data(letter));
        sent.map_err(|Refused { status, broken }| {
            // What was begun is taken back, for the next mail.
            let broken = broken
                || !matches!(self.line.ask(&["RSET"]), Ok(reply) if reply.said() == Said::Done);
            Failed { status, broken }
        })
    }

    /// Ends the session. Every mail was taken or not by now: whatever is answered changes nothing.
    pub(crate) fn quit(mut self) {
        let _ = self.line.ask(&["QUIT"]);
    }

    fn envelope(&mut self, from: &str, to: &str, letter: &[u8]) -> Result<(), Refused> {
        let utf8 = !to.is_ascii();
        if to.contains(['<', '>']) || utf8 && !self.takes_utf8 {
            let status = NO_UTF8.parse().unwrap_or(MailStatus::refused());
            return Err(Refused { status, broken: false });
        }
        let body = if self.takes_8bit && !letter.is_ascii() { " BODY=8BITMIME" } else { "" };
        let smtp_utf8 = if utf8 { " SMTPUTF8" } else { "" };
        let mail = self.line.ask(&["MAIL FROM:<", from, ">", body, smtp_utf8])?;
        // A sender that is refused is the operator's to mend.
        match mail.said() {
            Said::Done => {}
            Said::NotNow(status) => return Err(Refused { status, broken: false }),
            Said::No(_) => return Err(Refused { status: MailStatus::NOT_ADMITTED, broken: false }),
            Said::GoOn => return Err(MailStatus::PROTOCOL.into()),
        }
        match self.line.ask(&["RCPT TO:<", to, ">"])?.said() {
            Said::Done => Ok(()),
            Said::NotNow(status) | Said::No(status) => Err(Refused { status, broken: false }),
            Said::GoOn => Err(MailStatus::PROTOCOL.into()),
        }
    }

    fn data(&mut self, letter: &[u8]) -> Result<(), Refused> {
        match self.line.ask(&["DATA"])?.said() {
            Said::GoOn => {}
            Said::NotNow(status) | Said::No(status) => {
                return Err(Refused { status, broken: false });
            }
            Said::Done => return Err(MailStatus::PROTOCOL.into()),
        }
        self.line.write(&stuffed(letter))?;
        match self.line.read()?.said() {
            Said::Done => Ok(()),
            Said::NotNow(status) | Said::No(status) => Err(Refused { status, broken: false }),
            Said::GoOn => Err(MailStatus::PROTOCOL.into()),
        }
    }
}

/// Why a mail was not taken, before the session is put in order.
#[derive(Clone, Copy)]
struct Refused {
    status: MailStatus,
    broken: bool,
}

impl From<MailStatus> for Refused {
    /// A session that broke off, or that nobody understands.
    fn from(status: MailStatus) -> Self {
        Self { status, broken: true }
    }
}

/// That something was done, or a failure that may pass.
fn passing(said: Said) -> Result<(), MailStatus> {
    match said {
        Said::Done => Ok(()),
        Said::NotNow(status) => Err(status),
        Said::No(_) => Err(MailStatus::NOT_ADMITTED),
        Said::GoOn => Err(MailStatus::PROTOCOL),
    }
}

/// A letter as it is sent: a dot before each line that begins with one, and a dot alone behind the last
/// (RFC 5321, section 4.5.2).
fn stuffed(letter: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(letter.len() + 16);
    for line in letter.split_inclusive(|byte| *byte == b'\n') {
        if line.starts_with(b".") {
            out.push(b'.');
        }
        out.extend_from_slice(line);
    }
    if !out.ends_with(b"\r\n") && !out.is_empty() {
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(b".\r\n");
    out
}

/// Lines to a relay and back.
struct Line<S> {
    stream: S,
    /// What came behind the last line that was read.
    unread: Vec<u8>,
}

impl<S: Read + Write> Line<S> {
    /// Sends a command and reads its answer.
    fn ask(&mut self, command: &[&str]) -> Result<Reply, MailStatus> {
        let text = Zeroizing::new([&command.concat(), "\r\n"].concat());
        self.write(text.as_bytes())?;
        self.read()
    }

    /// Sends bytes. An answer that is there before anything was asked is none to it.
    fn write(&mut self, bytes: &[u8]) -> Result<(), MailStatus> {
        if !self.unread.is_empty() {
            return Err(MailStatus::PROTOCOL);
        }
        let written = self.stream.write_all(bytes).and_then(|()| self.stream.flush());
        written.map_err(|_| MailStatus::BAD_CONNECTION)
    }

    /// Reads an answer. 421 says that the relay hangs up.
    fn read(&mut self) -> Result<Reply, MailStatus> {
        let mut reading = Reading::default();
        loop {
            let line = self.line()?;
            match reading.take(&line)? {
                Ok(reply) if reply.code() == 421 => return Err(MailStatus::BAD_CONNECTION),
                Ok(reply) => return Ok(reply),
                Err(more) => reading = more,
            }
        }
    }

    fn line(&mut self) -> Result<Vec<u8>, MailStatus> {
        loop {
            if let Some(end) = self.unread.iter().position(|byte| *byte == b'\n') {
                let mut line: Vec<u8> = self.unread.drain(..=end).collect();
                line.pop();
                if line.last() == Some(&b'\r') {
                    line.pop();
                }
                return Ok(line);
            }
            if self.unread.len() > MAX_LINE_BYTES {
                return Err(MailStatus::PROTOCOL);
            }
            let mut buffer = [0; 512];
            match self.stream.read(&mut buffer) {
                Ok(0) => return Err(MailStatus::BAD_CONNECTION),
                Ok(count) => self.unread.extend_from_slice(buffer.get(..count).unwrap_or_default()),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(_) => return Err(MailStatus::BAD_CONNECTION),
            }
        }
    }
}
