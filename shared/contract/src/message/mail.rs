//! Mails that are to be sent.

use core::fmt;
use core::str::FromStr;

use credential::MailId;
use serde::{Deserialize, Serialize};

use super::{AlertHook, AlertNotice, AlertText, AskedAbout, AskedMail, CallItem, Email, TextItem};

/// The language of a mail.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MailLanguage {
    /// English.
    En,
    /// Swedish.
    Sv,
    /// Nobody knows which one its reader has: both.
    Both,
}

/// What a mail says. The words are the courier's.
#[derive(Clone, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MailText {
    /// How to choose a new password.
    Recovery {
        /// What proves that the mail was read.
        token: String,
    },
    /// That somebody is invited, and how to come in.
    Invitation {
        /// What proves that the mail was read.
        token: String,
        /// To which company.
        organisation: String,
    },
    /// That the password was changed.
    PasswordChanged,
    /// That somebody tries to guess the password or a code.
    SignInAttempts,
    /// What an app asks somebody.
    Asked(AskedMail),
    /// What staff are alerted to.
    Alert(AlertNotice),
}

/// A mail, as storage keeps it sealed and the courier gets it.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// To whom.
    pub to: Email,
    /// In which language.
    pub language: MailLanguage,
    /// What it says.
    pub text: MailText,
}

/// Asks for mails to send.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimMail {
    /// How many mails at most, 1 to [`Self::MOST`].
    pub limit: u32,
    /// How many text messages at most, up to [`Self::MOST`].
    #[serde(default)]
    pub texts: u32,
    /// How many calls at most, up to [`Self::MOST`].
    #[serde(default, skip_serializing_if = "is_none")]
    pub calls: u32,
    /// How many alerts for programs of customers at most, up to [`Self::MOST`].
    #[serde(default)]
    pub hooks: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
const fn is_none(count: &u32) -> bool {
    *count == 0
}

impl ClaimMail {
    /// The most mails that are claimed at once.
    pub const MOST: u32 = 50;
}

/// Mails to send, which belong to whoever got them until a while has passed.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MailsClaimed {
    /// The mails.
    pub items: Vec<MailItem>,
    /// What those that an app sends are about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked_about: Vec<AskedAbout>,
    /// The text messages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<TextItem>,
    /// The calls.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<CallItem>,
    /// The text messages about alerts; they count among the text messages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alert_texts: Vec<AlertText>,
    /// The alerts for programs of customers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hooks: Vec<AlertHook>,
}

/// A mail to send.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MailItem {
    /// Its name, the same at every attempt: its Message-ID is made of it.
    pub id: MailId,
    /// The how manieth attempt this is, from 1 on.
    pub attempt: u32,
    /// The mail.
    pub mail: Mail,
}

/// Says that an attempt to send a mail has failed.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MailFailure {
    /// The attempt.
    pub attempt: u32,
    /// Why.
    pub status: MailStatus,
}

/// Says what became of a mail, or a text message, after it was taken.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MailReturned {
    /// Which one.
    pub mail: MailId,
    /// What became of it.
    pub fate: MailFate,
}

/// What becomes of a mail after it was taken.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MailFate {
    /// It arrived.
    Delivered,
    /// It was a call, and nobody picked it up.
    Unanswered,
    /// It is late, and may still arrive.
    Transient,
    /// It came back: there is no such address, or it takes nothing.
    Permanent,
    /// Whoever got it complained to their provider.
    Complaint,
}

/// Whether what was said of a mail has changed how it stands.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MailSettled {
    /// It has not if somebody else had said before what became of it, or has it in hand by now.
    pub changed: bool,
}

/// Why a mail was not taken: an enhanced status code (RFC 3463) of class 4, which may pass, or 5,
/// which will not, such as `5.1.1`. No words and no address.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct MailStatus {
    is_final: bool,
    subject: u16,
    detail: u16,
}

/// The text is not a [`MailStatus`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not a status of a mail, such as 4.4.1")]
pub struct InvalidMailStatus;

impl MailStatus {
    /// The relay does not answer (X.4.1).
    pub const NO_ANSWER: Self = Self::passing(4, 1);
    /// The relay broke off, or took too long (X.4.2).
    pub const BAD_CONNECTION: Self = Self::passing(4, 2);
    /// The relay speaks otherwise than it should (X.5.0).
    pub const PROTOCOL: Self = Self::passing(5, 0);
    /// The relay does not let us in (X.7.8). That is the operator's to mend, not the mail's fault.
    pub const NOT_ADMITTED: Self = Self::passing(7, 8);
    /// The mail cannot be read any more: its key is gone (X.7.5).
    pub const UNREADABLE: Self = Self { is_final: true, subject: 7, detail: 5 };
    /// The message cannot be written as storage has it (X.6.0).
    pub const UNWRITABLE: Self = Self { is_final: true, subject: 6, detail: 0 };

    const MAX_PART: u16 = 999;

    /// A failure that may pass.
    #[must_use]
    pub const fn passing(subject: u16, detail: u16) -> Self {
        Self { is_final: false, subject, detail }
    }

    /// A failure that will not pass, of no better known kind (X.0.0).
    #[must_use]
    pub const fn refused() -> Self {
        Self { is_final: true, subject: 0, detail: 0 }
    }

    /// Whether trying again is no use.
    #[must_use]
    pub const fn is_final(self) -> bool {
        self.is_final
    }
}

impl fmt::Display for MailStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let class = if self.is_final { 5 } else { 4 };
        write!(f, "{class}.{}.{}", self.subject, self.detail)
    }
}

impl FromStr for MailStatus {
    type Err = InvalidMailStatus;

    fn from_str(raw: &str) -> Result<Self, InvalidMailStatus> {
        let part = |text: &str| {
            let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            let number = digits.then(|| text.parse().ok()).flatten();
            number.filter(|number| *number <= Self::MAX_PART).ok_or(InvalidMailStatus)
        };
        let mut parts = raw.splitn(3, '.');
        let is_final = match parts.next() {
            Some("4") => false,
            Some("5") => true,
            Some(_) | None => return Err(InvalidMailStatus),
        };
        let mut next = || part(parts.next().unwrap_or_default());
        Ok(Self { is_final, subject: next()?, detail: next()? })
    }
}

impl TryFrom<String> for MailStatus {
    type Error = InvalidMailStatus;

    fn try_from(raw: String) -> Result<Self, InvalidMailStatus> {
        raw.parse()
    }
}

impl From<MailStatus> for String {
    fn from(status: MailStatus) -> Self {
        status.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses() {
        for (raw, want) in [
            ("4.4.7", Some(false)),
            ("5.1.1", Some(true)),
            ("5.0.999", Some(true)),
            ("2.0.0", None),
            ("5.1", None),
            ("5.1.1.1", None),
            ("5.1.1000", None),
            ("5..1", None),
            ("5.+1.1", None),
            ("5.1.1 ", None),
            ("", None),
        ] {
            let read = raw.parse::<MailStatus>().ok();
            assert_eq!(read.map(MailStatus::is_final), want, "{raw}");
            assert!(read.is_none_or(|status| status.to_string() == raw), "{raw}");
        }
        assert_eq!(MailStatus::refused().to_string(), "5.0.0");
    }
}
