//! What a relay answers.

use contract::message::MailStatus;

/// The longest line that is read, in bytes; RFC 5321 knows 512.
pub(super) const MAX_LINE_BYTES: usize = 2048;

/// The most lines of one answer.
const MAX_LINES: usize = 100;

/// An answer: a code and its lines (RFC 5321, section 4.2).
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Reply {
    code: u16,
    lines: Vec<String>,
}

/// An answer that is not whole yet.
#[derive(Debug, Default)]
pub(super) struct Reading {
    code: Option<u16>,
    lines: Vec<String>,
}

/// What an answer says of what was asked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Said {
    /// It is done: 2yz.
    Done,
    /// More is awaited: 3yz.
    GoOn,
    /// Not now: 4yz.
    NotNow(MailStatus),
    /// No: 5yz.
    No(MailStatus),
}

impl Reading {
    /// Takes a line without its end: the whole answer, if it was the last.
    pub(super) fn take(mut self, line: &[u8]) -> Result<Result<Reply, Self>, MailStatus> {
        let (code, rest) = line.split_at_checked(3).ok_or(MailStatus::PROTOCOL)?;
        let code = core::str::from_utf8(code).ok().filter(|code| is_code(code));
        let code: u16 = code.and_then(|code| code.parse().ok()).ok_or(MailStatus::PROTOCOL)?;
        let (is_last, text) = match rest.split_first() {
            None => (true, &[][..]),
            Some((b' ', text)) => (true, text),
            Some((b'-', text)) => (false, text),
            Some(_) => return Err(MailStatus::PROTOCOL),
        };
        if self.code.is_some_and(|known| known != code) || self.lines.len() >= MAX_LINES {
            return Err(MailStatus::PROTOCOL);
        }
        self.lines.push(String::from_utf8_lossy(text).into_owned());
        if is_last {
            Ok(Ok(Reply { code, lines: self.lines }))
        } else {
            self.code = Some(code);
            Ok(Err(self))
        }
    }
}

/// `2yz` to `5yz`.
fn is_code(code: &str) -> bool {
    code.bytes().all(|byte| byte.is_ascii_digit()) && matches!(code.as_bytes(), [b'2'..=b'5', ..])
}

impl Reply {
    pub(super) fn said(&self) -> Said {
        match self.code {
            ..300 => Said::Done,
            300..400 => Said::GoOn,
            400..500 => Said::NotNow(self.status(false)),
            500.. => Said::No(self.status(true)),
        }
    }

    pub(super) const fn code(&self) -> u16 {
        self.code
    }

    /// Whether it names an extension (RFC 5321, section 4.1.1.1), with this among its words.
    pub(super) fn offers(&self, keyword: &str, word: Option<&str>) -> bool {
        self.lines.iter().skip(1).any(|line| {
            let mut words = line.split_ascii_whitespace();
            let named = words.next().is_some_and(|first| first.eq_ignore_ascii_case(keyword));
            named && word.is_none_or(|word| words.any(|one| one.eq_ignore_ascii_case(word)))
        })
    }

    /// The enhanced status code that the text begins with (RFC 2034), if it is of the reply's class.
    fn status(&self, is_final: bool) -> MailStatus {
        let first = self.lines.first().and_then(|line| line.split_ascii_whitespace().next());
        let status = first.and_then(|word| word.parse::<MailStatus>().ok());
        let unknown = if is_final { MailStatus::refused() } else { MailStatus::passing(0, 0) };
        status.filter(|status| status.is_final() == is_final).unwrap_or(unknown)
    }
}
