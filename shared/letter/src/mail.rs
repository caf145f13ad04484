//! The mail: its headers and both its parts.

mod look;
mod page;
mod row;
mod text;

use jiff::Timestamp;
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::date::Date;
use mail_builder::headers::raw::Raw;
use mail_builder::headers::url::URL;
use mail_builder::mime::MimePart;
use survey::{Locale, Palette};

use crate::kind::MessageKind;
use crate::link::{InvitationLink, WebAddress};
use crate::name::{BounceTag, Domain, MailAddress, MailName, ReturnPath};
use crate::occasion::Occasion;
use crate::ours::{Words, words};
use crate::plain::unwanted;
use crate::question::FirstQuestion;
use crate::template::{Filled, MAX_SENDER, MAX_SUBJECT};

/// The most bytes of a message, its headers and both its parts, encoded.
pub const MAX_MESSAGE_BYTES: usize = 30 * 1024;

/// How much longer than a template a text is whose variables have values.
const MAX_GROWTH: usize = 4;

/// What a mail says.
#[derive(Clone, Copy, Debug)]
pub struct Letter<'a> {
    /// What it is about.
    pub occasion: Occasion,
    /// Which message it is.
    pub kind: MessageKind,
    /// Its texts.
    pub texts: &'a Filled,
    /// The survey's first question, where it is asked in the mail.
    pub question: Option<&'a FirstQuestion>,
    /// Where the survey is.
    pub link: &'a InvitationLink,
    /// Where one gets no more of them, by one click (RFC 8058).
    pub unsubscribe: &'a WebAddress,
    /// Where it says how data is handled.
    pub privacy: Option<&'a WebAddress>,
    /// Whether whoever asks sees answers together with what they are about.
    pub linked: bool,
    /// Who runs the system.
    pub operator: &'a str,
    /// The colours for light and dark, which [`survey::palettes`] has checked.
    pub palettes: &'a [Palette; 2],
}

/// How a mail is sent.
#[derive(Clone, Copy, Debug)]
pub struct Sending<'a> {
    /// Its name.
    pub mail: &'a MailName,
    /// The operator's address, under the tenant's name.
    pub from: &'a MailAddress,
    /// Whom it is to.
    pub to: &'a MailAddress,
    /// Who gets the replies, if not `from`.
    pub reply_to: Option<&'a MailAddress>,
    /// Where mail that cannot be delivered comes back to.
    pub bounces: &'a Domain,
    /// When it is written.
    pub at: Timestamp,
}

/// A mail as it is sent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Message {
    /// The message: 7 bits a byte, lines of at most 998 bytes that end in CRLF.
    pub bytes: Vec<u8>,
    /// The envelope's sender (`MAIL FROM`).
    pub return_path: String,
    /// Its Message-ID, without angle brackets: the same at every attempt.
    pub message_id: String,
}

/// A mail cannot be written.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ComposeError {
    /// A sender's name or a subject is empty, too long, or has a character that may not stand in
    /// a header.
    #[error("the sender's name or the subject cannot stand in a header")]
    Header,
    /// It is larger than [`MAX_MESSAGE_BYTES`].
    #[error("the message is larger than {MAX_MESSAGE_BYTES} bytes")]
    TooLarge,
}

impl Letter<'_> {
    /// The subject, as it is shown.
    #[must_use]
    pub fn subject(&self) -> String {
        match self.kind {
            MessageKind::Test => ["[", &self.words().0.test, "] ", &self.texts.subject].concat(),
            MessageKind::Invitation
            | MessageKind::Reminder1
            | MessageKind::Reminder2
            | MessageKind::Reminder3 => self.texts.subject.clone(),
        }
    }

    /// The part for programs that show text.
    #[must_use]
    pub fn text(&self) -> String {
        text::of(self, &self.words().0)
    }

    /// The part for programs that show HTML: one document without pictures and scripts.
    #[must_use]
    pub fn html(&self) -> String {
        let (words, language) = self.words();
        page::of(self, &words, &language)
    }

    /// Our own words, and the language that they are in.
    fn words(&self) -> (Words, Locale) {
        let language = &self.texts.language;
        let known = crate::ours::LANGUAGES.contains(&language.written_language());
        (words(language), if known { language.clone() } else { Locale::english() })
    }

    /// Writes the mail. `tag` makes of the mail's name what shows that its return path is ours.
    ///
    /// # Errors
    ///
    /// [`ComposeError`]; nothing is to be sent then.
    pub fn compose(
        &self,
        sending: &Sending<'_>,
        tag: impl FnOnce(&MailName) -> BounceTag,
    ) -> Result<Message, ComposeError> {
        let subject = self.subject();
        if !fits(&self.texts.sender, MAX_SENDER) || !fits(&subject, MAX_SUBJECT) {
            return Err(ComposeError::Header);
        }
        let mail = sending.mail.as_str();
        let domain = sending.from.domain();
        let message_id = [mail, "@", domain.as_str()].concat();
        // A line of quoted-printable or base64 never begins with it, nor may anybody guess it.
        let boundary = ["=_", mail].concat();
        let parts = ContentType::new("multipart/alternative").attribute("boundary", boundary);
        let mut message = MessageBuilder::new()
            .from(Address::new_address(Some(&*self.texts.sender), sending.from.as_str()))
            .to(Address::from(sending.to.as_str()))
            .subject(subject)
            .date(Date::new(sending.at.as_second()))
            .message_id(&*message_id)
            .header("Content-Language", Raw::new(self.texts.language.as_str()))
            // Nobody's holiday greeting shall answer it (RFC 3834).
            .header("Auto-Submitted", Raw::new("auto-generated"))
            .header("List-Unsubscribe", URL::new(self.unsubscribe.as_str()))
            .header("List-Unsubscribe-Post", Raw::new("List-Unsubscribe=One-Click"));
        if let Some(reply_to) = sending.reply_to {
            message = message.reply_to(Address::from(reply_to.as_str()));
        }
        let alternatives =
            vec![MimePart::new("text/plain", self.text()), MimePart::new("text/html", self.html())];
        let message = message.body(MimePart::new(parts, alternatives));
        let bytes = message.write_to_vec().map_err(|_| ComposeError::TooLarge)?;
        if bytes.len() > MAX_MESSAGE_BYTES {
            return Err(ComposeError::TooLarge);
        }
        let path = ReturnPath { mail: sending.mail.clone(), tag: tag(sending.mail) };
        Ok(Message { bytes, return_path: path.address(sending.bounces), message_id })
    }
}

/// Whether a text may stand in a header.
fn fits(text: &str, max: usize) -> bool {
    !text.trim().is_empty()
        && text.chars().nth(max * MAX_GROWTH).is_none()
        && !text.chars().any(unwanted)
}

#[cfg(test)]
mod tests;
